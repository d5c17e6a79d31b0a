"""Alerts that go out at once become letters: one letter per alert, written as of the day on which it will leave.

Apart from the sweep, which only writes the ledger: a letter takes long to draw, and the rows of many cases must not be
held for it. What a run leaves behind the next one finds: an alert that waits without a mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from notifications import hours
from notifications.alarm import alert_letter
from notifications.audience import People
from notifications.facts import facts_of
from notifications.models import Alert
from notifications.outbox import mail_row
from notifications.stumbling import recovered, resting, stumbled
from notifications.vocabulary import MANAGERS, AlertState, Audience, Channel, Doing, MailKind, MailState, Topic
from notifications.voiding import acknowledged_among, cancel, why_void
from notifications.wake import wake_sender_after_commit
from notifications.watch import lock_cases, open_duties
from workflow.deadlines.calendar import Calendar
from workflow.engine.clock import day_of
from workflow.models import Visit
from workflow.queries.worklist import with_parts

#: Those who read who was told before them.
ABOVE = {Audience.LEADER_ABOVE, Audience.NEXT_LEVEL}
#: So many stays are written about in one run at most.
LIMIT = 1000
PAGE = 200


@dataclass(slots=True)
class Spoken:
    """What one run wrote. `unaddressed`: letters that cannot leave, as their reader has no address that takes mail."""

    mails: int = 0
    unaddressed: int = 0
    busy: int = 0
    failed: int = 0
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    at: datetime
    leaves_at: datetime | None
    """None: now."""
    calendar: Calendar
    people: People
    spoken: Spoken

    @property
    def on(self) -> date:
        """The day as of which letters are written."""
        return day_of(self.leaves_at or self.at)


def speak(*, at: datetime, calendar: Calendar, limit: int = LIMIT) -> Spoken:
    """Writes the letters of everything that is to be told at once; they leave in the hours of an office."""
    opening = hours.of_letters().opening(at, calendar)
    leaves_at = opening if opening != at else None
    run = _Run(at, leaves_at, calendar, People(day_of(opening)), Spoken())
    for number, (visit_id, case_id) in enumerate(_visits(at)):
        if number >= limit:
            run.spoken.stopped = True
            break
        _try(visit_id, case_id, run)
    if run.spoken.mails and run.leaves_at is None:
        wake_sender_after_commit()
    return run.spoken


def unspoken(visit_id: int | None = None) -> QuerySet[Alert]:
    """To be told at once, and no letter has it."""
    found = Alert.objects.filter(state=AlertState.WAITING, mail=None, channel=Channel.AT_ONCE)
    return found if visit_id is None else found.filter(visit=visit_id)


def _visits(at: datetime) -> Iterator[tuple[int, int]]:
    """(stay, case) of each that somebody is to be told of, page after page."""
    last = 0
    while True:
        of_it = Exists(unspoken().filter(visit=OuterRef("pk")))
        visits = Visit.objects.filter(of_it, ~Q(pk__in=resting(Doing.LETTER, at).values("visit")), pk__gt=last)
        page = list(visits.order_by("pk").values_list("pk", "case_id")[:PAGE])
        if not page:
            return
        yield from page
        last = page[-1][0]


def _try(visit_id: int, case_id: int, run: _Run) -> None:
    """One transaction. A stay that cannot be written about must not silence those after it."""
    try:
        with transaction.atomic():
            if not lock_cases([case_id]):
                run.spoken.busy += 1
                return
            _write(visit_id, run)
            recovered([visit_id], Doing.LETTER)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        run.spoken.failed += 1
        stumbled(visit_id, Doing.LETTER, error, at=run.at)


def _write(visit_id: int, run: _Run) -> None:
    visit = with_parts(Visit.objects.filter(pk=visit_id)).get()
    alerts = list(unspoken(visit_id).select_related("person__mail_preference").select_for_update(of=("self",)))
    known = acknowledged_among(alerts)
    reasons = {alert: why_void(alert, visit, known.get(visit_id)) for alert in alerts}
    cancel({alert: why for alert, why in reasons.items() if why})
    true = [alert for alert, why in reasons.items() if not why]
    if not true:
        return
    facts = facts_of(visit, open_duties(visit), on=run.on, calendar=run.calendar)
    told = told_before(visit) if {alert.audience for alert in true} & ABOVE else []
    for alert in true:
        behalf = run.people.on_behalf(
            alert.person,
            [Audience(alert.audience)],
            implementer_id=visit.case.implementer_id,
            work=open_duties(visit),
        )
        letter = alert_letter(facts, alert, alert.person, told=told, behalf=behalf)
        mail = mail_row(
            recipient=alert.person,
            kind=MailKind(alert.loudness),
            letter=letter,
            case=visit.case,
            topic=Topic(alert.topic),
        )
        if run.leaves_at is not None:
            mail.next_at = run.leaves_at
        mail.save(force_insert=True)
        Alert.objects.filter(pk=alert.pk).update(mail=mail)
        waits = mail.state == MailState.WAITING
        run.spoken.mails += waits
        run.spoken.unaddressed += not waits


def told_before(visit: Visit) -> list[str]:
    """Which managers have been told of this delay already: "Hoàng Minh Giám (06/03/2026)"; for those above them."""
    told = Alert.objects.filter(visit=visit, cycle=visit.cycle, state=AlertState.TOLD, audience__in=MANAGERS)
    pairs = told.order_by("mail__sent_at", "pk").values_list("person__full_name", "mail__sent_at")
    return list(dict.fromkeys(f"{name} ({day_of(sent_at):%d/%m/%Y})" for name, sent_at in pairs if sent_at))
