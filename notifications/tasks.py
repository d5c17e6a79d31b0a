"""What beat and the web wake. Each goes by the database's clock, hands it down, and may run late, twice or never."""

from typing import Any

from celery import shared_task

from notifications import incidents, services
from notifications.locks import only_one
from notifications.sending import drain
from notifications.works import MAIL, SWEEP, WATCH
from workflow.engine import clock
from workflow.heartbeats import beating


@shared_task
def sweep() -> dict[str, Any]:
    """One sweep as of now, unless one is running: it would only get in its way. Returns what it did, for the log."""
    with only_one("notifications.sweep") as free:
        if not free:
            return {"running": True}
        with beating(SWEEP):
            report = services.sweep(at=clock.now())
    return {"visits": report.visits, "alerts": sum(report.alerts.values()), "mails": report.mails, "busy": report.busy}


@shared_task
def send_due_mail() -> dict[str, int]:
    """Sends a bounded batch of what is due."""
    with beating(MAIL):
        report = drain(clock=clock.now)
    return {"sent": report.sent, "retried": report.retried, "dead": report.dead}


@shared_task
def find_stuck() -> dict[str, int]:
    """Brings the list of incidents up to date, unless someone is just doing so."""
    with only_one("notifications.find_stuck") as free:
        if not free:
            return {}
        with beating(WATCH):
            found = incidents.look(at=clock.now())
    return {"stuck": found.stuck, "opened": found.opened, "resolved": found.resolved}
