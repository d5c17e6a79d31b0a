"""Waking a sender after commit. A hint, never the truth: the next tick of beat sends what a lost hint left behind."""

import logging

from django.db import transaction

log = logging.getLogger(__name__)


def wake_sender_after_commit() -> None:
    transaction.on_commit(_wake)


def _wake() -> None:
    from notifications.tasks import send_due_mail

    try:
        send_due_mail.apply_async(retry=False)
    except Exception as error:  # a broker that is down must never undo what is written
        log.warning("sender was not woken, the next tick will do: %s", error)
