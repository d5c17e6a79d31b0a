"""The records about a deadline and about who does the work: what each changes, reckoned first, written after its event.

The engine asks `reckon` before it seals the event, so that the event says which dates moved from what to what; then it
lets `keep` write the projections. Nothing here moves the đề án.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.terms import Stop
from workflow.engine import duties
from workflow.engine.timing import Timing, dates, grant_of, moved, timing_of, why_stopped
from workflow.engine.visits import redate_visit
from workflow.lifecycle import Row
from workflow.models import Case, Event, Extension, Pause, Slip, Visit
from workflow.vocabulary import Action, Party


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a record will do to the stay: fields of the visit, and what the event says beside its inputs."""

    fields: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def reckon(
    case: Case, visit: Visit, row: Row, data: dict[str, Any], *, by: str, on: date, calendar: Calendar
) -> Reckoned:
    """Raises Refused where the calendar does not reach."""
    shaped = _SHAPES.get(row.action)
    if shaped is None:
        return Reckoned()
    timing, fields = shaped(timing_of(case, visit), visit, data, by, on)
    fields = dates(timing, calendar) | fields
    changed = moved(visit, fields)
    return Reckoned(fields, {"dates": changed} if changed else {})


def _pause(timing: Timing, visit: Visit, data: dict[str, Any], by: str, on: date) -> tuple[Timing, dict[str, Any]]:
    stop = Stop(on, None, why_stopped(_pause_row(visit, data, on), by))
    return timing.stopped(stop), {"paused_on": on, "holder": data["party"], "held_since": on}


def _resume(timing: Timing, visit: Visit, data: dict[str, Any], by: str, on: date) -> tuple[Timing, dict[str, Any]]:
    return timing.resumed(on), {"paused_on": None, "holder": visit.party, "held_since": on}


def _extend(timing: Timing, visit: Visit, data: dict[str, Any], by: str, on: date) -> tuple[Timing, dict[str, Any]]:
    grant = grant_of(_extension_row(visit, data, on))
    return timing.granted(data["clock"], grant), {}


_Shape = Callable[[Timing, Visit, dict[str, Any], str, date], tuple[Timing, dict[str, Any]]]
_SHAPES: dict[Action, _Shape] = {
    Action.PAUSE_CLOCK: _pause,
    Action.RESUME_CLOCK: _resume,
    Action.EXTEND: _extend,
}


def keep(visit: Visit, row: Row, event: Event, reckoned: Reckoned, on: date) -> None:
    """Writes the record itself and the dates that follow from it."""
    match row.action:
        case Action.PAUSE_CLOCK:
            pause = _pause_row(visit, event.data, on)
            pause.text, pause.opened_by = event.reason, event
            pause.save(force_insert=True)
        case Action.RESUME_CLOCK:
            visit.pauses.filter(until_on=None).update(until_on=on, closed_by=event)
        case Action.EXTEND:
            extension = _extension_row(visit, event.data, on)
            extension.reason, extension.event = event.reason, event
            extension.save(force_insert=True)
        case Action.PROMISE:
            said = {
                "due_on": visit.due_on,
                "reason": event.reason,
                "promised_on": event.data["promised_on"],
                "event": event,
            }
            Slip.objects.update_or_create(visit=visit, defaults=said)
        case Action.REASSIGN:
            assert event.actor_organisation_id is not None, "whoever gives work has a unit"
            chosen = event.data.get("assignee")
            duties.assign(
                visit=visit, organisation_id=event.actor_organisation_id, user_id=chosen[0] if chosen else None
            )
            visit.watch_on = on
            visit.save(update_fields=["watch_on"])
    if reckoned.fields:
        redate_visit(visit, reckoned.fields, on=on)


def _pause_row(visit: Visit, data: dict[str, Any], on: date) -> Pause:
    return Pause(
        visit=visit, reason=data["pause"], text=data.get("reason", ""), party=Party(data["party"]), from_on=on,
        expected_on=date.fromisoformat(data["expected_on"]),
    )  # fmt: skip


def _extension_row(visit: Visit, data: dict[str, Any], on: date) -> Extension:
    return Extension(visit=visit, clock=data["clock"], days=data["days"], decision=data["decision"], granted_on=on)
