"""What beat and the web wake. Each goes by the database's clock, hands it down, and may run late, twice, beside itself,
or never."""

from typing import Any

from celery import shared_task

from notifications import digests, incidents, services
from notifications.sending import drain
from notifications.works import DIGESTS, MAIL, SWEEP, WATCH
from workflow.engine import clock
from workflow.engine.waker import wake
from workflow.heartbeats import beating
from workflow.locks import only_one
from workflow.ticks import Tick


@shared_task(base=Tick)
def sweep() -> dict[str, Any]:
    """One sweep as of now. Several workers may run one at the same time: they share what there is to do."""
    with beating(SWEEP):
        report = services.sweep(at=clock.now())
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


@shared_task(base=Tick)
def write_digests() -> dict[str, Any]:
    """The digests of today that are not written yet; nothing outside their hours."""
    with beating(DIGESTS):
        report = digests.write_digests(at=clock.now())
    if report.stopped:
        wake(write_digests)
    return {"due": report.due, "written": report.written, "quiet": report.quiet, "failed": report.failed}


@shared_task(base=Tick)
def send_due_mail() -> dict[str, int]:
    """Sends a bounded batch of what is due."""
    with beating(MAIL):
        report = drain(clock=clock.now)
    return {
        "sent": report.sent,
        "retried": report.retried,
        "dead": report.dead,
        "cancelled": report.cancelled,
        "put_off": report.put_off,
    }


@shared_task(base=Tick)
def find_stuck() -> dict[str, int]:
    """Brings the list of incidents up to date, unless someone is just doing so."""
    with only_one("notifications.find_stuck") as free:
        if not free:
            return {}
        with beating(WATCH):
            found = incidents.look(at=clock.now())
    return {"stuck": found.stuck, "opened": found.opened, "resolved": found.resolved}
