"""What a manager reads of each breach beside the facts: what was done since, who was told, and what may be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from accounts.people import Person
from notifications.breaches import Breach
from notifications.models import Alert
from notifications.vocabulary import AlertState
from workflow.engine.checking import check
from workflow.engine.clock import VIETNAM, day_of
from workflow.models import Event, Slip
from workflow.permissions import acting_as
from workflow.vocabulary import Action, State

#: What can be done here with one click, in this order: (act, symbol, words of the button).
OFFERED = (
    (Action.ACKNOWLEDGE, "check", "Xác nhận đã nắm"),
    (Action.REASSIGN, "turn", "Giao việc"),
    (Action.EXTEND, "calendar", "Gia hạn"),
)
#: So many events are named; the case page has all.
LAST = 3


@dataclass(frozen=True, slots=True)
class Told:
    """Those who were told by one rung on one day; without a day: who will be, as the mail is on its way."""

    title: str
    on: date | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreachLine:
    breach: Breach
    done: tuple[Event, ...]
    """What happened since the deadline, the latest first."""
    promised_on: date | None
    told: tuple[Told, ...]
    offers: tuple[tuple[str, str, str], ...]
    """(act, symbol, words) of what this person may do now."""


def lines_of(found: Sequence[Breach], person: Person, on: date) -> list[BreachLine]:
    events, told, promises = _events(found), _told(found), _promises(found)
    return [
        BreachLine(
            breach,
            tuple(events.get(breach.visit.pk, ())[:LAST]),
            promises.get(breach.visit.pk),
            tuple(told.get(breach.visit.pk, ())),
            _offers(breach, person, on),
        )
        for breach in found
    ]


def _events(found: Sequence[Breach]) -> dict[int, list[Event]]:
    """What was done in each since its deadline passed."""
    late = {breach.item.case.pk: breach.visit for breach in found}
    earliest = min((visit.due_on for visit in late.values() if visit.due_on), default=None)
    lines: dict[int, list[Event]] = {}
    if earliest is None:
        return lines
    passed = datetime.combine(earliest, time.max, VIETNAM)
    for event in Event.objects.filter(case__in=list(late), at__gt=passed).order_by("case", "-seq"):
        visit = late[event.case_id]
        if visit.due_on is not None and day_of(event.at) > visit.due_on:
            lines.setdefault(visit.pk, []).append(event)
    return lines


def _told(found: Sequence[Breach]) -> dict[int, list[Told]]:
    """Who has been told of this delay, or soon will be, in the present cycle of the deadline; the latest rung first."""
    cycles = {breach.visit.pk: breach.visit.cycle for breach in found}
    alerts = Alert.objects.filter(visit__in=list(cycles), state__in=[AlertState.WAITING, AlertState.TOLD])
    groups: dict[tuple[int, str, date | None], list[str]] = {}
    for alert in alerts.select_related("person", "mail").order_by("-reached_on", "-loudness", "person__full_name"):
        if alert.cycle == cycles[alert.visit_id] and alert.reached_on > alert.sent_for:
            sent_at = alert.mail.sent_at if alert.mail else None
            key = (alert.visit_id, alert.title, day_of(sent_at) if sent_at else None)
            groups.setdefault(key, []).append(str(alert.person))
    lines: dict[int, list[Told]] = {}
    for (visit_id, title, on), names in groups.items():
        lines.setdefault(visit_id, []).append(Told(title, on, tuple(names)))
    return lines


def _promises(found: Sequence[Breach]) -> dict[int, date | None]:
    slips = Slip.objects.filter(visit__in=[breach.visit.pk for breach in found])
    return dict(slips.values_list("visit_id", "promised_on"))


def _offers(breach: Breach, person: Person, on: date) -> tuple[tuple[str, str, str], ...]:
    """Asked with the function that the engine asks; a delay that is acknowledged need not be so again."""
    case, offers = breach.item.case, []
    for action, symbol, words in OFFERED:
        row = case.table.row(State(case.state), action)
        if row is None or acting_as(person, row, case) is None:
            continue
        if action == Action.ACKNOWLEDGE and breach.acknowledgement is not None:
            continue
        if check(case, row, person, on, visit=breach.visit).allowed:
            offers.append((action.value, symbol, words))
    return tuple(offers)
