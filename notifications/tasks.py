"""What beat and the web wake. Each reads the clock, hands it down, and may run late, twice, beside itself, or never."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from notifications import digests, services
from notifications.sending import drain
from notifications.wake import wake


@shared_task
def sweep() -> dict[str, Any]:
    """One sweep as of now. Several workers may run one at the same time: they share what there is to do."""
    report = services.sweep(at=timezone.now())
    if report.stopped or report.spoken.stopped:
        wake(sweep)
    return {
        "visits": report.visits,
        "alerts": report.alerts.total(),
        "cancelled": report.cancelled,
        "mails": report.mails,
        "busy": report.busy,
        "failed": report.failed + report.spoken.failed,
    }


@shared_task
def write_digests() -> dict[str, Any]:
    """The digests of today that are not written yet; nothing outside their hours."""
    report = digests.write_digests(at=timezone.now())
    if report.stopped:
        wake(write_digests)
    return {"due": report.due, "written": report.written, "quiet": report.quiet, "failed": report.failed}


@shared_task
def send_due_mail() -> dict[str, int]:
    """Sends a bounded batch of what is due."""
    report = drain(clock=timezone.now)
    return {
        "sent": report.sent,
        "retried": report.retried,
        "dead": report.dead,
        "cancelled": report.cancelled,
        "put_off": report.put_off,
    }
