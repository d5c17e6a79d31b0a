"""Waking a worker after commit. A hint, never the truth: the next tick of beat sends what a lost hint left behind."""

import logging

from django.db import transaction

log = logging.getLogger(__name__)


def wake_sender_after_commit() -> None:
    transaction.on_commit(lambda: _wake("send_due_mail"))


def wake_sweep_after_commit() -> None:
    transaction.on_commit(lambda: _wake("sweep"))


def _wake(name: str) -> None:
    from notifications import tasks

    try:
        getattr(tasks, name).apply_async(retry=False)
    except Exception as error:  # a broker that is down must never undo what is written
        log.warning("%s was not woken, the next tick will do: %s", name, error)
