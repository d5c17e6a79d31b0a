"""Celery carries wake-ups only: what must be done stands in the outbox, and each row is claimed, tried and settled here."""

import logging
from datetime import datetime, timedelta

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from workflow.effects import handler_of
from workflow.models import OutboxRow
from workflow.timetable.tasks import work_on_calendar

__all__ = ["drain_outbox", "work_on_calendar"]

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
#: While a worker tries a row nobody else does, for this long; a killed worker's row comes back after it.
LEASE = timedelta(seconds=60)
BATCH = 200


@shared_task
def drain_outbox() -> int:
    """Tries every row that is due. Returns how many were settled."""
    done = 0
    for _ in range(BATCH):
        row = claim(at=timezone.now())
        if row is None:
            break
        done += settle(row)
    return done


def claim(*, at: datetime) -> OutboxRow | None:
    """Takes the next due row and pushes its next try past the lease, before the work starts: a poison row counts too."""
    with transaction.atomic():
        waiting = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING, next_at__lte=at)
        row = waiting.select_for_update(skip_locked=True).order_by("next_at", "id").first()
        if row is None:
            return None
        row.attempts += 1
        row.next_at = at + LEASE * 2 ** (row.attempts - 1)
        row.save(update_fields=["attempts", "next_at"])
        return row


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
    OutboxRow.objects.filter(pk=row.pk).update(status=OutboxRow.Status.DONE, done_at=timezone.now(), error="")
    return True
