"""Who gets a digest of the day, and writing it: one per person and day, the database says so.

Asked at every tick of a working day from 07:30 until the evening, so that a morning that was missed is made good; and
from the state of things, so that days that were missed make one digest of what is still true.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q, QuerySet

from accounts.models import Delegation, Membership, Organisation, User
from accounts.queries import stand_ins, valid_on
from notifications.breaches import late_units
from notifications.digest import Digest, digest_of, letter_for
from notifications.hours import DIGEST_FROM, digest_is_due
from notifications.models import Alert, Mail
from notifications.outbox import mail_row
from notifications.redated import owners_to_tell, untold
from notifications.vocabulary import AlertState, Channel, MailKind, MailState
from notifications.voiding import acknowledged_among, cancel, why_void
from notifications.wake import wake_sender_after_commit
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks, load_clocks
from workflow.engine.clock import VIETNAM, day_of
from workflow.models import Duty

log = logging.getLogger(__name__)

#: So many people are looked at in one run at most; the next run goes on.
LIMIT = 500
PAGE = 200
NOT_THEIRS = "Việc không còn thuộc về người này."
NOTHING_LEFT = "Đến lúc gửi không còn việc nào phải báo."


@dataclass(slots=True)
class DigestReport:
    """`due`: False outside the hours of a digest. `quiet`: people looked at who had nothing to be told."""

    on: date
    due: bool
    written: int = 0
    unaddressed: int = 0
    quiet: int = 0
    failed: int = 0
    stopped: bool = False


def write_digests(*, at: datetime, limit: int = LIMIT, clocks: Clocks | None = None) -> DigestReport:
    """One transaction per person. Safe to run at any time, twice, and by several workers at once."""
    calendar = (clocks or load_clocks()).calendar
    report = DigestReport(day_of(at), digest_is_due(at, calendar))
    if not report.due:
        return report
    for number, user_id in enumerate(_readers(report.on)):
        if number >= limit:
            report.stopped = True
            break
        _try(user_id, report, calendar)
    if report.written:
        wake_sender_after_commit()
    return report


def _try(user_id: int, report: DigestReport, calendar: Calendar) -> None:
    try:
        _write(user_id, report, calendar)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("digest of user %s failed", user_id)
        report.failed += 1


# --- who --------------------------------------------------------------------------------------------------------------
def _readers(on: date) -> Iterator[int]:
    """Ids of active people who may have something to be told and have no digest of this day yet, page after page.

    Whoever stands in for others may have theirs to do; whoever is away with all they do reads it when they are back.
    """
    done = Mail.objects.filter(digest_on=on).values("recipient")
    morning = datetime.combine(on, DIGEST_FROM, VIETNAM)
    lent = stand_ins(on)
    stands_in = Q(pk__in=[one.substitute.pk for one in lent])
    away = [one.principal.pk for one in lent if one.delegation.scope == Delegation.Scope.ALL]
    concerned = _has_work(on, morning) | _has_news() | _leads_late_units(on) | owners_to_tell(on) | stands_in
    people = User.objects.filter(concerned, is_active=True).exclude(pk__in=away)
    last = 0
    while True:
        page = list(people.filter(pk__gt=last).exclude(pk__in=done).order_by("pk").values_list("pk", flat=True)[:PAGE])
        if not page:
            return
        yield from page
        last = page[-1]


def _has_work(on: date, morning: datetime) -> Q:
    """By name, or in the queue of their unit; what came after the morning was announced when it came."""
    duties = Duty.objects.filter(done_at=None, opened_at__lte=morning)
    held = Membership.objects.filter(
        valid_on(on),
        organisation__duties__in=duties.filter(user=None),
        organisation__duties__roles__contains=[F("role")],
    )
    return Q(pk__in=duties.exclude(user=None).values("user")) | Q(pk__in=held.values("user"))


def _has_news() -> Q:
    return Q(pk__in=_unspoken().values("person"))


def _leads_late_units(on: date) -> Q:
    """Heads of units that keep something waiting past its deadline, and of every unit above one."""
    units = ahead = late_units(on)
    while ahead:
        above = Organisation.objects.filter(children__in=ahead).values_list("pk", flat=True)
        ahead = set(above) - units
        units = units | ahead
    return Q(pk__in=Membership.objects.filter(valid_on(on), organisation__in=units, is_head=True).values("user"))


def _unspoken(user_id: int | None = None) -> QuerySet[Alert]:
    """What waits for a digest."""
    found = Alert.objects.filter(state=AlertState.WAITING, mail=None, channel=Channel.DIGEST)
    return found if user_id is None else found.filter(person=user_id)


# --- writing ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def _write(user_id: int, report: DigestReport, calendar: Calendar) -> None:
    """Under a lock on the person, so that two runs do not draw the same letter; the constraint has the last word."""
    users = User.objects.filter(pk=user_id).select_related("mail_preference")
    user = users.select_for_update(of=("self",), skip_locked=True, no_key=True).first()
    if user is None or Mail.objects.filter(recipient=user_id, digest_on=report.on).exists():
        return
    _gather_what_was_not_sent(user_id, report.on)
    alerts = _true_alerts(user_id)
    digest = digest_of(user, alerts, on=report.on, calendar=calendar, changes=untold(user_id, report.on))
    if not digest.says_something:
        _settle(alerts, digest, None)
        report.quiet += 1
        return
    mail = mail_row(recipient=user, kind=MailKind.DIGEST, letter=letter_for(digest, user), digest_on=report.on)
    mail.calendar_changes = [change.pk for change in digest.redating.changes]
    mail.save(force_insert=True)
    _settle(alerts, digest, mail)
    report.written += mail.state == MailState.WAITING
    report.unaddressed += mail.state != MailState.WAITING


def _gather_what_was_not_sent(user_id: int, on: date) -> None:
    """A digest of an earlier day that has not left gives way to today's, which says all that is still true."""
    earlier = Mail.objects.filter(recipient=user_id, kind=MailKind.DIGEST, digest_on__lt=on, state=MailState.WAITING)
    for mail in earlier.select_for_update(skip_locked=True).order_by("pk"):
        let_go(mail)
        why = f"Gộp vào bản tổng hợp ngày {on:%d/%m/%Y}."
        Mail.objects.filter(pk=mail.pk).update(state=MailState.CANCELLED, error=why)


