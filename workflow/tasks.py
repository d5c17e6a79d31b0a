"""Celery carries wake-ups only: what must be done stands in the outbox, and each row is claimed, tried and settled here."""

import logging
from datetime import datetime, timedelta
from time import monotonic

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from workflow.effects import handler_of
from workflow.engine import clock
from workflow.engine.wake import wake_after_commit
from workflow.heartbeats import EFFECTS, beating
from workflow.models import OutboxRow
from workflow.ticks import Tick
from workflow.timetable.tasks import work_on_calendar

__all__ = ["drain_outbox", "work_on_calendar"]

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
#: While a worker tries a row nobody else does, for this long; a killed worker's row comes back after it.
LEASE: timedelta = settings.EFFECT_LEASE
BATCH = 200
#: Seconds after which the rest is left for the next tick.
TURN = 10.0


#: For a row whose every try was cut off before it could say why.
CUT_OFF = "Tiến trình xử lý bị dừng giữa chừng nhiều lần."


@shared_task(base=Tick)
def drain_outbox() -> int:
    """Tries the rows that are due, for a while: other work waits for the same worker. Returns how many were settled."""
    done = 0
    until = monotonic() + TURN
    with beating(EFFECTS):
        for _ in range(BATCH):
            if monotonic() > until or (row := claim(at=clock.now())) is None:
                break
            done += settle(row)
    return done


def claim(*, at: datetime) -> OutboxRow | None:
    """Takes the next due row and pushes its next try past the lease, before the work starts: a poison row counts too.

    One that killed its worker every time comes back no more, and waits for a person.
    """
    while True:
        with transaction.atomic():
            waiting = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING, next_at__lte=at)
            row = waiting.select_for_update(skip_locked=True).order_by("next_at", "id").first()
            if row is None:
                return None
            if row.attempts < MAX_ATTEMPTS:
                row.attempts += 1
                row.next_at = at + LEASE * 2 ** (row.attempts - 1)
                row.save(update_fields=["attempts", "next_at"])
                return row
            row.status, row.error = OutboxRow.Status.FAILED, row.error or CUT_OFF
            row.save(update_fields=["status", "error"])


def settle(row: OutboxRow) -> bool:
    """Runs the handler of one claimed row; on a fault keeps the reason and, after five, leaves it for a person."""
    try:
        handler_of(row.effect)(row.event_id)
    except Exception as error:
        log.exception("effect %s of event %s failed", row.effect, row.event_id)
        failed = row.attempts >= MAX_ATTEMPTS
        OutboxRow.objects.filter(pk=row.pk).update(
            status=OutboxRow.Status.FAILED if failed else OutboxRow.Status.WAITING, error=str(error)[:300]
        )
        return False
    OutboxRow.objects.filter(pk=row.pk).update(status=OutboxRow.Status.DONE, done_at=clock.now(), error="")
    return True


def start_anew(rows: QuerySet[OutboxRow], *, at: datetime) -> int:
    """Gives rows that failed for good a new start; returns how many."""
    failed = rows.filter(status=OutboxRow.Status.FAILED)
    count = failed.update(status=OutboxRow.Status.WAITING, attempts=0, next_at=at, error="")
    if count:
        wake_after_commit()
    return count
