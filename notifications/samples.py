"""Every kind of letter, written about a real đề án of the database, for whoever works on letters. Nothing is kept or sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from django.db.models import QuerySet

from accounts.models import User
from notifications.alarm import alert_letter
from notifications.announce import ABOUT_THE_DEADLINE, visit_after
from notifications.compose import HEADLINES, TOPICS, Letter, Part, announcement_letter
from notifications.digest import digest_of, letter_for
from notifications.facts import Facts, facts_of
from notifications.ladder import Days, Reached
from notifications.models import Mail
from notifications.outbox import mail_row
from notifications.reckoning import Hearing, alert_for
from notifications.sending import header_line, message_of
from notifications.tables import load_ladder
from notifications.vocabulary import MailKind, Topic
from notifications.watch import open_duties
from workflow.deadlines.calendar import Calendar
from workflow.engine.clock import day_of
from workflow.lifecycle import TABLES
from workflow.models import Case, Event, Visit
from workflow.queries.worklist import with_parts
from workflow.vocabulary import Action

SHOWN = ("From", "To", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post")
NO_ADDRESS = "chua-co-dia-chi@example.invalid"
BAD_ENDS = {stage.state for table in TABLES.values() for stage in table.stages if stage.terminal and not stage.good_end}


@dataclass(frozen=True, slots=True)
class Sample:
    """`name` is its part of the address; `subject_line` as the mail carries it, `subject_read` as it is read again."""

    name: str
    label: str
    letter: Letter
    headers: tuple[tuple[str, str], ...]
    subject_line: str
    subject_read: str


def samples_of(cases: QuerySet[Case], reader: User, *, at: datetime, calendar: Calendar) -> Iterator[Sample]:
    """One of each kind that some of these cases can show; `at` is when they are written."""
    yield from _alerts(cases, reader, at, calendar)
    yield from _digest(reader, at, calendar)
    yield from _announcements(cases, reader, at, calendar)


def _alerts(cases: QuerySet[Case], reader: User, at: datetime, calendar: Calendar) -> Iterator[Sample]:
    """Every rung of the ladder of one stage, as it would be told at once on its day."""
    visit = _dated(cases)
    if visit is None or visit.due_on is None:
        return
    days = Days(calendar)
    for rung in load_ladder().of(visit.case.programme, visit.state):
        day = days.of(visit.due_on, rung.offset)
        hearing = Hearing(Reached(rung, day), rung.audiences[0], reader)
        alert = alert_for(hearing, cycle=visit.cycle, due_on=visit.due_on, on=day)
        letter = alert_letter(_facts(visit, calendar, day), alert, reader)
        kind, topic = MailKind(alert.loudness), Topic(alert.topic)
        mail = mail_row(recipient=reader, kind=kind, letter=letter, case=visit.case, topic=topic)
        yield _sample(rung.code, rung.title, mail, at)


def _digest(reader: User, at: datetime, calendar: Calendar) -> Iterator[Sample]:
    digest = digest_of(reader, (), on=day_of(at), calendar=calendar)
    if digest.says_something:
        mail = mail_row(recipient=reader, kind=MailKind.DIGEST, letter=letter_for(digest, reader), digest_on=digest.on)
        yield _sample("digest", MailKind.DIGEST.label, mail, at)


def _announcements(cases: QuerySet[Case], reader: User, at: datetime, calendar: Calendar) -> Iterator[Sample]:
    kind = MailKind.ANNOUNCEMENT
    for part in Part:
        event = _event_for(part, cases)
        if event is None:
            continue
        letter = announcement_letter(_facts(visit_after(event), calendar, day_of(at)), event, part, reader)
        mail = mail_row(recipient=reader, kind=kind, letter=letter, case=event.case, topic=TOPICS[part])
        yield _sample(part.value, HEADLINES[part], mail, at)


def _dated(cases: QuerySet[Case]) -> Visit | None:
    """The open stage with a deadline that was opened last."""
    visits = Visit.objects.filter(case__in=cases, closed_at=None, due_on__isnull=False)
    return with_parts(visits).order_by("-opened_at", "-pk").first()


def _facts(visit: Visit, calendar: Calendar, on: date) -> Facts:
    return facts_of(visit, open_duties(visit), on=on, calendar=calendar)


def _event_for(part: Part, cases: QuerySet[Case]) -> Event | None:
    """The latest act that someone hears of in this part; to an owner, one with a reason rather than one without."""
    visits = Visit.objects.filter(case__in=cases)
    events = Event.objects.select_related("case", "actor_organisation").order_by("-at", "-pk")
    match part:
        case Part.TURN:
            waiting = visits.filter(closed_at=None, duties__done_at=None, duties__isnull=False)
            return events.filter(pk__in=waiting.values("opened_by")).first()
        case Part.ASSIGNED:
            return events.filter(case__in=cases, action=Action.REASSIGN).first()
        case Part.DEADLINE:
            return events.filter(case__in=cases, action__in=ABOUT_THE_DEADLINE).first()
        case Part.OWNER:
            done = events.filter(case__in=cases, pk__in=visits.values("opened_by"))
            return done.exclude(reason="").first() or done.first()
        case Part.WITNESS:
            return events.filter(pk__in=visits.filter(state__in=BAD_ENDS).values("opened_by")).first()


def _sample(name: str, label: str, mail: Mail, at: datetime) -> Sample:
    """As it would leave the house: through the very code that sends, and read back as a mail program reads."""
    mail.created_at = at
    mail.address = mail.address or NO_ADDRESS
    sent = message_of(mail).message()
    read = BytesParser(EmailMessage, policy=policy.default).parsebytes(sent.as_bytes())
    return Sample(
        name=name,
        label=label,
        letter=Letter(mail.subject, mail.text, mail.html),
        headers=tuple((header, str(read[header])) for header in SHOWN if header in read),
        subject_line=header_line("Subject", mail.subject),
        subject_read=str(read["Subject"]),
    )