def _true_alerts(user_id: int) -> list[Alert]:
    alerts = list(_unspoken(user_id).select_related("visit").select_for_update(of=("self",)).order_by("pk"))
    known = acknowledged_among(alerts)
    void = {alert: why for alert in alerts if (why := why_void(alert, alert.visit, known.get(alert.visit_id)))}
    cancel(void)
    return [alert for alert in alerts if alert not in void]


def _settle(alerts: Iterable[Alert], digest: Digest, mail: Mail | None) -> None:
    """What the digest names is in its mail; what it does not is no longer this person's."""
    named = digest.visit_ids
    spoken = [alert for alert in alerts if alert.visit_id in named]
    if mail is not None:
        Alert.objects.filter(pk__in=[alert.pk for alert in spoken]).update(mail=mail)
    cancel({alert: NOT_THEIRS for alert in alerts if alert.visit_id not in named})


def let_go(mail: Mail) -> None:
    """Its alerts wait for another digest."""
    Alert.objects.filter(mail=mail, state=AlertState.WAITING).update(mail=None)


@transaction.atomic
def rewrite(mail: Mail, *, at: datetime) -> str:
    """The same digest, of what is true now: a mail that lay for hours must not speak of what was done meanwhile.

    Returns why it must not be sent at all; empty when it may.
    """
    on, calendar = day_of(at), load_clocks().calendar
    let_go(mail)
    alerts = _true_alerts(mail.recipient_id)
    changes = untold(mail.recipient_id, on, but=mail)
    digest = digest_of(mail.recipient, alerts, on=on, calendar=calendar, changes=changes)
    if not digest.says_something:
        _settle(alerts, digest, None)
        return NOTHING_LEFT
    letter = letter_for(digest, mail.recipient)
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    mail.calendar_changes = [change.pk for change in digest.redating.changes]
    mail.save(update_fields=["subject", "text", "html", "calendar_changes"])
    _settle(alerts, digest, mail)
    return ""
