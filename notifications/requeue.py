"""Putting a mail that will not go out by itself back in the queue, to the address its reader has now."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from notifications.models import Mail
from notifications.outbox import why_not
from notifications.vocabulary import MailState
from notifications.wake import wake_sender_after_commit

STUCK = (MailState.DEAD, MailState.SKIPPED)


@transaction.atomic
def requeue(*, mails: QuerySet[Mail]) -> int:
    """Returns how many were put back. Mails sent, waiting, without a body or without a usable address stay as they are.

    The Message-ID stays: should the first copy have arrived after all, the reader's mail program sees one message.
    """
    stuck = mails.filter(state__in=STUCK).exclude(text="")
    done = 0
    for mail in stuck.select_related("recipient").select_for_update(of=("self",)).order_by("pk"):
        if why_not(mail.recipient.email):
            continue
        mail.address, mail.state, mail.attempts, mail.error = mail.recipient.email, MailState.WAITING, 0, ""
        mail.next_at = Now()
        mail.save(update_fields=["address", "state", "attempts", "error", "next_at"])
        done += 1
    if done:
        wake_sender_after_commit()
    return done
