"""Putting mail in the outbox. Everyone who should hear gets a row, also one without an address: no silence unseen."""

from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from notifications.compose import Letter
from notifications.models import Mail
from notifications.muting import may_mute, topic_of, why_muted
from notifications.preferences import choice_of
from notifications.vocabulary import MailKind, MailState, Topic
from workflow.models import Case, Event

NO_ADDRESS = "Người nhận chưa có địa chỉ thư điện tử."
BAD_ADDRESS = "Địa chỉ thư điện tử của người nhận không hợp lệ."
REFUSED_ADDRESS = "Máy chủ thư không nhận thư cho địa chỉ này: {}"


def new_message_id() -> str:
    """Fixed before the first try and kept through all of them."""
    return f"<{uuid4().hex}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def mail_row(
    *,
    recipient: User,
    kind: MailKind,
    letter: Letter,
    case: Case | None = None,
    event: Event | None = None,
    digest_on: date | None = None,
    skipped: str = "",
    topic: Topic | None = None,
) -> Mail:
    """An unsaved row. It waits, unless `skipped` or what the reader chose or their address says why it will not be sent.

    `topic`: who may do without it; what its kind usually is when nothing is said.
    """
    topic = topic or topic_of(kind)
    reason = skipped or why_unwanted(recipient, topic) or why_unreachable(recipient)
    return Mail(
        recipient=recipient,
        address="" if why_not(recipient.email) else recipient.email,
        kind=kind,
        topic=topic,
        event=event,
        digest_on=digest_on,
        case=case,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=new_message_id(),
        state=MailState.SKIPPED if reason else MailState.WAITING,
        error=reason[:300],
    )


def why_unwanted(user: User, topic: Topic) -> str:
    """What this person chose, where it silences such a mail; for a DUTY nobody is even asked."""
    return why_muted(choice_of(user), topic) if may_mute(topic) else ""


def why_unreachable(user: User) -> str:
    """Why no mail can be sent to this person as things stand; empty when one can."""
    reason = why_not(user.email)
    if not reason and user.email_refused_at is not None:
        reason = REFUSED_ADDRESS.format(user.email_refusal)
    return reason


def hold_back(*, user_id: int, address: str, refusal: str) -> int:
    """What still waits for an address that was refused is not tried: a server that is asked again and again for people
    it does not have takes us for a spammer. Returns how many. What another worker holds is left to it."""
    waiting = Mail.objects.filter(recipient=user_id, address=address, state=MailState.WAITING)
    return waiting.update(state=MailState.SKIPPED, error=REFUSED_ADDRESS.format(refusal)[:300])


def why_not(address: str) -> str:
    """Django's own rule lets control characters pass between quotes; in a header they would end the line."""
    if not address:
        return NO_ADDRESS
    try:
        validate_email(address)
    except ValidationError:
        return BAD_ADDRESS
    return "" if address.isprintable() else BAD_ADDRESS
