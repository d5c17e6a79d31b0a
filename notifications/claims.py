"""Taking a mail to send it, and saying how it went. One row, one worker at a time, and no row is ever left behind.

Two guards. The lease in the row brings back what a dead worker held. A session lock of the database, which dies with
its worker's connection, keeps a worker that was merely frozen past its lease from being overtaken and then sending a
second copy.
"""

import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from notifications.models import Alert, Mail
from notifications.models.mail import PENDING
from notifications.vocabulary import AlertState, MailState
from workflow.locks import try_lock, unlock

#: Longer than any one try can last: every step of it ends after EMAIL_TIMEOUT.
LEASE: timedelta = settings.MAIL_LEASE
MAX_ATTEMPTS = 8
FIRST_PAUSE: timedelta = settings.MAIL_FIRST_PAUSE
GROWTH = 5.0
LONGEST_PAUSE: timedelta = settings.MAIL_LONGEST_PAUSE
JITTER = 0.2


def claim(*, at: datetime) -> Mail | None:
    """The next mail that is due, counted as tried before the work starts.

    So one that kills its worker does not do so for ever.
    """
    while True:
        with transaction.atomic():
            mail = _next(at)
            if mail is None:
                return None
            taken = _take(mail, at)
        if taken:
            return mail


def _next(at: datetime) -> Mail | None:
    due = Mail.objects.filter(state__in=PENDING, next_at__lte=at)
    return (
        due.select_for_update(skip_locked=True, of=("self",))
        .select_related("recipient")
        .order_by("next_at", "id")
        .first()
    )


def _take(mail: Mail, at: datetime) -> bool:
    mail.lease_until = mail.next_at = at + LEASE
    if not try_lock(_key(mail)):  # its worker lives: it is still trying, only slowly
        mail.save(update_fields=["lease_until", "next_at"])
        return False
    if mail.attempts >= MAX_ATTEMPTS:
        _bury(mail, mail.error or "Bộ gửi thư dừng giữa chừng nhiều lần.")
        release(mail)
        return False
    mail.attempts += 1
    mail.state = MailState.SENDING
    mail.tries = [*mail.tries, {"at": at.isoformat()}]
    mail.save(update_fields=["attempts", "state", "lease_until", "next_at", "tries"])
    return True


def mark_sent(mail: Mail, *, at: datetime) -> None:
    """And with it, in one transaction, that its alerts were told, whatever became of them in the meantime."""
    mail.state, mail.sent_at, mail.lease_until, mail.error = MailState.SENT, at, None, ""
    _note(mail, "Máy chủ thư đã nhận.")
    with transaction.atomic():
        mail.save(update_fields=["state", "sent_at", "lease_until", "error", "tries"])
        Alert.objects.filter(mail=mail).update(state=AlertState.TOLD, why="")
    release(mail)


def mark_cancelled(mail: Mail, reason: str) -> None:
    """What it says is no longer true. The alerts are the caller's."""
    mail.state, mail.lease_until, mail.error = MailState.CANCELLED, None, reason[:300]
    _note(mail, reason)
    mail.save(update_fields=["state", "lease_until", "error", "tries"])
    release(mail)


def put_off(mail: Mail, *, until: datetime) -> None:
    """Gives it back untried: its hour has not come."""
    mail.state, mail.lease_until, mail.next_at = MailState.WAITING, None, until
    mail.attempts, mail.tries = mail.attempts - 1, mail.tries[:-1]
    mail.save(update_fields=["state", "lease_until", "next_at", "attempts", "tries"])
    release(mail)


def mark_dead(mail: Mail, reason: str) -> None:
    """A failure for a person to look at; the administrator can put the mail back in the queue."""
    _note(mail, reason)
    _bury(mail, reason)
    release(mail)


def try_again_later(mail: Mail, reason: str, *, at: datetime) -> None:
    """Backs off; after the last attempt the mail is dead."""
    if mail.attempts >= MAX_ATTEMPTS:
        mark_dead(mail, reason)
        return
    mail.state, mail.lease_until, mail.error = MailState.WAITING, None, reason[:300]
    mail.next_at = at + pause_after(mail.attempts) * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret
    _note(mail, reason)
    mail.save(update_fields=["state", "lease_until", "error", "next_at", "tries"])
    release(mail)


def pause_after(attempts: int) -> timedelta:
    factor: float = GROWTH ** (attempts - 1)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def _bury(mail: Mail, reason: str) -> None:
    mail.state, mail.lease_until, mail.error = MailState.DEAD, None, reason[:300]
    mail.save(update_fields=["state", "lease_until", "error", "tries"])


def _note(mail: Mail, said: str) -> None:
    """Beside the try that was noted when the mail was taken: what came of it."""
    mail.tries = [*mail.tries[:-1], {**mail.tries[-1], "said": said[:300]}]


def release(mail: Mail) -> None:
    """Gives the session lock back; the row says the rest."""
    unlock(_key(mail))


def _key(mail: Mail) -> str:
    return f"notifications.mail.{mail.pk}"
