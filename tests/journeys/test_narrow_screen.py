"""On a telephone, 390 px wide: a clerk asks for a supplement, the owner reads why and mends it. Nothing runs off the side."""

from playwright.sync_api import Page, expect

from tests.journeys.desk import Desk
from tests.world import World, draft, take
from workflow.models import Case
from workflow.vocabulary import Action, State

MISSING = "Thiếu báo giá của nhà cung cấp máy tiện."


def test_asking_for_a_supplement_and_mending_it_works_at_390_pixels(telephone: Desk, place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    with telephone.sat_at_by(place.clerk) as page:
        _fits(page)
        telephone.open(case.name)
        _fits(page)
        telephone.choose(Action.ASK_SUPPLEMENT)
        _fits(page)
        page.get_by_role("button", name=Action.ASK_SUPPLEMENT.label).click()
        field = page.get_by_label("Nội dung cần bổ sung")
        expect(field).to_be_focused()
        expect(page.locator(".kc-errors")).to_contain_text("chưa có nội dung")
        field.fill(MISSING)
        telephone.send(Action.ASK_SUPPLEMENT)
    with telephone.sat_at_by(place.owner) as page:
        telephone.open(case.name)
        expect(page.locator("#lich-su")).to_contain_text(MISSING)
        page.locator(".kc-act-row").get_by_role("link", name=Action.EDIT.label).click()
        _fits(page)
        page.get_by_label("Quy mô và đặc điểm vượt trội").fill("Một máy tiện CNC, kèm ba báo giá.")
        page.get_by_role("button", name="Lưu").click()
        expect(page.get_by_role("status")).to_contain_text("Đã lưu đề án")
        expect(page.locator("#kinh-phi tfoot")).to_contain_text("750.000.000")
        telephone.do(Action.RESUBMIT)
        telephone.expect_stage("Đã nộp, chờ tiếp nhận")
    assert Case.objects.get().state == State.SUBMITTED


def _fits(page: Page) -> None:
    """Only a table that says so may be scrolled sideways, never the page."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, f"{page.url} is {width} px wide"
