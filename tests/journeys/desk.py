"""One desk at which people sit down in turn: each signs in, opens their work, clicks, and signs out, as a person would."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.world import PASSWORD
from workflow.vocabulary import Action

#: Pixels of a telephone.
NARROW = 390


def fits_a_telephone(page: Page) -> None:
    """Only a table that says so may be scrolled sideways, never the page. A page that is still coming has no width."""
    page.wait_for_load_state()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROW, f"{page.url} is {width} px wide"


class Desk:
    """Nothing here knows an address but the first page; every other page is reached by a link that a person can see."""

    def __init__(self, page: Page, address: str, *, narrow: bool = False) -> None:
        self.page, self.address, self.narrow = page, address, narrow

    @contextmanager
    def sat_at_by(self, user: User) -> Iterator[Page]:
        """Signed in, on "Việc của tôi"; signed out at the end."""
        self.page.goto(self.address)
        self.page.get_by_label("Tên đăng nhập").fill(user.username)
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        expect(self.page.get_by_role("heading", name="Việc của tôi")).to_be_visible()
        yield self.page
        self.sign_out()

    def sign_out(self) -> None:
        """Through the menu of the person; on a narrow screen through the one menu there is."""
        self.page.locator("details.kc-burger > summary" if self.narrow else "details.kc-person > summary").click()
        self.page.get_by_role("button", name="Đăng xuất").locator("visible=true").click()
        expect(self.page.get_by_label("Tên đăng nhập")).to_be_visible()

    def open(self, name: str) -> None:
        """A đề án from the list on the screen."""
        self.page.get_by_role("link", name=name).click()
        expect(self.page.get_by_role("heading", level=1, name=name)).to_be_visible()

    def choose(self, action: Action) -> None:
        """The page of an act, from the case page."""
        self.page.locator(".kc-act-row").get_by_role("link", name=action.label, exact=True).click()
        expect(self.page.get_by_role("heading", level=1, name=action.label)).to_be_visible()

    def send(self, action: Action) -> None:
        """Presses the button of an act and waits for the word that it is recorded."""
        self.page.get_by_role("button", name=action.label, exact=True).click()
        expect(self.page.get_by_role("status")).to_contain_text(f"Đã ghi nhận: {action.label}")

    def do(self, action: Action, fields: Mapping[str, str] | None = None) -> None:
        """Fills the fields by their labels and sends: what can be chosen is chosen, all else is typed."""
        self.choose(action)
        for label, value in (fields or {}).items():
            fill(self.page.locator("main form"), label, value)
        self.send(action)

    def expect_stage(self, label: str) -> None:
        expect(self.page.locator(".kc-title-line .kc-state")).to_contain_text(label)


def fill(form: Locator, label: str, value: str) -> None:
    """A group of choices bears its label as a legend; any other field as a label."""
    group = form.get_by_role("group", name=label)
    if group.count():
        group.get_by_label(value, exact=True).check()
    else:
        form.get_by_label(label).fill(value)
