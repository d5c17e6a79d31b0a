"""What goes on in the background with a change of the calendar. The truth is its row: any worker goes on from there."""

import logging
from datetime import datetime

from celery import shared_task
from django.db.models import F

from workflow.engine import clock
from workflow.heartbeats import CALENDAR, beating
from workflow.locks import only_one
from workflow.models import CalendarChange
from workflow.ticks import Tick
from workflow.timetable.applying import apply_batch
from workflow.timetable.models import WORKING
from workflow.timetable.previewing import preview_batch
from workflow.timetable.wake import wake

log = logging.getLogger(__name__)
#: Batches of one call; then others have their turn at the worker.
BATCHES = 20
MOST_ATTEMPTS = 5
State = CalendarChange.State


@shared_task(base=Tick)
def work_on_calendar() -> int:
    """Previews and applies what waits, unless another worker does. Returns the number of batches."""
    done, more = 0, True
    with only_one("workflow.timetable") as free:
        if not free:
            return 0
        with beating(CALENDAR):
            while more and done < BATCHES:
                more = step(at=clock.now())
                done += 1
    if more:
        wake()
    return done


def step(*, at: datetime) -> bool:
    """One batch of the oldest change that waits; True while there may be more. A batch that fails five times ends it."""
    change = CalendarChange.objects.filter(state__in=WORKING).order_by("attempts", "pk").first()
    if change is None:
        return False
    try:
        if change.state == State.APPLYING:
            apply_batch(change.pk, at=at)
        else:
            preview_batch(change.pk)
    except Exception as error:
        log.exception("calendar change %s: a batch failed", change.pk)
        _count_failure(change, error, at)
        return False
    return True


def _count_failure(change: CalendarChange, error: Exception, at: datetime) -> None:
    found = CalendarChange.objects.filter(pk=change.pk, state=change.state)
    found.update(attempts=F("attempts") + 1, note=str(error)[:300])
    found.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED, ended_at=at)
