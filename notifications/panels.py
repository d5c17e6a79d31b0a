"""What this room shows on the pages of the workflow: who was told, on the case page; what slipped, on the overview."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from accounts.people import Person
from notifications.models import Alert
from notifications.queries import alerts_of, breaches_since, failed_mail_of
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
    """One rung of one stay, told on one day to some people."""

    first: Alert
    people: tuple[str, ...]
    mails: tuple[tuple[str, int], ...]
    """How the mails fared: ("Đã gửi", 4)."""


def tellings(alerts: Iterable[Alert]) -> list[Telling]:
    """Alerts in the order of `alerts_of`, joined by day, stay and rung."""
    groups: dict[tuple[date, int, str], list[Alert]] = {}
    for alert in alerts:
        groups.setdefault((alert.at, alert.visit_id, alert.rung), []).append(alert)
    return [_telling(group) for group in groups.values()]


def _telling(group: list[Alert]) -> Telling:
    fared = Counter(alert.mail.get_state_display() for alert in group)
    return Telling(group[0], tuple(str(alert.person) for alert in group), tuple(fared.items()))


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
    }


register("case", Panel("alerts", "Cảnh báo thời hạn", "notifications/panels/case.html", told, count="told_count"))
register(
    "overview",
    Panel("breaches", "Vi phạm thời hạn mới", "notifications/panels/overview.html", slipped, count="breach_count"),
)
