"""From the outbox to the mail server: one recipient a message, one connection a batch, a time limit on every step.

SMTP and the database share no transaction, so after DATA and before the answer is stored nobody can know. Promise: at
least once, normally once, always under the same Message-ID; and once where the journal of the relay can be asked before
a second try.
"""

import logging
import re
import smtplib
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.utils import format_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from accounts.addresses import mark_refused
from notifications import claims, maildir
from notifications.compose import one_line
from notifications.holding import before_sending
from notifications.models import Mail
from notifications.outbox import hold_back, why_not
from notifications.unsubscribing import Wish, address_for
from notifications.vocabulary import Topic
from workflow.engine.clock import VIETNAM

log = logging.getLogger(__name__)

BATCH = 300
#: A batch stops here and leaves the rest to the next one: well below the time limit of a task.
PATIENCE = timedelta(seconds=120)
#: "You must log in first": the fault of the installation, not of this mail.
LOGIN_CODES = frozenset({530, 534, 535, 538})
#: No such mailbox, moved, full, not a name of theirs, a domain that takes no mail.
MAILBOX_CODES = frozenset({550, 551, 552, 553, 556})
EXTENDED_ANSWER = re.compile(r"5\.(\d{1,3})\.\d{1,3}\b")
ABOUT_THE_READER = frozenset({"1", "2"})
ABOUT_THE_SENDER = frozenset({"5.1.7", "5.1.8"})
#: The longest encoded word that RFC 2047 allows.
ENCODED_WORD = 75
JOURNAL_REACH = timedelta(days=7)

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Drained:
    sent: int = 0
    retried: int = 0
    dead: int = 0
    cancelled: int = 0
    """No longer true when their turn came."""
    put_off: int = 0
    """Not sent at this hour."""
    reached: bool = True
    """False: the mail server could not be reached, so the rest of the batch was left alone."""

    @property
    def tried(self) -> int:
        return self.sent + self.retried + self.dead + self.cancelled + self.put_off


class Unreachable(OSError):
    """No connection to the mail server."""


