"""Putting a mail that will not go out by itself back in the queue, to the address its reader has now."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from notifications.models import Mail
from notifications.outbox import why_unreachable, why_unwanted
from notifications.vocabulary import ALERTING, MailState, Topic
from notifications.voiding import why_not_true
from notifications.wake import wake_sender_after_commit

STUCK = (MailState.DEAD, MailState.SKIPPED)
NOT_STUCK = "Thư đã gửi, hoặc đang trong hàng chờ gửi."
CANCELLED = "Thư đã hủy vì điều nó nói không còn đúng."
NO_BODY = "Thư chưa được soạn nội dung: lúc lập, tin đã quá cũ."


def why_kept(mail: Mail) -> str:
    """Why this mail cannot be sent again as things stand; empty when it can. Pages and the act itself ask here.

    `mail` is read with its recipient and the recipient's preference.
    """
    if mail.state == MailState.CANCELLED:
        return CANCELLED
    if mail.state not in STUCK:
        return NOT_STUCK
    if not mail.text:
        return NO_BODY
    if mail.kind in ALERTING and (why := why_not_true(mail)):
        return why
    return why_unwanted(mail.recipient, Topic(mail.topic)) or why_unreachable(mail.recipient)


def with_reader(mails: QuerySet[Mail]) -> QuerySet[Mail]:
    """What `why_kept` reads."""
    return mails.select_related("recipient", "recipient__mail_preference")


@transaction.atomic
def requeue(*, mails: QuerySet[Mail], by: str = "", at: datetime | None = None) -> int:
    """Returns how many were put back; the others stay as they are. `by`: who asked for it, as their mail will say.

    The Message-ID stays: should the first copy have arrived after all, the reader's mail program sees one message.
    """
    at = at or timezone.now()
    stuck = with_reader(mails.filter(state__in=STUCK)).select_for_update(of=("self",))
    done = [mail for mail in stuck.order_by("pk") if not why_kept(mail)]
    for mail in done:
        mail.address, mail.state, mail.attempts, mail.error = mail.recipient.email, MailState.WAITING, 0, ""
        mail.next_at = at
        mail.tries = [*mail.tries, {"at": at.isoformat(), "said": f"{by or 'Quản trị viên'} cho gửi lại."}]
    Mail.objects.bulk_update(done, ["address", "state", "attempts", "error", "next_at", "tries"], batch_size=500)
    if done:
        wake_sender_after_commit()
    return len(done)
