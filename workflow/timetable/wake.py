"""Waking the worker that previews and applies. A hint, never the truth: the next tick of beat finds what waits."""

import logging

from django.db import transaction

log = logging.getLogger(__name__)


def wake_after_commit() -> None:
    transaction.on_commit(wake)


def wake() -> None:
    from workflow.tasks import work_on_calendar

    try:
        work_on_calendar.apply_async(retry=False)
    except Exception as error:
        log.warning("workers were not woken, the next tick will do: %s", error)
