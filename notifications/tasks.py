"""What beat and the web wake. Each reads the clock, hands it down, and may run late, twice or never."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from notifications import services
from notifications.locks import only_one
from notifications.sending import drain


@shared_task
def sweep() -> dict[str, Any]:
    """One sweep as of now, unless one is running: it would only get in its way. Returns what it did, for the log."""
    with only_one("notifications.sweep") as free:
        if not free:
            return {"running": True}
        report = services.sweep(at=timezone.now())
    return {"visits": report.visits, "alerts": sum(report.alerts.values()), "mails": report.mails, "busy": report.busy}


@shared_task
def send_due_mail() -> dict[str, int]:
    """Sends a bounded batch of what is due."""
    report = drain(clock=timezone.now)
    return {"sent": report.sent, "retried": report.retried, "dead": report.dead}
