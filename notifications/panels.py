"""What this room shows on the pages of the workflow: who was told, on the case page; what slipped, on the overview."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.people import Person
from notifications.breaches import scope_of
from notifications.models import Alert
from notifications.queries import alerts_of, breaches_since, failed_mail_of
from notifications.vocabulary import AlertState, Channel, MailState
from workflow.deadlines.calendar import CalendarMissing
from workflow.deadlines.tables import load_clocks
from workflow.models import Case
from workflow.panels import Panel, register


def since_last_working_day(on: date) -> date:
    """ "Since yesterday" for someone who was last at work before a weekend or Tết."""
    try:
        return load_clocks().calendar.previous_working(on)
    except CalendarMissing:
        return on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """One rung of one stay, in one cycle of its deadline, looked at on one day, for some people."""

    first: Alert
    people: tuple[str, ...]
    fared: tuple[tuple[str, int, str], ...]
    """What became of it: ("Đã gửi", 4, ""), ("Đã hủy", 1, "Giai đoạn đã xong ngày 05/03/2026.")."""


def tellings(alerts: Iterable[Alert]) -> list[Telling]:
    """Alerts in the order of `alerts_of`, joined by day, stay, cycle and rung."""
    groups: dict[tuple[date, int, int, str], list[Alert]] = {}
    for alert in alerts:
        groups.setdefault((alert.at, alert.visit_id, alert.cycle, alert.rung), []).append(alert)
    return [_telling(group) for group in groups.values()]


def _telling(group: list[Alert]) -> Telling:
    fared = Counter(how_it_fared(alert) for alert in group)
    people = tuple(str(alert.person) for alert in group)
    return Telling(group[0], people, tuple((words, number, why) for (words, why), number in fared.items()))


def how_it_fared(alert: Alert) -> tuple[str, str]:
    """(in a word, why if there is a why): how the mail stands while the alert waits, else what became of the alert."""
    if alert.state in (AlertState.SUPERSEDED, AlertState.CANCELLED):
        return alert.get_state_display(), alert.why
    if alert.mail is None:
        waits = "Chờ bản tổng hợp" if alert.channel == Channel.DIGEST else "Chờ viết thư"
        return waits, ""
    stuck = alert.mail.error if alert.mail.state in (MailState.DEAD, MailState.SKIPPED) else ""
    return alert.mail.get_state_display(), stuck


def told(case: Case, person: Person, on: date) -> dict[str, Any]:
    rows = tellings(alerts_of(case))
    return {"tellings": rows, "told_count": len(rows)}


def slipped(cases: QuerySet[Case], person: Person, on: date) -> dict[str, Any]:
    since = since_last_working_day(on)
    breaches = breaches_since(since, cases)
    return {
        "breaches": [(alert, (on - alert.sent_for).days) for alert in breaches],
        "breach_count": len(breaches),
        "since": since,
        "undelivered": failed_mail_of(cases).count(),
        "has_report": bool(scope_of(person, on)),
    }


register("case", Panel("alerts", "Cảnh báo thời hạn", "notifications/panels/case.html", told, count="told_count"))
register(
    "overview",
    Panel("breaches", "Vi phạm thời hạn mới", "notifications/panels/overview.html", slipped, count="breach_count"),
)
