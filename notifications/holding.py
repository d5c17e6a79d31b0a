"""The last question before a mail goes out: is it still true, and is this the hour for it?

A letter after an act is news and goes at any hour. One about a delay waits for the hours of an office and is cancelled
when the delay is over. A digest is of its day: what was not sent on it goes into the next one, and one that waited long
is written anew from what is true now.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from notifications import digests, hours
from notifications.models import Mail
from notifications.vocabulary import MailKind
from notifications.voiding import cancel_alerts_of, why_not_true
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import day_of

#: A digest that has waited longer is written anew before its first try.
FRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Nothing set: send it. `void`: why not at all."""

    void: str = ""
    wait_until: datetime | None = None


def before_sending(mail: Mail, at: datetime) -> Verdict:
    if mail.kind == MailKind.ANNOUNCEMENT:
        return Verdict()
    return _of_a_digest(mail, at) if mail.kind == MailKind.DIGEST else _of_a_delay(mail, at)


def _of_a_delay(mail: Mail, at: datetime) -> Verdict:
    with transaction.atomic():
        if why := why_not_true(mail):
            cancel_alerts_of(mail)
            return Verdict(void=why)
    return _at_this_hour(at)


def _of_a_digest(mail: Mail, at: datetime) -> Verdict:
    assert mail.digest_on is not None, "every digest is of a day"
    if mail.digest_on < day_of(at):
        digests.let_go(mail)
        return Verdict(void=f"Đã qua ngày {mail.digest_on:%d/%m/%Y}; việc còn đúng có trong bản tổng hợp sau.")
    verdict = _at_this_hour(at)
    if verdict.wait_until is None and mail.attempts == 1 and at - mail.created_at > FRESH:
        return Verdict(void=digests.rewrite(mail, at=at))
    return verdict


def _at_this_hour(at: datetime) -> Verdict:
    office = hours.of_letters()
    if office.always:
        return Verdict()
    opening = office.opening(at, load_clocks().calendar)
    return Verdict(wait_until=opening if opening != at else None)
