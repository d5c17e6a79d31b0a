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


IN_PROGRESS = "Thư đang được gửi; hãy đợi vài phút rồi xem lại."


@transaction.atomic
def start_anew(*, mail_id: int, by: str, at: datetime) -> str:
    """A new start for one mail, also for one that is still being tried; returns why not, empty when it was given one."""
    mail = with_reader(Mail.objects.filter(pk=mail_id)).select_for_update(of=("self",)).get()
    if mail.state in STUCK:
        return why_kept(mail) or ("" if requeue(mails=Mail.objects.filter(pk=mail_id), by=by, at=at) else NOT_STUCK)
    if mail.state == MailState.SENDING:
        return IN_PROGRESS
    if mail.state == MailState.WAITING:
        mail.attempts, mail.next_at = 0, at
        mail.tries = [*mail.tries, {"at": at.isoformat(), "said": f"{by} cho thử lại từ đầu."}]
        mail.save(update_fields=["attempts", "next_at", "tries"])
        wake_sender_after_commit()
    return ""
