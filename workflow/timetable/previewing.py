"""The preview: whose dates would move, reckoned batch by batch against the calendar as it would be. Writes no date."""

import logging

from django.db import transaction

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import calendar_fingerprint, load_calendar
from workflow.engine.redating import redated
from workflow.engine.refusals import EngineError
from workflow.models import CalendarChange, CalendarLine, Visit
from workflow.timetable.candidates import candidates, next_of

log = logging.getLogger(__name__)
State = CalendarChange.State
BATCH = 500
STALE = "Lịch đã thay đổi sau khi bắt đầu tính thử. Xin tính thử lại theo lịch mới."
FAULT = "Lỗi khi tính hạn này; quản trị viên xem nhật ký của hệ thống."


def preview_batch(change_id: int, *, limit: int = BATCH) -> bool:
    """The next stays of one proposal: lines and cursor in one transaction, so that a killed worker leaves no half batch.

    True while there is more to do. Only one worker at a time: another finds the row locked and leaves.
    """
    with transaction.atomic():
        found = CalendarChange.objects.select_for_update(of=("self",), skip_locked=True)
        change = found.filter(pk=change_id, state=State.PREVIEWING).first()
        if change is None:
            return False
        if calendar_fingerprint() != change.calendar:
            change.state, change.note = State.PROPOSED, STALE
            change.save(update_fields=["state", "note"])
            return False
        if not change.cursor:
            change.total = candidates(change.span).count()
        visits = next_of(change.span, after=change.cursor, limit=limit)
        _foresee(change, visits)
        more = len(visits) == limit
        change.seen, change.cursor = change.seen + len(visits), visits[-1].pk if visits else change.cursor
        change.state = State.PREVIEWING if more else State.READY
        change.attempts = 0
        change.save(update_fields=["total", "seen", "cursor", "state", "attempts"])
    return more


def _foresee(change: CalendarChange, visits: list[Visit]) -> None:
    calendar = change.alteration.applied_to(load_calendar())
    lines = (_line(change, visit, calendar) for visit in visits)
    CalendarLine.objects.bulk_create([line for line in lines if line is not None])


def _line(change: CalendarChange, visit: Visit, calendar: Calendar) -> CalendarLine | None:
    line = CalendarLine(change=change, visit=visit, case_id=visit.case_id)
    try:
        found = redated(visit.case, visit, calendar)
    except EngineError as refused:
        line.problem = str(refused)[:300]
        return line
    except Exception:
        log.exception("preview of calendar change %s: stay %s cannot be reckoned", change.pk, visit.pk)
        line.problem = FAULT
        return line
    if found is None or not found.changed:
        return None
    line.dates = found.changed
    return line
