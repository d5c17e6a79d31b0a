"""Waking the worker that previews and applies. A hint, never the truth: the next tick of beat finds what waits."""

from django.db import transaction

from workflow.engine import waker


def wake_after_commit() -> None:
    transaction.on_commit(wake)


def wake() -> None:
    from workflow.tasks import work_on_calendar

    waker.wake(work_on_calendar)
