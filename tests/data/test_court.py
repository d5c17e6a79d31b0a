"""Whose court the ball was in, over cases that went through the engine: the bar, the lists, the overview."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.visitors import NOW, page_of, said, visitor
from tests.world import START, World, act, draft, fresh, take, ticking, walk_to, world
from workflow.models import Case, Visit
from workflow.queries.court import court_of, days_of_finished
from workflow.vocabulary import Action, Party, Programme, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def pause(case: Case, party: Party, days: int) -> Case:
    """Stopped on the day after the last act, for so many days."""
    data = {"pause": "other", "party": party, "reason": "Chờ văn bản trả lời."}
    case = act(case, Action.PAUSE_CLOCK, at=case.updated_at + DAY, data=data)
    return act(case, Action.RESUME_CLOCK, at=case.updated_at + days * DAY) if days else case


def days_of(case: Case, on_day: int = 0) -> dict[str, int]:
    end = (case.updated_at + on_day * DAY).date()
    found = court_of(case, end)
    assert found is not None
    assert sum(share.days for share in found.shares) == found.days == (found.until_on - START.date()).days
    assert sum(piece.span.days for piece in found.pieces) == found.days
    return {share.party: share.days for share in found.shares}


def test_a_pause_books_its_days_to_the_party_it_waits_for(place: World) -> None:
    case = act(draft(place), Action.SUBMIT, at=START + 2 * DAY)
    case = pause(case, Party.BENEFICIARY, 5)
    assert days_of(case, 3) == {Party.IMPLEMENTER: 2, Party.DEPARTMENT: 1 + 3, Party.BENEFICIARY: 5}
    case = pause(case, Party.PAUSED, 0)
    assert days_of(case, 4)[Party.PAUSED] == 4


def test_a_suspension_is_nobodys_time_and_an_earlier_pause_is_counted_once(place: World) -> None:
    """The stay that goes on after it carries the earlier pauses over: they belong to the stay before it."""
    case = walk_to(draft(place), State.PLAN_PENDING, clock=ticking(START, DAY))
    case = pause(case, Party.AGENCY, 2)
    case = act(case, Action.SUSPEND, at=case.updated_at + DAY)
    case = act(case, Action.RESUME, at=case.updated_at + 7 * DAY)
    assert Visit.objects.get(case=case, closed_at=None).pauses.count() == 2
    before = days_of(case)
    assert before[Party.PAUSED] == 7
    assert before[Party.MINISTRY] == 2
    after = days_of(case, 10)
    assert after == before | {Party.MINISTRY: 12}


@pytest.mark.parametrize("programme", list(Programme))
def test_days_per_party_sum_to_the_life_of_every_case_at_every_stage(place: World, programme: Programme) -> None:
    case = draft(place, programme=programme)
    clock = ticking(START, timedelta(hours=31))
    seen = set()
    for state in [stage.state for stage in case.table.stages if stage.phase]:
        if state in (State.LOCAL_SUPPLEMENT, State.MINISTRY_SUPPLEMENT, State.FINANCE_ADJUSTMENT, State.RECOVERY):
            continue
        case = walk_to(case, state, clock=clock)
        seen |= set(days_of(case, 1))
    case = walk_to(case, State.CLOSED, clock=clock)
    ended = days_of(case, 400)
    assert set(ended) == seen
    assert days_of(case) == ended, "a life that has ended grows no longer"


def test_a_case_made_today_has_no_bar_yet(place: World) -> None:
    case = draft(place)
    assert court_of(case, START.date()) is None
    with time_machine.travel(START, tick=False):
        assert 'id="dang-o-dau"' not in visitor(place.owner).get(page_of(case)).content.decode()


def test_the_case_page_draws_the_bar_with_patterns_and_tells_the_same_in_a_table(place: World) -> None:
    case = pause(act(draft(place), Action.SUBMIT, at=START + 2 * DAY), Party.BENEFICIARY, 0)
    page = visitor(place.leader).get(page_of(case))
    source, text = page.content.decode(), said(page)
    for party in (Party.IMPLEMENTER, Party.DEPARTMENT, Party.BENEFICIARY):
        assert f'fill="url(#court-{party.value})"' in source
        assert f'id="court-{party.value}"' in source
    assert "Đơn vị thực hiện 2 ngày 28,5 %" in text
    assert "Sở Công Thương 1 ngày 14,2 %" in text
    assert "Đơn vị thụ hưởng 4 ngày 57,1 %" in text
    assert "Cộng 7 ngày" in text
    assert "Đơn vị thụ hưởng 05/03/2026 09/03/2026 4" in text


def test_every_list_says_whom_a_stopped_clock_waits_for_and_since_when(place: World) -> None:
    case = pause(act(draft(place), Action.SUBMIT, at=START + 2 * DAY), Party.BENEFICIARY, 0)
    idle = pause(act(draft(place), Action.SUBMIT, at=START + 2 * DAY), Party.PAUSED, 0)
    for user, address in ((place.clerk, "/"), (place.owner, "/?bucket=waiting"), (place.leader, "/de-an/")):
        text = said(visitor(user).get(address))
        assert "Đang chờ Đơn vị thụ hưởng" in text
        assert "Tạm dừng , không chờ ai" in text.replace("dừng,", "dừng ,")
        assert "Từ 05/03/2026" in text
    running = take(draft(place), Action.SUBMIT)
    assert f"{place.department.name}" in said(visitor(place.owner).get("/de-an/", {"q": running.code}))
    assert "Đang chờ Đơn vị thụ hưởng từ 05/03/2026" in said(visitor(place.owner).get(page_of(case)))
    assert fresh(idle).state == State.SUBMITTED


def test_the_overview_counts_a_stopped_clock_with_whom_it_waits_for(place: World) -> None:
    pause(act(draft(place), Action.SUBMIT, at=START + 2 * DAY), Party.BENEFICIARY, 0)
    take(draft(place), Action.SUBMIT)
    context = visitor(place.leader).get("/tong-quan/").context
    assert {line.party: (line.total, line.late) for line in context["parties"]} == {
        Party.BENEFICIARY: (1, 0),
        Party.DEPARTMENT: (1, 1),
    }
    assert (context["total"].total, context["total"].counts) == (2, (1, 0, 0, 0, 1, 0))


def test_finished_cases_of_a_year_give_mean_and_median_days_of_each_party(place: World) -> None:
    """Three cases withdrawn after 2, 3 and 10 days at the Sở; what never was with a party counts as no day there."""
    for days in (2, 3, 10):
        case = act(draft(place), Action.SUBMIT, at=START + DAY)
        act(case, Action.WITHDRAW, at=START + (1 + days) * DAY)
    paused = pause(act(draft(place), Action.SUBMIT, at=START + DAY), Party.BENEFICIARY, 3)
    act(paused, Action.WITHDRAW, at=paused.updated_at + DAY)
    take(draft(place), Action.SUBMIT)
    count, lines = days_of_finished(Case.objects.all(), START.year)
    assert count == 4
    figures = {line.party: (line.cases, line.mean_tenths, line.median_tenths) for line in lines}
    assert figures == {
        Party.DEPARTMENT: (4, 43, 25),
        Party.IMPLEMENTER: (4, 10, 10),
        Party.BENEFICIARY: (1, 8, 0),
    }
    assert days_of_finished(Case.objects.all(), START.year - 1) == (0, [])
    with time_machine.travel(NOW + 10 * DAY, tick=False):
        text = said(visitor(place.administrator).get("/tong-quan/"))
    assert "4 đề án kết thúc trong năm 2026" in text
    assert "Sở Công Thương 4/4 đề án qua đây 4,3 2,5" in text