class Post:
    """A connection to the mail server, opened at the first message and reused until it fails."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, message: EmailMultiAlternatives) -> None:
        """Raises Unreachable before anything was said about the message; else what the server or library answered."""
        if self._connection is None:
            self._connection = self._open()
        message.connection = self._connection
        if not message.send():
            raise ValueError("Thư không có người nhận.")

    def _open(self) -> BaseEmailBackend:
        connection = get_connection(fail_silently=False)
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(f"Không nối được máy chủ thư: {error}") from error
        return connection

    def close(self) -> None:
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.close()
            self._connection = None


class Journal:
    """What the relay on this machine has accepted, where it keeps a maildir of it (`MAILBOX_DIR`)."""

    def __init__(self, clock: Clock) -> None:
        self._accepted = maildir.Arrivals(Path(settings.MAILBOX_DIR), since=clock() - JOURNAL_REACH)

    def has(self, mail: Mail) -> bool:
        """Only a mail that was tried before can be in it, also before it was put back in the queue.

        Looked up anew each time: its last try may have been made by this very batch.
        """
        return len(mail.tries) > 1 and mail.message_id in self._accepted


def drain(*, clock: Clock, limit: int = BATCH) -> Drained:
    """Sends what is due, row by row, each settled before the next.

    `clock` gives aware instants, read anew for each row: its lease starts when it is taken.
    """
    report = Drained()
    journal = Journal(clock)
    started = clock()
    with closing(Post()) as post:
        while report.tried < limit and report.reached and (now := clock()) - started < PATIENCE:
            mail = claims.claim(at=now)
            if mail is None:
                break
            _settle(mail, post, journal, clock, report)
    return report


def _settle(mail: Mail, post: Post, journal: Journal, clock: Clock, report: Drained) -> None:
    try:
        if not journal.has(mail):
            if _is_held_back(mail, clock(), report):
                return
            post.send(message_of(mail))
    except Exception as error:  # whatever goes wrong, the row must say so and the next one must go out
        _failed(mail, error, post, clock, report)
    else:
        claims.mark_sent(mail, at=clock())
        report.sent += 1


def _is_held_back(mail: Mail, at: datetime, report: Drained) -> bool:
    """Asked with the mail in hand, right before it goes out: it may have become untrue while it waited."""
    verdict = before_sending(mail, at)
    if verdict.void:
        claims.mark_cancelled(mail, verdict.void)
        report.cancelled += 1
    elif verdict.wait_until is not None:
        claims.put_off(mail, until=verdict.wait_until)
        report.put_off += 1
    return bool(verdict.void or verdict.wait_until)


def _failed(mail: Mail, error: Exception, post: Post, clock: Clock, report: Drained) -> None:
    reason = sentence_of(error)
    log.warning("mail %s, attempt %s: %s", mail.pk, mail.attempts, reason)
    if is_final(error):
        if blames_address(error):
            _give_up_address(mail, reason, at=clock())
        claims.mark_dead(mail, reason)
        report.dead += 1
        return
    post.close()  # after a broken conversation nothing on this connection can be trusted
    claims.try_again_later(mail, reason, at=clock())
    report.retried += 1
    report.reached = not isinstance(error, Unreachable)


def _give_up_address(mail: Mail, refusal: str, *, at: datetime) -> None:
    if mark_refused(user_id=mail.recipient_id, address=mail.address, refusal=refusal, at=at):
        held = hold_back(user_id=mail.recipient_id, address=mail.address, refusal=refusal)
        log.warning("person %s: address refused for good, %s waiting mails held back", mail.recipient_id, held)


def message_of(mail: Mail) -> EmailMultiAlternatives:
    """Raises ValueError for an address that no mail can be written to, however it came into the row."""
    if reason := why_not(mail.address):
        raise ValueError(reason)
    message = EmailMultiAlternatives(
        subject=header_line("Subject", mail.subject),
        body=mail.text,
        to=[mail.address],
        headers={
            "To": f"{header_line('To', mail.recipient.full_name)} <{mail.address}>".strip(),
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.created_at.astimezone(VIETNAM)),
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            **_ways_out(mail),
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _ways_out(mail: Mail) -> dict[str, str]:
    """RFC 2369 and RFC 8058, on a mail that its reader may do without."""
    if not mail.mutable:
        return {}
    address = address_for(Wish(mail.recipient_id, Topic(mail.topic)))
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def header_line(name: str, words: str) -> str:
    """Encoded words (RFC 2047), each short enough for the first to stand beside the header's name: the library would
    put a long one on a line of its own, and some mail programs then show a blank before it."""
    return " ".join(Header(one_line(words), "utf-8", ENCODED_WORD, header_name=name).encode().split())


def is_final(error: Exception) -> bool:
    """True where another try would be answered the same: refused for good (5xx), or impossible to write.

    A server that refuses the sender or wants us to log in speaks of the installation: that can be mended meanwhile.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 and code not in LOGIN_CODES for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPSenderRefused):
        return False
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500 and error.smtp_code not in LOGIN_CODES
    return isinstance(error, (ValueError, smtplib.SMTPNotSupportedError))


def blames_address(error: Exception) -> bool:
    """True where the server says that this address takes no mail, now or later.

    Its extended answer decides where there is one (RFC 3463: 5.1 the address, 5.2 the mailbox; 5.7 is its policy towards
    us), else the code (RFC 5321). A letter refused after DATA says nothing about the address.
    """
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(_no_such_mailbox(code, _words(reply)) for code, reply in error.recipients.values())


def _no_such_mailbox(code: int, words: str) -> bool:
    if extended := EXTENDED_ANSWER.match(words):
        return extended[1] in ABOUT_THE_READER and extended[0] not in ABOUT_THE_SENDER
    return code in MAILBOX_CODES


def sentence_of(error: Exception) -> str:
    """The server's own words where it answered; the kind of fault where it did not."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_words(reply)}" for code, reply in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    return one_line(str(error) or type(error).__name__, 300)


def _words(reply: bytes | str) -> str:
    return one_line(reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply, 250)
