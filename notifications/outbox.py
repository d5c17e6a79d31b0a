"""Putting mail in the outbox. Everyone who should hear gets a row, also one without an address: no silence unseen."""

from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from notifications.compose import Letter
from notifications.models import Alert, Mail
from notifications.vocabulary import MailKind, MailState
from workflow.models import Case, Event

NO_ADDRESS = "Người nhận chưa có địa chỉ thư điện tử."
BAD_ADDRESS = "Địa chỉ thư điện tử của người nhận không hợp lệ."


def new_message_id() -> str:
    """Fixed before the first try and kept through all of them."""
    return f"<{uuid4().hex}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"


def mail_row(
    *,
    recipient: User,
    kind: MailKind,
    letter: Letter,
    case: Case,
    alert: Alert | None = None,
    event: Event | None = None,
    skipped: str = "",
) -> Mail:
    """An unsaved row. `skipped` says why it will not be sent; otherwise it waits, if the address can take it."""
    reason = skipped or why_not(recipient.email)
    return Mail(
        recipient=recipient,
        address="" if reason in (NO_ADDRESS, BAD_ADDRESS) else recipient.email,
        kind=kind,
        alert=alert,
        event=event,
        case=case,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=new_message_id(),
        state=MailState.SKIPPED if reason else MailState.WAITING,
        error=reason,
    )


def why_not(address: str) -> str:
    if not address:
        return NO_ADDRESS
    try:
        validate_email(address)
    except ValidationError:
        return BAD_ADDRESS
    return ""
