"""One classifier, two tongues: what Python says of a visit that was read, SQL says of it in the database."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db.models import Count

from tests.calendars import applied, off, proposed
from tests.visitors import NOW, listed, visitor
from tests.world import START, World, act, draft, take, ticking, walk_to, world
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass, last_soon_day
from workflow.deadlines.tables import load_calendar
from workflow.models import Case, Visit
from workflow.queries.due_then import with_due_then
from workflow.queries.filters import CLASSES
from workflow.queries.timeclass import SOON, classes, classes_then, kind_in, rank_in, status_of
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def paused(case: Case, party: str = "finance_ministry") -> Case:
    return act(case, Action.PAUSE_CLOCK, data={"pause": "other", "party": party, "reason": "Chờ văn bản trả lời."})


def all_kinds_of_stays(place: World) -> None:
    """Every stage of both tables, left for the next one or for nothing, stopped, gone on, extended, suspended."""
    walk_to(draft(place), State.CLOSED, clock=ticking(NOW, timedelta(days=3)))
    walk_to(draft(place, programme=Programme.LOCAL), State.CLOSED)
    walk_to(draft(place), State.LIQUIDATION)
    draft(place)
    act(take(draft(place), Action.SUBMIT), Action.ASK_SUPPLEMENT, at=START + timedelta(days=3))
    take(walk_to(draft(place), State.EXECUTION), Action.SUSPEND, Action.RESUME)
    take(walk_to(draft(place), State.EXECUTION), Action.SUSPEND)
    take(paused(walk_to(draft(place), State.SUBMITTED)), Action.RESUME_CLOCK)
    paused(walk_to(draft(place), State.PLAN_PENDING), "department")
    paused(walk_to(draft(place), State.ACCEPTANCE), "paused")
    take(paused(walk_to(draft(place), State.LOCAL_APPRAISAL)), Action.WITHDRAW)
    take(walk_to(draft(place), State.REGISTERED), Action.WITHDRAW)
    take(walk_to(draft(place), State.SUBMITTED), Action.REJECT)
    extended = {"clock": "target", "days": 2}
    act(walk_to(draft(place), State.LOCAL_APPRAISAL), Action.EXTEND, data=extended)


def days() -> Iterator[date]:
    """Around the deadlines of the stays, over Tết, over the turn of the year, and where the calendar ends."""
    for first, count in ((date(2026, 2, 27), 60), (date(2026, 12, 26), 45), (date(2027, 12, 20), 45)):
        yield from (first + timedelta(days=n) for n in range(count))


def test_python_and_sql_never_differ_about_any_stay_on_any_day(place: World) -> None:
    all_kinds_of_stays(place)
    calendar, seen = load_calendar(), Counter[DueClass]()
    stays = list(Visit.objects.select_related("closed_by"))
    assert len(stays) > 100
    for on in days():
        found = classes(on, calendar)
        told = dict(Visit.objects.annotate(kind=kind_in(found)).values_list("pk", "kind"))
        for stay in stays:
            kind = status_of(stay, on, calendar).kind
            assert told[stay.pk] == kind, (stay, on, stay.due_on)
            seen[kind] += 1
    assert set(seen) == set(DueClass)


def test_every_stay_is_in_exactly_one_class_and_the_order_is_that_of_the_classes(place: World) -> None:
    all_kinds_of_stays(place)
    on, calendar = NOW.date(), load_calendar()
    found = classes(on, calendar)
    assert sum(Visit.objects.filter(condition).count() for condition in found.values()) == Visit.objects.count()
    for stay in Visit.objects.annotate(risk=rank_in(found)):
        assert stay.risk == status_of(stay, on, calendar).kind.rank


def test_today_the_end_of_the_day_is_what_is_seen_now(place: World) -> None:
    """A report whose period ends today must say what the lists say."""
    all_kinds_of_stays(place)
    calendar = load_calendar()
    last = max(Visit.objects.values_list("opened_on", flat=True))
    stays = with_due_then(Visit.objects.all(), last)
    counts = [
        stays.aggregate(**{kind.value: Count("pk", condition) for kind, condition in found.items()})
        for found in (classes(last, calendar), classes_then(last, calendar))
    ]
    assert counts[0] == counts[1]


def test_a_day_gone_by_is_told_as_it_was(place: World) -> None:
    """What was said on each day while a đề án went its way is said again of that day when the way is at its end."""
    calendar = load_calendar()
    case = walk_to(draft(place), State.LOCAL_APPRAISAL)
    told: list[tuple[date, Counter[str]]] = []
    for at, action in ((NOW, Action.PAUSE_CLOCK), (NOW + timedelta(days=4), Action.RESUME_CLOCK)):
        data = {"pause": "other", "party": "department"} if action == Action.PAUSE_CLOCK else {}
        case = act(case, action, at=at, data=data)
        told.append((at.date(), _counted(at.date(), calendar, now=True)))
    later = NOW + timedelta(days=30)
    take(case, Action.ASK_SUPPLEMENT, clock=ticking(later))
    for day, before in told:
        assert _counted(day, calendar, now=False) == before, day
    assert told[0][1]["paused"] == 1
    assert told[1][1]["on_time"] == 1


def test_a_date_moved_later_changes_nothing_that_was_said_of_a_day_gone_by(place: World) -> None:
    """Extended, stopped, gone on, moved by the calendar: each evening is told again as it was told that evening."""
    case = walk_to(draft(place), State.LOCAL_APPRAISAL, clock=ticking(NOW))
    promised = Visit.objects.get(case=case, closed_at=None).due_on
    assert promised is not None
    steps: list[tuple[int, Action, dict[str, object]]] = [
        (1, Action.EXTEND, {"clock": "target", "days": 2}),
        (3, Action.PAUSE_CLOCK, {"pause": "other", "party": "department"}),
        (9, Action.RESUME_CLOCK, {}),
        (40, Action.ASK_SUPPLEMENT, {}),
    ]
    told: dict[date, tuple[date | None, Counter[str]]] = {}
    for days, action, data in steps:
        at = NOW + timedelta(days=days)
        told[at.date() - timedelta(days=1)] = _evening(case, at.date() - timedelta(days=1))
        act(case, action, at=at, data=data)
        told[at.date()] = _evening(case, at.date())
    assert len({due for due, _ in told.values()}) == 4, "as promised, extended, none, and after the pause"
    for day, (due, counted) in told.items():
        stay = with_due_then(Visit.objects.filter(case=case, state=State.LOCAL_APPRAISAL), day).get()
        assert (stay.due_then, _counted(day, load_calendar(), now=False)) == (due, counted), day


def _evening(case: Case, day: date) -> tuple[date | None, Counter[str]]:
    stay = Visit.objects.get(case=case, state=State.LOCAL_APPRAISAL)
    return stay.due_on, _counted(day, load_calendar(), now=True)


def test_a_change_of_the_calendar_leaves_the_days_before_it_as_they_were(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    before = Visit.objects.get(case=case, closed_at=None)
    applied(proposed(place.administrator, off(date(2026, 3, 4))), place.administrator, at=START + timedelta(days=1))
    after = Visit.objects.get(pk=before.pk)
    assert before.due_on is not None
    assert after.due_on == before.due_on + timedelta(days=1)
    for days, due in ((0, before.due_on), (1, after.due_on)):
        stays = with_due_then(Visit.objects.filter(pk=before.pk), START.date() + timedelta(days=days))
        assert stays.get().due_then == due


def _counted(on: date, calendar: Calendar, *, now: bool) -> Counter[str]:
    found = (classes if now else classes_then)(on, calendar)
    stays = with_due_then(Visit.objects.filter(opened_on__lte=on), on)
    return Counter(stays.annotate(kind=kind_in(found)).values_list("kind", flat=True))


def test_while_a_counted_term_stands_still_it_is_paused_and_a_fixed_date_runs_on(place: World) -> None:
    calendar = load_calendar()
    waiting = paused(walk_to(draft(place), State.PLAN_PENDING), "department")
    accepting = paused(walk_to(draft(place), State.ACCEPTANCE), "paused")
    stays = {stay.case_id: stay for stay in Visit.objects.filter(closed_at=None)}
    assert status_of(stays[waiting.pk], NOW.date(), calendar).kind is DueClass.PAUSED
    assert stays[accepting.pk].due_on == date(2027, 12, 31)
    assert status_of(stays[accepting.pk], NOW.date(), calendar).kind is DueClass.ON_TIME
    assert status_of(stays[accepting.pk], date(2028, 1, 3), calendar).kind is DueClass.OVERDUE
    client = visitor(place.administrator)
    assert listed(client, "/de-an/", late="paused") == [waiting.code]
    assert listed(client, "/de-an/", late="open") == [accepting.code]
    assert listed(client, "/de-an/", holder="department") == [waiting.code]


def test_the_filters_of_a_list_part_it_without_remainder_also_the_ended_ones(place: World) -> None:
    all_kinds_of_stays(place)
    client = visitor(place.administrator)
    parts = [code for word in CLASSES for code in listed(client, "/de-an/", late=word)]
    assert sorted(parts) == sorted(listed(client, "/de-an/"))


def test_soon_ends_where_the_classifier_says_so() -> None:
    world()
    calendar = load_calendar()
    assert last_soon_day(date(2026, 6, 10), calendar, SOON) == date(2026, 6, 14), "Sunday after the second working day"
    assert last_soon_day(date(2026, 2, 12), calendar, SOON) == date(2026, 2, 23), "over the whole of Tết"
    assert last_soon_day(date(2027, 12, 30), calendar, SOON) == date(2028, 1, 1), (
        "where the calendar ends days are counted"
    )
