"""Waking the worker that writes batches. A hint, never the truth: the next tick of beat finds what waits."""

from django.db import transaction

from workflow.engine import waker


def wake_after_commit() -> None:
    transaction.on_commit(_wake)


def _wake() -> None:
    from documents.tasks import write_batches

    waker.wake(write_batches)
