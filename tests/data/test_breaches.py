"""Việc quá hạn của đơn vị: what a manager reads, whose it is, and what can be done from there with one click."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from notifications.models import Mail
from notifications.services import sweep
from notifications.vocabulary import MailState
from tests.chain import with_chain
from tests.days import due, morning, stay, working
from tests.post import send
from tests.visitors import act_url, said, visitor
from tests.world import World, act, draft, fresh, take, walk_to, world
from workflow.models import Case, Visit
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
PAGE = "/viec-qua-han/"
#: Six working days after the deadline of what was submitted on Monday 2/3.
NOW: datetime = morning(date(2026, 3, 13), 9)
MONDAY: datetime = morning(date(2026, 3, 2))


@pytest.fixture(autouse=True)
def a_friday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World, at: datetime = MONDAY) -> Case:
    return take(draft(place, at=at), Action.SUBMIT)


def shown(user: User, **query: str | int) -> list[str]:
    answer = visitor(user).get(PAGE, query)
    return [line.breach.item.case.code for line in answer.context["lines"]]


def test_a_manager_reads_who_which_stage_how_late_since_when_and_whose_court(place: World) -> None:
    case = act(submitted(place), Action.REASSIGN, by=place.leader, data={"assignee": [place.clerk.pk]})
    sweep(at=morning(working(due(case), 1)))
    Mail.objects.update(next_at=NOW)
    send()
    assert Mail.objects.get(recipient=place.leader).state == MailState.SENT
    page = said(visitor(place.leader).get(PAGE))
    for words in (
        "1 việc quá hạn, 1 việc chưa ai xác nhận đã nắm",
        "Quá hạn 8 ngày",
        f"Hạn {due(case):%d/%m/%Y}, chỉ tiêu nội bộ",
        case.code,
        case.name,
        "Chờ Sở tiếp nhận",
        f"{place.department.name} ({place.clerk.full_name})",
        "từ 02/03/2026",
        "Chưa ai xác nhận đã nắm",
        f"Báo lãnh đạo đơn vị, 13/03/2026 {place.leader.full_name}",
        f"Quá hạn, chờ gửi {place.clerk.full_name}, {place.owner.full_name}",
    ):
        assert words in page


def test_what_was_done_since_the_deadline_stands_there_with_the_acknowledgement_and_the_promise(place: World) -> None:
    case = submitted(place)
    case = act(case, Action.PROMISE, by=place.clerk, at=morning(date(2026, 3, 10)), data={"promised_on": "2026-03-17"})
    case = act(
        case, Action.ACKNOWLEDGE, by=place.leader, at=morning(date(2026, 3, 11)), data={"reason": "Tôi đã giao lại."}
    )
    page = said(visitor(place.leader).get(PAGE))
    for words in (
        f"{place.leader.full_name} đã nắm, 08:00 ngày 11/03/2026",
        "“Tôi đã giao lại.”",
        "Hẹn xong ngày 17/03/2026",
        f"10/03/2026: Xin lỗi và hẹn lại – {place.clerk.full_name}",
        "0 việc chưa ai xác nhận",
    ):
        assert words in page
    assert "02/03/2026: Nộp hồ sơ" not in page, "only what was done since the deadline"


def test_the_longest_late_stands_first(place: World) -> None:
    later, earlier = submitted(place, morning(date(2026, 3, 5))), submitted(place)
    assert due(earlier) < due(later) < NOW.date()
    assert shown(place.leader) == [earlier.code, later.code]


def test_what_is_in_time_standing_still_or_over_is_not_there(place: World) -> None:
    in_time = submitted(place, morning(date(2026, 3, 12)))
    still = act(submitted(place), Action.PAUSE_CLOCK, by=place.leader)
    over = act(submitted(place), Action.WITHDRAW, by=place.owner)
    assert {in_time.code, still.code, over.code}.isdisjoint(shown(place.leader))


# --- whose it is ------------------------------------------------------------------------------------------------------
def test_each_manager_reads_of_the_units_they_lead_and_a_deputy_of_their_own(place: World) -> None:
    other = world("Bắc Ninh", "24", "bacninh")
    mine, theirs = submitted(place), submitted(other)
    assert shown(place.leader) == [mine.code]
    assert shown(other.leader) == [theirs.code]
    assert shown(place.chair) == [mine.code], "phó giám đốc"


def test_for_those_who_lead_nobody_the_page_does_not_exist_and_is_in_no_menu(place: World) -> None:
    submitted(place)
    for user in (place.owner, place.clerk, place.appraisers[0], place.accountant, place.committee_clerk):
        assert visitor(user).get(PAGE).status_code == 404
        assert PAGE not in visitor(user).get("/").content.decode()
    assert PAGE in visitor(place.leader).get("/").content.decode()
    assert visitor(None).get(PAGE).status_code == 302


def test_auditors_and_administrators_read_of_everything_they_may_see_and_are_offered_nothing(place: World) -> None:
    case = submitted(place)
    for user in (place.auditor, place.administrator):
        assert shown(user) == [case.code]
        assert visitor(user).get(PAGE).context["lines"][0].offers == ()


def late_with_the_owner(place: World) -> Case:
    """Twelve days or more after its deadline on the day of these tests."""
    case = walk_to(draft(place), State.LOCAL_SUPPLEMENT)
    Visit.objects.filter(pk=stay(case).pk).update(due_on=date(2026, 3, 5), target_due_on=date(2026, 3, 5))
    return fresh(case)


def test_a_delay_nobody_acknowledges_climbs_to_the_page_of_those_above_and_leaves_it_when_somebody_does(
    place: World,
) -> None:
    director = with_chain(place)
    case = late_with_the_owner(place)
    assert shown(director) == [case.code]
    page = visitor(place.leader).get(PAGE)
    assert [line.breach.climbed for line in page.context["lines"]] == [True]
    assert "Báo lên từ cấp dưới" in said(page)
    assert shown(place.committee_clerk) == [], "ten working days have not passed"
    act(case, Action.ACKNOWLEDGE, by=place.leader, at=NOW)
    assert shown(place.leader) == []
    assert shown(director) == [case.code]


def test_before_five_working_days_a_delay_below_is_not_on_the_page_of_those_above(place: World) -> None:
    with_chain(place)
    case = late_with_the_owner(place)
    Visit.objects.filter(pk=stay(case).pk).update(due_on=date(2026, 3, 9))
    assert shown(place.leader) == []


def test_whoever_is_told_of_a_delay_below_can_open_it(place: World) -> None:
    with_chain(place)
    case = submitted(place)
    assert shown(place.committee_clerk) == [case.code], "six working days after the deadline of the Sở"
    assert visitor(place.committee_clerk).get(reverse("workflow:case", args=[case.code])).status_code == 200
    elsewhere = world("Bắc Ninh", "24", "bacninh")
    assert visitor(elsewhere.committee_clerk).get(reverse("workflow:case", args=[case.code])).status_code == 404


# --- one click --------------------------------------------------------------------------------------------------------
def test_what_a_manager_may_do_is_one_click_away_and_an_acknowledged_delay_need_not_be_so_again(place: World) -> None:
    case = submitted(place)
    page = visitor(place.leader).get(PAGE).content.decode()
    for action in (Action.ACKNOWLEDGE, Action.REASSIGN, Action.EXTEND):
        assert f'href="{act_url(case, action)}"' in page
        assert visitor(place.leader).get(act_url(case, action)).status_code == 200
    act(case, Action.ACKNOWLEDGE, by=place.leader, at=NOW)
    assert act_url(case, Action.ACKNOWLEDGE) not in visitor(place.leader).get(PAGE).content.decode()


def test_an_extension_that_is_used_up_is_not_offered(place: World) -> None:
    case = submitted(place)
    for day in (3, 4):
        at = morning(date(2026, 3, day))
        case = act(case, Action.EXTEND, by=place.leader, at=at, data={"clock": "target", "days": 1})
    page = visitor(place.leader).get(PAGE).content.decode()
    assert act_url(case, Action.REASSIGN) in page
    assert act_url(case, Action.EXTEND) not in page


# --- filters ----------------------------------------------------------------------------------------------------------
def test_the_page_is_filtered_by_unit_and_by_what_nobody_knows_of(place: World) -> None:
    at_the_so, at_the_unit = submitted(place), walk_to(draft(place), State.LOCAL_SUPPLEMENT)
    Visit.objects.filter(pk=stay(at_the_unit).pk).update(due_on=date(2026, 3, 6))
    assert shown(place.leader) == [at_the_so.code, at_the_unit.code]
    assert shown(place.leader, unit=place.implementer.pk) == [at_the_unit.code]
    assert shown(place.leader, unit=place.department.pk) == [at_the_so.code]
    act(at_the_so, Action.ACKNOWLEDGE, by=place.leader, at=NOW)
    assert shown(place.leader, open=1) == [at_the_unit.code]
    assert "Không có việc nào khớp" in said(visitor(place.leader).get(PAGE, {"open": 1, "unit": place.department.pk}))
    assert len(shown(place.leader, unit="'; drop", open="x", page="-3")) == 2


def test_a_unit_without_delays_says_so(place: World) -> None:
    page = said(visitor(place.leader).get(PAGE))
    assert "Không có việc nào quá hạn" in page
