"""A day off is declared, and every open deadline that hangs on it is reckoned anew: previewed, then moved with its event."""

from datetime import date, datetime, timedelta

from django.db import connection

from bench.crowd import crowd
from bench.measure import number, show, used
from bench.sweep import places
from tests.world import START
from workflow.deadlines.calendar import DayKind
from workflow.engine.clock import VIETNAM
from workflow.models import CalendarLine, Event
from workflow.timetable.alteration import DayEdit
from workflow.timetable.applying import confirm, redate_all
from workflow.timetable.previewing import preview_batch
from workflow.timetable.proposing import propose, start_preview
from workflow.vocabulary import Action

SIZES = (3_000, 30_000, 300_000)
AT = datetime.combine(START.date(), datetime.min.time(), VIETNAM) + timedelta(hours=17)
HEAD = (
    "hạn đang mở",
    "tính thử, giây",
    "giây CPU",
    "hạn/giây",
    "tính lại, giây",
    "giây CPU",
    "hạn/giây",
    "sự kiện ghi",
    "sót",
)


def run(sizes: tuple[int, ...] = SIZES) -> bool:
    """False when a deadline that hangs on the day was left where it was."""
    there, before, rows, right = places(), 0, [], True
    for day_number, size in enumerate(sizes, 1):
        crowd(there, count=size - before, due=None, watch_on=None)
        before = size
        row, missed = _measured(size, START.date() + timedelta(days=day_number), there[0].administrator.pk)
        rows.append(row)
        right = right and not missed
    show("LỊCH ĐỔI MỘT NGÀY – mọi hạn đang mở phụ thuộc ngày đó, một tiến trình", HEAD, rows)
    return right


def _measured(size: int, day: date, user_id: int) -> tuple[tuple[str, ...], int]:
    edit = DayEdit(day, DayKind.HOLIDAY, "Nghỉ đột xuất")
    change = propose(year=day.year, user_id=user_id, basis="Công điện thử", at=AT, days=[edit])
    events = Event.objects.filter(action=Action.REDATE).count()
    start_preview(change_id=change.pk)
    with used(connection) as previewed:
        while preview_batch(change.pk):
            pass
    confirm(change_id=change.pk, user_id=user_id, at=AT)
    with used(connection) as applied:
        redate_all([change.pk], at=AT)
    written = Event.objects.filter(action=Action.REDATE).count() - events
    missed = size - CalendarLine.objects.filter(change=change, applied_at__isnull=False).count()
    return (
        number(size, 0),
        number(previewed.wall, 1),
        number(previewed.cpu, 1),
        number(size / previewed.wall, 0),
        number(applied.wall, 1),
        number(applied.cpu, 1),
        number(size / applied.wall, 0),
        number(written, 0),
        number(missed, 0),
    ), missed
