"""Waking a worker, after commit where something was written. A hint, never the truth: the next tick of beat does what a
lost hint left behind."""

from django.db import transaction

from workflow.engine.waker import wake


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
