"""An administrator at a telephone finds a mail that did not go out, reads it, and sends it again; its reader chooses less."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from notifications.models import Mail, MailPreference
from notifications.vocabulary import Choice, MailState
from tests.journeys.desk import Desk, fits_a_telephone
from tests.post import Server, overdue, send, serving
from tests.world import World


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


def test_a_mail_that_got_stuck_is_found_read_and_sent_again_at_390_pixels(
    telephone: Desk, place: World, server: Server
) -> None:
    overdue(place)
    Mail.objects.update(next_at=timezone.now())
    server.say = lambda step, address: "554 nghi là thư rác" if (step, address) == ("DATA", place.clerk.email) else None
    assert send().dead == 1
    with telephone.sat_at_by(place.administrator) as page:
        _menu(page, "Thư gửi đi")
        page.get_by_role("link", name="Không gửi được").click()
        fits_a_telephone(page)
        subject = Mail.objects.get(state=MailState.DEAD).subject
        page.get_by_role("link", name=subject).click()
        fits_a_telephone(page)
        expect(page.get_by_text("554 nghi là thư rác").first).to_be_visible()
        letter = page.frame_locator(f'iframe[title*="{subject}"]')
        expect(letter.get_by_text("Kính gửi Ông/Bà")).to_contain_text(place.clerk.full_name)
        page.get_by_role("button", name="Gửi lại…").click()
        fits_a_telephone(page)
        page.get_by_role("button", name="Gửi lại 1 thư").click()
        expect(page.get_by_role("status")).to_contain_text("Đã đưa 1 thư trở lại hàng chờ gửi.")
        fits_a_telephone(page)
    assert Mail.objects.get(recipient=place.clerk).state == MailState.WAITING


def test_a_reader_chooses_less_mail_at_390_pixels(telephone: Desk, place: World) -> None:
    with telephone.sat_at_by(place.owner) as page:
        _menu(page, "Tùy chọn thư")
        fits_a_telephone(page)
        page.get_by_label("Chỉ khi đến lượt tôi").check()
        page.get_by_role("button", name="Lưu lựa chọn").click()
        expect(page.get_by_role("status")).to_contain_text("Đã ghi nhận: chỉ khi đến lượt tôi.")
    assert MailPreference.objects.get(user=place.owner).choice == Choice.TURN


def test_ticking_some_of_the_list_works_without_script(desk_without_script: Desk, place: World) -> None:
    overdue(place)
    Mail.objects.filter(recipient__in=place.appraisers).update(state=MailState.DEAD, error="thử")
    with desk_without_script.sat_at_by(place.administrator) as page:
        page.get_by_role("link", name="Thư gửi đi").first.click()
        boxes = page.get_by_role("checkbox")
        expect(boxes).to_have_count(3)
        boxes.nth(0).check()
        boxes.nth(2).check()
        page.get_by_role("button", name="Gửi lại thư đã chọn…").click()
        page.get_by_role("button", name="Gửi lại 2 thư").click()
        expect(page.get_by_role("status")).to_contain_text("Đã đưa 2 thư trở lại hàng chờ gửi.")
    assert Mail.objects.filter(state=MailState.DEAD).count() == 1


def _menu(page: Page, name: str) -> None:
    page.locator("details.kc-burger > summary").click()
    page.locator("details.kc-burger").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
