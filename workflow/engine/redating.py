"""Dates that move because the calendar moved: the same lock, the same chain, an event that keeps what was promised before.

Hundreds of thousands of terms may hang on one day off, so they are taken in batches: one transaction locks, reckons and
writes a few hundred cases. What somebody is working on is left for another round.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks
from workflow.engine.advance import next_event
from workflow.engine.chain import digest_of
from workflow.engine.clock import day_of
from workflow.engine.refusals import EngineError
from workflow.engine.timing import dates, moved, timing_of
from workflow.engine.visits import TIMED, timed_anew
from workflow.engine.wake import wake_after_commit
from workflow.models import Case, Event, OutboxRow, Pause, Visit
from workflow.vocabulary import Action, State

CHAINED = ("version", "updated_at", "event_count", "head_hash")
UNDATED = ("provisional", "remind_on", "legal_trace", "target_trace")


@dataclass(frozen=True, slots=True)
class Redated:
    """What a recomputation changes in one open stay: fields of the visit, and each moved date before and after."""

    fields: dict[str, Any]
    changed: dict[str, list[str | None]]


def redated(case: Case, visit: Visit, calendar: Calendar) -> Redated | None:
    """The dates of an open stay by this calendar; None when they stand. Writes nothing: a preview asks this, too.

    A trace may change without its date (a day off got its name): that is rewritten with the date, never alone.
    """
    fields = dates(timing_of(case, visit), calendar)
    changed = moved(visit, fields)
    if not changed and fields["provisional"] == visit.provisional:
        return None
    return Redated(fields, changed)


def with_history(visits: Any) -> Any:
    """Stays with all that their dates depend on, in a fixed number of queries."""
    return visits.select_related("case").prefetch_related(
        Prefetch("pauses", Pause.objects.select_related("opened_by").order_by("from_on", "pk")), "extensions"
    )


@dataclass(slots=True)
class Batch:
    """How one batch went. `busy`: somebody held the case; `failed`: no date could be reckoned, and why."""

    moved: int = 0
    kept: int = 0
    busy: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)


def redate(*, case_ids: Sequence[int], actor: Person, reason: str, key: str, at: datetime, clocks: Clocks) -> Batch:
    """Recomputes the open deadlines of some cases; one key moves each case once, however often it is called.

    A year that merely turned official moves nothing: the stay stops calling its date an estimate, without an event.
    """
    batch = Batch()
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        cases = {case.pk: case for case in locked.filter(pk__in=case_ids).order_by("pk")}
        batch.busy = [pk for pk in case_ids if pk not in cases]
        done = set(Event.objects.filter(case__in=cases, key=key).values_list("case_id", flat=True))
        found = _reckon(cases, done, clocks.calendar, batch)
        _write([pair for pair in found if pair[1].changed], cases, actor, reason, key, at)
        _rename([visit for visit, new in found if not new.changed])
        batch.moved = sum(bool(new.changed) for _, new in found)
        batch.kept = len(cases) - batch.moved - len(batch.failed)
    return batch


def _reckon(cases: dict[int, Case], done: set[int], calendar: Calendar, batch: Batch) -> list[tuple[Visit, Redated]]:
    found = []
    visits = Visit.objects.filter(case__in=[pk for pk in cases if pk not in done], closed_at=None).order_by("case_id")
    for visit in with_history(visits):
        try:
            new = redated(cases[visit.case_id], visit, calendar)
        except EngineError as error:
            batch.failed[visit.case_id] = str(error)
            continue
        if new is None:
            continue
        if not new.changed:
            for name in UNDATED:
                setattr(visit, name, new.fields[name])
        found.append((visit, new))
    return found


def _write(
    found: Sequence[tuple[Visit, Redated]], cases: dict[int, Case], actor: Person, reason: str, key: str, at: datetime
) -> None:
    events = [_event(cases[visit.case_id], visit, new, actor, reason, key, at) for visit, new in found]
    if not events:
        return
    Event.objects.bulk_create(events)
    Case.objects.bulk_update([cases[visit.case_id] for visit, _ in found], CHAINED)
    for visit, new in found:
        timed_anew(visit, new.fields, on=day_of(at))
    Visit.objects.bulk_update([visit for visit, _ in found], TIMED)
    OutboxRow.objects.bulk_create(OutboxRow(event=event, effect="announce") for event in events)
    wake_after_commit()


def _event(case: Case, visit: Visit, new: Redated, actor: Person, reason: str, key: str, at: datetime) -> Event:
    """Never earlier than the stay itself, should a back-dated clock have opened it."""
    at = max(at, visit.opened_at)
    case.version += 1
    case.updated_at = at
    data = {"reason": reason, "dates": new.changed}
    digest = digest_of(Action.REDATE, actor.user_id, data)
    return next_event(case, Action.REDATE, State(case.state), None, actor, data=data, key=key, digest=digest, at=at)


def _rename(visits: Iterable[Visit]) -> None:
    """Same date, other words: no event, for nothing that was promised has moved."""
    if listed := list(visits):
        Visit.objects.bulk_update(listed, UNDATED)
