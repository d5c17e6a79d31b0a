"""Waking the workers after commit. A hint, never the truth: the next tick of beat finds what a lost hint left behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from workflow.engine.waker import wake

_asleep: ContextVar[bool] = ContextVar("asleep", default=False)


@contextmanager
def let_sleep() -> Iterator[None]:
    """Bulk loads write thousands of rows; one tick of beat drains them all, so no hint is sent for each."""
    token = _asleep.set(True)
    try:
        yield
    finally:
        _asleep.reset(token)


def wake_after_commit() -> None:
    if not _asleep.get():
        transaction.on_commit(_wake)


def _wake() -> None:
    from workflow.tasks import drain_outbox

    wake(drain_outbox)
