"""The pages of the working calendar and of own targets, as their people use them and as others do not find them."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Membership, User
from accounts.vocabulary import Role
from tests.calendars import off, open_visit, previewed, proposed
from tests.visitors import NOW, said, visitor
from tests.world import World, act, draft, world
from workflow.models import CalendarChange, CalendarDay, DeadlineRule, Visit
from workflow.timetable.tasks import work_on_calendar
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db
YEAR, DAYS = "/lich-lam-viec/2026/", "/lich-lam-viec/2026/ngay/"
BASIS = "Thông báo 15/TB-VPCP"


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def change_url(change: CalendarChange, action: str = "") -> str:
    if action:
        return reverse("workflow:calendar-change-act", args=[change.pk, action])
    return reverse("workflow:calendar-change", args=[change.pk])


def form(**fields: str) -> dict[str, str]:
    return {"first": "2026-03-11", "kind": "holiday", "name": "Quốc tang", "basis": BASIS} | fields


# --- who ------------------------------------------------------------------------------------------------------------
def test_for_everyone_but_administrators_the_calendar_pages_do_not_exist(place: World) -> None:
    change = previewed(proposed(place.administrator, off(date(2026, 3, 11))))
    addresses = ["/lich-lam-viec/", YEAR, DAYS, "/lich-lam-viec/2026/tinh-trang/", change_url(change)]
    for user in (place.owner, place.leader, place.agency_leader, place.auditor):
        for address in addresses:
            assert visitor(user).get(address).status_code == 404, address
        assert visitor(user).post(change_url(change, "xac-nhan")).status_code == 404
    assert not CalendarDay.objects.filter(date=date(2026, 3, 11)).exists()
    for address in addresses:
        assert visitor(None).get(address).status_code == 302


def test_who_holds_the_role_of_administrator_finds_them_in_the_menu(place: World) -> None:
    user = User.objects.create_user("qt2", full_name="Lò Thị Quản")
    Membership.objects.create(
        user=user, organisation=place.ministry, role=Role.ADMINISTRATOR, valid_from=date(2020, 1, 1)
    )
    page = visitor(user).get("/lich-lam-viec/", follow=True)
    assert page.status_code == 200
    assert "Lịch làm việc" in [entry.label for entry in page.context["shell"].places]


# --- the year -------------------------------------------------------------------------------------------------------
def test_the_year_is_drawn_with_its_days_off_by_name_and_its_basis(place: World) -> None:
    text = said(visitor(place.administrator).get(YEAR))
    assert "Chính thức" in text and "Tháng 12" in text and "Tết Âm lịch" in text and "9441/TB-BNV" in text
    assert "Tạm tính" in said(visitor(place.administrator).get("/lich-lam-viec/2027/"))
    assert "Chưa khai báo" in said(visitor(place.administrator).get("/lich-lam-viec/2028/"))
    assert visitor(place.administrator).get("/lich-lam-viec/1066/").status_code == 404


def test_from_a_day_to_its_redated_deadlines_by_the_buttons_of_the_pages(place: World) -> None:
    case = act(draft(place, at=NOW), Action.SUBMIT, at=NOW)
    assert open_visit(case.pk).due_on == date(2026, 3, 12)
    client = visitor(place.administrator)
    answer = client.post(DAYS, form())
    change = CalendarChange.objects.get()
    assert answer.headers["Location"] == change_url(change)
    assert "(đề nghị)" in said(client.get(YEAR))
    client.post(change_url(change, "tinh-thu"))
    assert "Đang tính thử" in said(client.get(change_url(change)))
    work_on_calendar()
    text = said(client.get(change_url(change)))
    assert "1 hạn sẽ đổi" in text and case.code in text and "12/03/2026 → 13/03/2026" in text
    assert (place.implementer.name in text and place.clerk.full_name in text) or place.department.name in text
    client.post(change_url(change, "xac-nhan"))
    work_on_calendar()
    assert "1 hạn đã đổi" in said(client.get(change_url(change)))
    assert open_visit(case.pk).due_on == date(2026, 3, 13)


def test_a_range_of_days_is_one_proposal_and_a_day_can_be_taken_back(place: World) -> None:
    client = visitor(place.administrator)
    client.post(DAYS, form(last="2026-03-13"))
    change = CalendarChange.objects.get()
    assert len(change.days) == 3
    client.post(change_url(change, "rut"), {"day": "2026-03-12"})
    assert [day["date"] for day in CalendarChange.objects.get().days] == ["2026-03-11", "2026-03-13"]
    answer = client.post(change_url(change, "bo"), follow=True)
    assert "Lịch không thay đổi" in said(answer)


def test_what_is_wrong_is_said_on_the_form(place: World) -> None:
    client = visitor(place.administrator)
    for fields, words in (
        (form(basis=""), "Căn cứ: chưa có nội dung"),
        (form(name=""), "Xin ghi tên của ngày"),
        (form(last="2026-05-01"), "nhiều nhất 15 ngày"),
        (form(kind="swapped_working"), "phải rơi vào thứ Bảy hoặc Chủ nhật"),
        (form(first="2027-03-11"), "không thuộc năm 2026"),
        (form(kind="remove"), "không có gì để bỏ"),
        (form(first="\x00"), "Ngày không đúng"),
    ):
        answer = client.post(DAYS, fields)
        assert (answer.status_code, words in said(answer)) == (422, True), words
    assert client.get(f"{DAYS}?ngay=2026-13-45").status_code == 200
    assert not CalendarChange.objects.exists()


def test_a_new_year_is_declared_with_the_holidays_of_the_sun_and_marked_official_later(place: World) -> None:
    client = visitor(place.administrator)
    client.post("/lich-lam-viec/2028/tinh-trang/", {"basis": "Bộ luật Lao động Đ.112"})
    change = CalendarChange.objects.get()
    names = {day["date"]: day["name"] for day in change.days}
    assert names["2028-01-01"] == "Tết Dương lịch" and names["2028-01-03"] == "Nghỉ bù Tết Dương lịch"
    text = said(client.get(change_url(change)))
    assert "khai báo năm, tạm tính" in text
    answer = client.post("/lich-lam-viec/2026/tinh-trang/", {"basis": BASIS})
    assert answer.status_code == 422 and "đã là chính thức" in said(answer)


def test_the_admin_site_shows_the_calendar_and_leads_to_its_pages_but_changes_nothing(place: World) -> None:
    client = visitor(place.administrator)
    day = CalendarDay.objects.first()
    assert day is not None
    page = client.get("/quan-tri/workflow/calendarday/")
    assert "/lich-lam-viec/" in page.content.decode()
    assert client.get("/quan-tri/workflow/calendarday/add/").status_code == 403
    assert client.post(f"/quan-tri/workflow/calendarday/{day.pk}/change/", {"name": "x"}).status_code == 403
    assert client.post(f"/quan-tri/workflow/calendarday/{day.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get("/quan-tri/workflow/calendaryear/add/").status_code == 403


# --- own targets ----------------------------------------------------------------------------------------------------
def test_the_head_of_a_unit_sets_and_ends_its_target_and_sees_what_keeps_its_promise(place: World) -> None:
    act(draft(place, at=NOW), Action.SUBMIT, at=NOW)
    client = visitor(place.leader)
    page = client.get("/chi-tieu-noi-bo/")
    assert "3 ngày làm việc" in said(page) and "1 đề án" in said(page)
    one = "/chi-tieu-noi-bo/national-submitted/"
    assert "1 đề án đang ở giai đoạn này giữ nguyên hạn đã hứa" in said(client.get(one))
    sent = {"what": "set", "days": "2", "valid_from": "2026-03-10", "basis": "Quyết định 12/QĐ-SCT"}
    answer = client.post(one, sent, follow=True)
    assert "áp dụng cho giai đoạn bắt đầu từ 10/03/2026" in said(answer)
    assert Visit.objects.get(closed_at=None).due_on == date(2026, 3, 12)
    answer = client.post(one, {"what": "end", "last_day": "2026-03-31"}, follow=True)
    assert "đến hết 31/03/2026" in said(answer)
    assert "Quyết định 12/QĐ-SCT" in said(client.get(one))
    answer = client.post(one, sent | {"days": "0", "valid_from": "2026-01-01"})
    assert answer.status_code == 422 and "không đổi lùi" in said(answer) and "từ 1 đến" in said(answer)


def test_for_who_leads_no_unit_the_page_of_targets_does_not_exist(place: World) -> None:
    for user in (place.owner, place.chair, place.clerk, place.administrator, place.auditor):
        assert visitor(user).get("/chi-tieu-noi-bo/").status_code == 404
        assert visitor(user).post("/chi-tieu-noi-bo/national-submitted/", {"what": "set"}).status_code == 404
    assert visitor(place.leader).get("/chi-tieu-noi-bo/national-finance_review/").status_code == 404
    assert not DeadlineRule.objects.exclude(organisation=None).exists()
