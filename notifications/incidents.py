"""Keeping the list of incidents true, and what a person can do about one.

A look writes what is stuck and has no open incident, brings the others up to date, and closes those whose thing is
stuck no more. It may be missed, come late or come twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import islice
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from notifications.models import Incident, Stumble
from notifications.requeue import start_anew as start_mail_anew
from notifications.stuck import Stuck, everything_stuck
from notifications.vocabulary import IncidentKind, IncidentState
from notifications.wake import wake_sweep_after_commit
from workflow import heartbeats
from workflow.models import OutboxRow
from workflow.tasks import start_anew as start_effect_anew
from workflow.timetable.applying import try_again as start_change_anew
from workflow.timetable.refusing import NotNow

BATCH = 1000
BY_ITSELF = "Tự hết: việc này không còn bị kẹt."
TRIED_AGAIN = "Cho thử lại từ đầu."


class CannotTryAgain(Exception):
    """As things stand the thing cannot be tried; the message says why, for a person."""


@dataclass(slots=True)
class Look:
    """What one look found and did."""

    stuck: int = 0
    opened: int = 0
    resolved: int = 0


def look(*, at: datetime) -> Look:
    """Compares what is stuck with the open incidents. One at a time, please: see `tasks.find_stuck`."""
    report = Look()
    seen: set[tuple[str, str]] = set()
    for batch in _batches(everything_stuck(at)):
        report.stuck += len(batch)
        report.opened += _write(batch, at)
        seen.update(one.key for one in batch)
    gone = [pk for pk, kind, ref in open_incidents().values_list("pk", "kind", "reference") if (kind, ref) not in seen]
    report.resolved = Incident.objects.filter(pk__in=gone, state=IncidentState.OPEN).update(
        state=IncidentState.RESOLVED, resolved_at=at, note=BY_ITSELF
    )
    return report


def _batches(found: Iterator[Stuck]) -> Iterator[list[Stuck]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def open_incidents() -> QuerySet[Incident]:
    return Incident.objects.filter(state=IncidentState.OPEN)


def count_open() -> int:
    return open_incidents().count()


@transaction.atomic
def _write(batch: list[Stuck], at: datetime) -> int:
    """Returns how many were opened."""
    opened = {(one.kind, one.reference): one for one in _of(batch).filter(state=IncidentState.OPEN)}
    settled = _settled(batch)
    changed = []
    fresh = []
    for stuck in batch:
        incident = opened.get(stuck.key)
        if incident is None:
            if settled.get(stuck.key) != stuck.mark:
                fresh.append(_incident(stuck, at))
        elif incident.mark != stuck.mark:
            incident.mark, incident.attempts, incident.error = stuck.mark, stuck.attempts, stuck.error
            incident.last_seen_at = at
            changed.append(incident)
    Incident.objects.bulk_update(changed, ["mark", "attempts", "error", "last_seen_at"])
    Incident.objects.bulk_create(fresh, ignore_conflicts=True)  # the constraint has the last word
    return len(fresh)


def _of(batch: Iterable[Stuck]) -> QuerySet[Incident]:
    """Every incident there ever was about these things."""
    wanted: dict[str, list[str]] = {}
    for one in batch:
        wanted.setdefault(one.kind.value, []).append(one.reference)
    about = [Q(kind=kind, reference__in=references) for kind, references in wanted.items()]
    return Incident.objects.filter(reduce(or_, about, Q(pk=None)))


def _settled(batch: Iterable[Stuck]) -> dict[tuple[str, str], str]:
    """In which condition each thing was when a person last said that it is settled."""
    by_people = _of(batch).filter(state=IncidentState.RESOLVED, resolved_by__isnull=False)
    return {(kind, ref): mark for kind, ref, mark in by_people.order_by("pk").values_list("kind", "reference", "mark")}


def _incident(stuck: Stuck, at: datetime) -> Incident:
    return Incident(
        kind=stuck.kind,
        reference=stuck.reference,
        title=stuck.title[:240],
        case_id=stuck.case_id,
        mark=stuck.mark,
        attempts=stuck.attempts,
        error=stuck.error,
        first_seen_at=at,
        last_seen_at=at,
    )


# --- what a person can do --------------------------------------------------------------------------------------


@transaction.atomic
def resolve(*, incident_id: int, by: User, note: str, at: datetime) -> bool:
    """A person says how it was settled; False when it no longer stands open."""
    incident = _locked(incident_id)
    if incident is None:
        return False
    _close(incident, by, note, at)
    return True


@transaction.atomic
def try_again(*, incident_id: int, by: User, at: datetime) -> bool:
    """Gives the thing a new start and closes the incident: should it fail again, that is a new one.

    False when the incident no longer stands open. Raises CannotTryAgain.
    """
    incident = _locked(incident_id)
    if incident is None:
        return False
    _start_anew(incident, by, at)
    _close(incident, by, TRIED_AGAIN, at)
    return True


def _start_anew(incident: Incident, by: User, at: datetime) -> None:
    match IncidentKind(incident.kind):
        case IncidentKind.MAIL:
            if reason := start_mail_anew(mail_id=int(incident.reference), by=str(by), at=at):
                raise CannotTryAgain(reason)
        case IncidentKind.EFFECT:
            start_effect_anew(OutboxRow.objects.filter(pk=int(incident.reference)), at=at)
        case IncidentKind.SWEEP:
            visit, doing = incident.reference.split("/")
            Stumble.objects.filter(visit=int(visit), doing=doing).update(attempts=0, first_at=at, retry_at=at)
            wake_sweep_after_commit()
        case IncidentKind.CALENDAR:
            try:
                start_change_anew(change_id=int(incident.reference))
            except NotNow as reason:
                raise CannotTryAgain(str(reason)) from reason
        case IncidentKind.JOB:
            heartbeats.start_anew(incident.reference)


def _locked(incident_id: int) -> Incident | None:
    return open_incidents().select_for_update().filter(pk=incident_id).first()


def _close(incident: Incident, by: User, note: str, at: datetime) -> None:
    incident.state, incident.resolved_at, incident.resolved_by, incident.note = IncidentState.RESOLVED, at, by, note
    incident.save(update_fields=["state", "resolved_at", "resolved_by", "note"])
