"""Dates that move because the calendar moved: the same lock, the same chain, an event that keeps what was promised before.

Hundreds of thousands of terms may hang on one day off, so they are taken in batches: one transaction locks, reckons and
writes a few hundred cases. What somebody is working on is left for another round.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks
from workflow.engine.advance import lock, next_event
from workflow.engine.chain import digest_of
from workflow.engine.clock import day_of
from workflow.engine.refusals import EngineError
from workflow.engine.rows import insert_rows, update_rows
from workflow.engine.timing import WITH_RECORDS, dates, moved, timing_of
from workflow.engine.visits import TIMED, timed_anew
from workflow.models import Case, Event, Visit
from workflow.vocabulary import Action, State

CHAINED = ("version", "updated_at", "event_count", "head_hash")


@dataclass(frozen=True, slots=True)
class Redated:
    """What a recomputation changes in one open stay: fields of the visit, and each moved date before and after."""

    fields: dict[str, Any]
    changed: dict[str, list[str | None]]


def redated(case: Case, visit: Visit, calendar: Calendar) -> Redated | None:
    """The dates of an open stay by this calendar; None when nothing differs. Writes nothing: the preview asks this, too.

    `changed` empty: every date stands, and only what is said of it differs (a day off got its name, a year turned
    official, the reminder of a fixed date fell on a day off).
    """
    fields = dates(timing_of(case, visit), calendar)
    if all(getattr(visit, name) == value for name, value in fields.items()):
        return None
    return Redated(fields, moved(visit, fields))


@dataclass(slots=True)
class Batch:
    """How one batch went: the moved dates by case; how many stand; whom somebody held; what could not be reckoned, why."""

    moved: dict[int, dict[str, list[str | None]]] = field(default_factory=dict)
    kept: int = 0
    busy: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)


def redate(
    *,
    case_ids: Sequence[int],
    actor: Person,
    reason: str,
    key: str,
    at: datetime,
    clocks: Clocks,
    patient: bool = False,
) -> Batch:
    """Recomputes the open deadlines of some cases; one key moves each case once, however often it is called.

    Where no date moves, what is said of it is written anew without an event: a promise stays what it was. `patient`:
    waits for whoever holds a case, as every act does, instead of passing it by.
    """
    batch = Batch()
    with transaction.atomic():
        cases = _held(case_ids) if patient else _free(case_ids)
        batch.busy = [pk for pk in case_ids if pk not in cases]
        done = set(Event.objects.filter(case__in=cases, key=key).values_list("case_id", flat=True))
        found = _reckon([case for pk, case in cases.items() if pk not in done], clocks.calendar, batch)
        _write([pair for pair in found if pair[1].changed], actor, reason, key, at)
        _retell([pair for pair in found if not pair[1].changed], on=day_of(at))
        batch.moved = {visit.case_id: new.changed for visit, new in found if new.changed}
        batch.kept = len(cases) - len(batch.moved) - len(batch.failed)
    return batch


def _free(case_ids: Sequence[int]) -> dict[int, Case]:
    locked = Case.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return {case.pk: case for case in locked.filter(pk__in=case_ids).order_by("pk")}


def _held(case_ids: Sequence[int]) -> dict[int, Case]:
    """Raises Busy for one that is not let go."""
    return {pk: lock(pk) for pk in sorted(case_ids)}


def _reckon(cases: Sequence[Case], calendar: Calendar, batch: Batch) -> list[tuple[Visit, Redated]]:
    """The open stays that differ; each knows its locked case."""
    locked = {case.pk: case for case in cases}
    visits = Visit.objects.filter(case__in=locked, closed_at=None).order_by("case_id").prefetch_related(*WITH_RECORDS)
    found: list[tuple[Visit, Redated]] = []
    for visit in visits:
        visit.case = locked[visit.case_id]
        try:
            new = redated(visit.case, visit, calendar)
        except EngineError as error:
            batch.failed[visit.case_id] = str(error)
            continue
        if new is not None:
            found.append((visit, new))
    return found


def _write(found: Sequence[tuple[Visit, Redated]], actor: Person, reason: str, key: str, at: datetime) -> None:
    if not found:
        return
    events = [_event(visit, new, actor, reason, key, at) for visit, new in found]
    insert_rows(events, but=["recorded_at"])
    update_rows([visit.case for visit, _ in found], CHAINED)
    for visit, new in found:
        timed_anew(visit, new.fields, on=day_of(at))
    update_rows([visit for visit, _ in found], TIMED)


def _event(visit: Visit, new: Redated, actor: Person, reason: str, key: str, at: datetime) -> Event:
    """Never earlier than the stay itself, should a back-dated clock have opened it."""
    case, at = visit.case, max(at, visit.opened_at)
    case.version += 1
    case.updated_at = at
    data = {"reason": reason, "dates": new.changed}
    digest = digest_of(Action.REDATE, actor.user_id, data)
    return next_event(case, Action.REDATE, State(case.state), None, actor, data=data, key=key, digest=digest, at=at)


def _retell(found: Sequence[tuple[Visit, Redated]], *, on: date) -> None:
    """What is said of a deadline that stands: its traces, its reminder. A reminder that moved is watched anew."""
    if not found:
        return
    for visit, new in found:
        if new.fields["remind_on"] != visit.remind_on:
            visit.watch_on = on
        for name, value in new.fields.items():
            setattr(visit, name, value)
    update_rows([visit for visit, _ in found], [*found[0][1].fields, "watch_on"])
