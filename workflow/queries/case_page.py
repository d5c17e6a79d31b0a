"""Everything the case page shows first: where is it, who must act, by when, what can I do; then its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.engine.checking import Answer
from workflow.lifecycle import Input, InputKind, Row
from workflow.lifecycle.inputs import ASSIGNEE, LATE_REASON
from workflow.models import BudgetLine, Case, Event, Visit
from workflow.queries.worklist import WorkItem, items, with_parts
from workflow.vocabulary import Action, FundingSource, State

#: Acts that send the case back or aside: never the first button.
ASIDE = frozenset(
    {
        Action.ASK_SUPPLEMENT, Action.SUSPEND, Action.RETURN_PLAN, Action.RETURN_SETTLEMENT, Action.REFUSE_WORK,
        Action.FINANCE_ASK_ADJUSTMENT,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the steps bar: done with its date, current, or still ahead."""

    number: int
    label: str
    status: str
    """done, current, paused, ended, ahead"""
    on: date | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    event: Event
    label: str
    moved: bool
    facts: tuple[tuple[str, str], ...]


def current(case: Case, person: Person, on: date, calendar: Calendar) -> WorkItem:
    """The last visit of the case as a line, with its duties and the state of its deadline."""
    visit = with_parts(Visit.objects.filter(case=case)).order_by("-id")[0]
    return items([visit], person, on, calendar)[0]


def actions(asked: Iterable[Answer]) -> tuple[list[Answer], list[Answer]]:
    """(what this person can do now, what is theirs but refused with every reason). What is not theirs is not listed, and
    what is about the deadline stands beside the deadline."""
    mine = [answer for answer in asked if answer.permitted and not answer.row.about_clock]
    mine.sort(key=lambda answer: _weight(answer.row))
    return [a for a in mine if a.allowed], [a for a in mine if not a.allowed]


def on_behalf_of(mine: Iterable[Answer]) -> str:
    """The names under which this person would act, where it is not always their own."""
    return ", ".join(sorted({answer.holding.for_name for answer in mine if answer.holding} - {""}))


def _weight(row: Row) -> int:
    """Forward first, then records, then asking and pausing, then what cannot be undone; table order within each."""
    if row.grave:
        return 3
    if row.action in ASIDE:
        return 2
    return 1 if row.stays else 0


def steps(case: Case, visits: list[Visit]) -> list[Step]:
    table = case.table
    left: dict[int, date] = {}
    reached = 0
    for visit in visits:
        phase = table.stage(State(visit.state)).phase
        reached = phase or reached
        if visit.closed_on and phase:
            left[phase] = visit.closed_on
    last_done = reached if case.stage.terminal else reached - 1
    return [
        Step(number, label, _step_status(case, number, reached), left.get(number) if number <= last_done else None)
        for number, label in enumerate(table.phases, 1)
    ]


def _step_status(case: Case, number: int, reached: int) -> str:
    if number < reached or (case.stage.good_end and number == reached):
        return "done"
    if number > reached:
        return "ahead"
    if case.stage.terminal:
        return "ended"
    return "paused" if case.state == State.SUSPENDED else "current"


def timeline(case: Case) -> list[TimelineEntry]:
    """Newest first, every event with its facts in words."""
    events = list(case.events.select_related("actor", "actor_organisation").order_by("-seq"))
    asked = {(row.action, item.name): item for row in case.table.rows for item in row.inputs}
    asked |= {(action, LATE_REASON.name): LATE_REASON for action in Action}
    people = _people(events, asked)
    return [
        TimelineEntry(event, event.get_action_display(), event.source != event.target, _facts(event, asked, people))
        for event in events
    ]


Asked = dict[tuple[Action, str], Input]


def _people(events: Iterable[Event], asked: Asked) -> dict[int, str]:
    """Names of everyone whom an event names by id."""
    ids = {
        pk
        for event in events
        for name, value in event.data.items()
        if (item := asked.get((Action(event.action), name))) and item.kind == InputKind.PEOPLE
        for pk in value
    }
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)} if ids else {}


def _facts(event: Event, asked: Asked, people: dict[int, str]) -> tuple[tuple[str, str], ...]:
    if event.action == Action.EDIT:
        return (("Đã sửa", _edited(event)),)
    facts = [("Lý do, ghi chú", event.reason)] if event.reason else []
    for name, value in event.data.items():
        item = asked.get((Action(event.action), name))
        if name == "dates":
            facts += _moved(value)
        elif item and item.kind == InputKind.PEOPLE:
            facts.append((item.label, ", ".join(people.get(pk, "?") for pk in value)))
        elif item:
            facts.append((item.label.removesuffix(" (đồng)"), _words(item, value)))
    if event.action == Action.REASSIGN and "assignee" not in event.data:
        facts.append((ASSIGNEE.label, "trả về hàng chờ của phòng"))
    return tuple(facts)


def _moved(dates: dict[str, list[str | None]]) -> list[tuple[str, str]]:
    """("Hạn nội bộ", "02/03/2026 → 09/03/2026"), for each clock whose date an event moved, stopped or started."""
    names = {"legal": "Hạn pháp lý", "target": "Hạn nội bộ"}
    return [(names[clock], " → ".join(_day(day) for day in pair)) for clock, pair in dates.items() if clock in names]


def _day(day: str | None) -> str:
    return f"{date.fromisoformat(day):%d/%m/%Y}" if day else "đứng lại"


def _edited(event: Event) -> str:
    """The names of what an edit changed."""
    labels = {field.name: str(field.verbose_name) for field in Case._meta.concrete_fields}
    labels |= {"budget_lines": "dự toán", "beneficiaries": "đơn vị thụ hưởng"}
    return ", ".join(labels[name] for name in event.data.get("changes", {}) if name in labels)


def _words(item: Input, value: Any) -> str:
    match item.kind:
        case InputKind.MONEY:
            return f"{value:,} đồng".replace(",", ".")
        case InputKind.DATE:
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        case InputKind.CHOICE:
            return dict(item.choices).get(value, str(value))
        case _:
            return str(value)


@dataclass(frozen=True, slots=True)
class Budget:
    lines: list[BudgetLine]
    by_source: list[tuple[str, int]]
    total: int


def budget(case: Case) -> Budget:
    """Lines, sums by source in the order of Mẫu 1, and the total; whole đồng."""
    lines = list(case.budget_lines.all())
    sums = [
        (str(source.label), sum(line.amount for line in lines if line.source == source)) for source in FundingSource
    ]
    return Budget(lines, [pair for pair in sums if pair[1]], sum(line.amount for line in lines))
