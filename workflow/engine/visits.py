"""Opening and closing the stay of a case in a stage, with both clocks and the traces that explain them."""

from datetime import date, datetime
from typing import Any

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks
from workflow.engine.clock import day_of
from workflow.engine.timing import Timing, dates, promised, timing_of
from workflow.models import Case, Event, Pause, Slip, Visit
from workflow.vocabulary import Party, PauseReason, State

#: Every field of a visit that a change of its deadline may write.
TIMED = (
    "legal_due_on", "legal_trace", "legal_basis", "target_due_on", "target_trace", "target_basis",
    "due_on", "due_clock", "remind_on", "provisional",
    "paused_on", "holder", "held_since", "cycle", "watch_on",
)  # fmt: skip


def clocks_of(case: Case, state: State, start: date, clocks: Clocks) -> dict[str, Any]:
    """Both deadlines of a stage entered on `start`, as fields of a visit. Refused when a year has no calendar yet."""
    return dates(promised(case, state, start, clocks), clocks.calendar)


def open_visit(
    *, case: Case, state: State, event: Event, at: datetime, clocks: Clocks, continues: Visit | None = None
) -> Visit:
    """A new stay. With `continues` its term is that of an earlier stay, which stood still in between."""
    stage, today = case.table.stage(state), day_of(at)
    visit = Visit(
        case=case, state=state, party=stage.party, holder=stage.party, held_since=today, opened_by=event, opened_at=at,
        opened_on=today, clock_from=today,
    )  # fmt: skip
    if stage.terminal:
        visit.closed_by, visit.closed_at, visit.closed_on = event, at, today
    elif continues is None:
        _promise(visit, promised(case, state, today, clocks), clocks.calendar)
    visit.save(force_insert=True)
    if continues is not None:
        _carry_over(visit, continues, event)
        _promise(visit, timing_of(case, visit), clocks.calendar)
        visit.save(update_fields=TIMED)
    return visit


def _promise(visit: Visit, timing: Timing, calendar: Calendar) -> None:
    legal, target = timing.rules
    visit.legal_rule, visit.target_rule = (rule.to_json() if rule else None for rule in (legal, target))
    for name, value in dates(timing, calendar).items():
        setattr(visit, name, value)
    visit.watch_on = visit.opened_on


def _carry_over(visit: Visit, before: Visit, event: Event) -> None:
    """The term of an earlier stay goes on: its rules, its pauses and extensions, and the time in between as one more."""
    visit.clock_from, visit.legal_rule, visit.target_rule = before.clock_from, before.legal_rule, before.target_rule
    visit.cycle = before.cycle + 1
    visit.save(update_fields=["clock_from", "legal_rule", "target_rule", "cycle"])
    for pause in before.pauses.order_by("from_on", "pk"):
        pause.pk, pause._state.adding, pause.visit = None, True, visit
        pause.save(force_insert=True)
    for extension in before.extensions.order_by("pk"):
        extension.pk, extension._state.adding, extension.visit = None, True, visit
        extension.save(force_insert=True)
    left_by = before.closed_by
    assert left_by is not None and before.closed_on is not None, "only a stay that has ended is continued"
    Pause.objects.create(
        visit=visit, reason=PauseReason.OTHER, text=left_by.reason, party=Party.PAUSED, from_on=before.closed_on,
        until_on=visit.opened_on, opened_by=left_by, closed_by=event,
    )  # fmt: skip


def close_visit(*, visit: Visit, event: Event, at: datetime) -> None:
    """Ends the stay, and with it a pause that was still open; a late end is written in the register of slips."""
    today = day_of(at)
    visit.closed_by, visit.closed_at, visit.closed_on = event, at, today
    visit.watch_on = None
    visit.save(update_fields=["closed_by", "closed_at", "closed_on", "watch_on"])
    if visit.paused_on is not None:
        visit.pauses.filter(until_on=None).update(until_on=today, closed_by=event)
    if visit.due_on is not None and visit.due_on < today:
        said = {"reason": event.data["late_reason"]} if event.data.get("late_reason") else {}
        Slip.objects.update_or_create(
            visit=visit, defaults={"due_on": visit.due_on, "finished_on": today, "event": event, **said}
        )


def redate_visit(visit: Visit, fields: dict[str, Any], *, on: date) -> None:
    """Writes a moved, stopped or restarted deadline."""
    timed_anew(visit, fields, on=on)
    visit.save(update_fields=TIMED)


def timed_anew(visit: Visit, fields: dict[str, Any], *, on: date) -> None:
    """A new cycle, to be watched from today; the caller saves."""
    for name, value in fields.items():
        setattr(visit, name, value)
    visit.cycle += 1
    visit.watch_on = on
