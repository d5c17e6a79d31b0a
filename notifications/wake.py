"""Waking a worker, after commit where something was written. A hint, never the truth: the next tick of beat does what a
lost hint left behind."""

import logging
from typing import Any

from django.db import transaction

log = logging.getLogger(__name__)


def wake_sender_after_commit() -> None:
    transaction.on_commit(_wake_sender)


def _wake_sender() -> None:
    from notifications.tasks import send_due_mail

    wake(send_due_mail)


def wake_sweep_after_commit() -> None:
    transaction.on_commit(_wake_sweep)


def _wake_sweep() -> None:
    from notifications.tasks import sweep

    wake(sweep)


def wake(task: Any) -> None:
    """A broker that is down must never undo what is written."""
    try:
        task.apply_async(retry=False)
    except Exception as error:
        log.warning("no worker was woken, the next tick will do: %s", error)
