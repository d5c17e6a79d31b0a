"""Dates that move because the calendar moved: the same lock, the same chain, an event that keeps what was promised before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks
from workflow.engine.advance import append_event, lock
from workflow.engine.chain import digest_of
from workflow.engine.clock import day_of
from workflow.engine.timing import dates, moved, timing_of
from workflow.engine.visits import redate_visit
from workflow.engine.wake import wake_after_commit
from workflow.models import Case, Event, OutboxRow, Visit
from workflow.vocabulary import Action, State


@dataclass(frozen=True, slots=True)
class Redated:
    """What a recomputation changes in one open stay: fields of the visit, and each moved date before and after."""

    fields: dict[str, Any]
    changed: dict[str, list[str | None]]


def redated(case: Case, visit: Visit, calendar: Calendar) -> Redated | None:
    """The dates of an open stay by this calendar; None when they stand. Writes nothing: the preview asks this, too.

    A trace may change without its date (a day off got its name): that is rewritten with the date, never alone.
    """
    fields = dates(timing_of(case, visit), calendar)
    changed = moved(visit, fields)
    if not changed and fields["provisional"] == visit.provisional:
        return None
    return Redated(fields, changed)


def redate(*, case_id: int, actor: Person, reason: str, key: str, at: datetime, clocks: Clocks) -> bool:
    """Recomputes the open deadline of one case; True when a promised date moved. Twice with one key does it once.

    A year that merely turned official moves nothing: the stay stops calling its date an estimate, without an event.
    Raises Busy, and Refused when the calendar does not reach.
    """
    with transaction.atomic():
        case = lock(case_id)
        if Event.objects.filter(case=case, key=key).exists():
            return False
        visit = Visit.objects.filter(case=case, closed_at=None).first()
        found = redated(case, visit, clocks.calendar) if visit else None
        if visit is None or found is None:
            return False
        if not found.changed:
            visit.provisional, visit.remind_on = found.fields["provisional"], found.fields["remind_on"]
            visit.legal_trace, visit.target_trace = found.fields["legal_trace"], found.fields["target_trace"]
            visit.save(update_fields=["provisional", "remind_on", "legal_trace", "target_trace"])
            return False
        _write(case, visit, found, actor, reason, key, at)
    return True


def _write(case: Case, visit: Visit, found: Redated, actor: Person, reason: str, key: str, at: datetime) -> None:
    """A person's act of another kind may carry a later instant (a back-dated clock): the event is never before the stay."""
    at = max(at, visit.opened_at)
    case.version += 1
    case.updated_at = at
    data = {"reason": reason, "dates": found.changed}
    digest = digest_of(Action.REDATE, actor.user_id, data)
    event = append_event(
        case, Action.REDATE, State(case.state), None, actor, data=data, key=key, digest=digest, at=at
    )  # fmt: skip
    case.save(update_fields=["version", "updated_at", "event_count", "head_hash"])
    redate_visit(visit, found.fields, on=day_of(at))
    OutboxRow.objects.create(event=event, effect="announce")
    wake_after_commit()
