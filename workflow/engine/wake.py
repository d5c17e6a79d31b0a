"""Waking the workers after commit. A hint, never the truth: the next tick of beat finds what a lost hint left behind."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

log = logging.getLogger(__name__)
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

    try:
        drain_outbox.apply_async(retry=False)
    except Exception as error:
        log.warning("workers were not woken, the next tick will do: %s", error)
