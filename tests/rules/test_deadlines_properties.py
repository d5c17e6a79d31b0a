"""What must hold of every deadline, whatever the start, the term and the holidays."""

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workflow.deadlines.calendar import Calendar, Day, DayKind
from workflow.deadlines.compute import Deadline, compute
from workflow.deadlines.terms import BeforeDate, ByDate, CalendarDays, Term, WorkingDays
from workflow.deadlines.trace import BrokenTrace, Step, StepKind, due_from_trace, from_json, to_json

#: A busy machine is no reason to fail: these tests are about dates, not about speed.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
YEARS = frozenset({2024, 2025, 2026})
FIRST = date(2024, 1, 1)

starts = st.dates(FIRST, date(2025, 3, 31))
lengths = st.integers(1, 120)
off_days = st.sets(st.dates(FIRST, date(2025, 12, 31)), max_size=40)


def working_year(off: Set[date], worked: Set[date] = frozenset()) -> Calendar:
    days = [Day(day, DayKind.HOLIDAY, f"lễ {day:%d/%m}") for day in off]
    days += [Day(day, DayKind.SWAPPED_WORKING, "làm bù") for day in worked - off]
    return Calendar(days, YEARS)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    worked = draw(st.sets(st.dates(FIRST, date(2025, 12, 31)).filter(lambda day: day.weekday() == 5), max_size=10))
    return working_year(draw(off_days), worked)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    length = draw(lengths)
    named = draw(st.dates(FIRST, date(2026, 12, 31)))
    kinds: list[Term] = [
        WorkingDays(length),
        CalendarDays(length),
        BeforeDate(named.month, named.day, named.year),
        ByDate(named.month, named.day, named.year),
    ]
    return draw(st.sampled_from(kinds))


def due_of(start: date, term: Term, calendar: Calendar) -> date:
    due = compute(start, term, calendar).due
    assert due is not None
    return due


@unhurried
@given(starts, terms(), calendars())
def test_the_stored_trace_alone_recomputes_the_date(start: date, term: Term, calendar: Calendar) -> None:
    deadline = compute(start, term, calendar)
    assert due_from_trace(from_json(to_json(deadline.trace))) == deadline.due


@unhurried
@given(starts, lengths, calendars())
def test_the_due_date_is_the_nth_working_day_counted_one_by_one(start: date, n: int, calendar: Calendar) -> None:
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    assert due_of(start, WorkingDays(n), calendar) == day
    assert calendar.working_days_between(start, day) == n


@unhurried
@given(starts, lengths, calendars())
def test_a_term_in_days_always_ends_on_a_working_day_and_not_before_its_time(
    start: date, n: int, calendar: Calendar
) -> None:
    assert calendar.is_working(due_of(start, WorkingDays(n), calendar))
    due = due_of(start, CalendarDays(n), calendar)
    assert calendar.is_working(due)
    assert due >= start + timedelta(days=n)


@unhurried
@given(starts, lengths, off_days, st.dates(FIRST, date(2025, 12, 31)))
def test_one_more_holiday_never_brings_a_deadline_forward(start: date, n: int, off: set[date], extra: date) -> None:
    before, after = working_year(off), working_year(off | {extra})
    for term in (WorkingDays(n), CalendarDays(n)):
        assert due_of(start, term, after) >= due_of(start, term, before)


@unhurried
@given(starts, st.integers(1, 60), st.integers(1, 60), calendars())
def test_a_term_in_working_days_may_be_split_in_two(start: date, first: int, second: int, calendar: Calendar) -> None:
    halfway = due_of(start, WorkingDays(first), calendar)
    assert due_of(halfway, WorkingDays(second), calendar) == due_of(start, WorkingDays(first + second), calendar)


@unhurried
@given(starts, terms(), calendars())
def test_a_later_start_never_ends_earlier(start: date, term: Term, calendar: Calendar) -> None:
    assert due_of(start + timedelta(days=1), term, calendar) >= due_of(start, term, calendar)


@unhurried
@given(starts, terms(), calendars())
def test_the_reminder_never_comes_after_the_due_date_and_falls_on_a_working_day(
    start: date, term: Term, calendar: Calendar
) -> None:
    deadline = compute(start, term, calendar)
    assert deadline.due is not None
    assert deadline.remind_on is not None
    assert deadline.remind_on <= deadline.due
    assert calendar.seems_working(deadline.remind_on) or deadline.remind_on == start


@unhurried
@given(starts, lengths, calendars())
def test_a_trace_is_no_longer_than_its_named_days_need(start: date, n: int, calendar: Calendar) -> None:
    deadline = compute(start, WorkingDays(n), calendar)
    assert deadline.due is not None
    named = sum(start < day.date <= deadline.due for day in calendar.days)
    assert len(deadline.trace) <= 2 * named + 3


@unhurried
@given(starts, lengths, calendars(), st.data())
def test_a_trace_with_one_number_changed_is_refused(
    start: date, n: int, calendar: Calendar, data: st.DataObject
) -> None:
    deadline = compute(start, WorkingDays(n), calendar)
    moving = [place for place, step in enumerate(deadline.trace) if step.days or step.working]
    place = data.draw(st.sampled_from(moving))
    field = data.draw(st.sampled_from(["days", "working"] if deadline.trace[place].days else ["working"]))
    with pytest.raises(BrokenTrace):
        due_from_trace(changed(deadline, place, field))


def changed(deadline: Deadline, place: int, field: str) -> list[Step]:
    steps = list(deadline.trace)
    steps[place] = replace(steps[place], **{field: getattr(steps[place], field) + 1})
    return steps


@unhurried
@given(starts, lengths, calendars())
def test_a_trace_with_a_step_cut_out_is_refused(start: date, n: int, calendar: Calendar) -> None:
    steps = compute(start, WorkingDays(n), calendar).trace
    for place, step in enumerate(steps):
        if step.days:
            with pytest.raises(BrokenTrace):
                due_from_trace(steps[:place] + steps[place + 1 :])


@unhurried
@given(calendars())
def test_next_and_previous_working_day_undo_each_other(calendar: Calendar) -> None:
    days = [date(2024, 6, 1) + timedelta(days=n) for n in range(40)]
    working = [day for day in days if calendar.is_working(day)]
    for one, other in pairwise(working):
        assert calendar.next_working(one) == other
        assert calendar.previous_working(other) == one


@pytest.mark.parametrize(
    "trace",
    [
        [],
        [{"kind": "start", "date": "2026-01-05", "text": "", "days": 0, "working": 1}],
        [{"kind": "rolled", "date": "2026-01-05", "text": "", "days": 1, "working": 0}],
        [{"kind": "no such kind", "date": None, "text": "", "days": 0, "working": 0}],
        [{"kind": "start", "date": "2026-02-30", "text": "", "days": 0, "working": 0}],
        [{"kind": "start"}],
        [{"kind": "remind", "date": "2026-01-05", "text": "", "days": 0, "working": 0}],
        [{"kind": "fixed", "date": None, "text": "", "days": -1, "working": 0}],
    ],
)
def test_what_is_not_a_trace_is_refused(trace: list[dict[str, object]]) -> None:
    with pytest.raises(BrokenTrace):
        due_from_trace(from_json(trace))


def test_a_step_survives_json_unchanged() -> None:
    step = Step(StepKind.SKIPPED, date(2026, 2, 17), "Bỏ qua mùng 1", days=1)
    assert Step.from_json(step.to_json()) == step
