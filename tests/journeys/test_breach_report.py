"""On a telephone a manager follows what is overdue to the page of it, and acknowledges it there with one click."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from playwright.sync_api import expect

from notifications.acknowledging import acknowledgements
from tests.days import morning, stay
from tests.journeys.desk import Desk, fits_a_telephone
from tests.world import World, draft, take
from workflow.vocabulary import Action

#: Six working days after the deadline of what is submitted on Monday 2/3.
FRIDAY = morning(date(2026, 3, 13), 9)


@pytest.fixture(autouse=True)
def a_friday_in_march(a_tuesday_in_march: None) -> Iterator[None]:
    with time_machine.travel(FRIDAY, tick=True):
        yield


def test_a_delay_is_acknowledged_from_the_report_at_390_pixels(telephone: Desk, place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    with telephone.sat_at_by(place.leader) as page:
        page.goto(f"{telephone.address}/viec-qua-han/#{case.code}")
        expect(page.locator("h1")).to_have_text("Việc quá hạn của đơn vị")
        fits_a_telephone(page)
        line = page.locator(f"#{case.code}")
        expect(line).to_contain_text("Chưa ai xác nhận đã nắm")
        line.get_by_role("link", name="Xác nhận đã nắm").click()
        page.get_by_label("Đã và sẽ làm gì").fill("Tôi giao văn thư xử lý trong ngày.")
        telephone.send(Action.ACKNOWLEDGE)
    assert acknowledgements([stay(case).pk])[stay(case).pk].note == "Tôi giao văn thư xử lý trong ngày."
