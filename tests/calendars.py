"""Changing the calendar in tests, by the people and the steps that do it: proposed, previewed, confirmed, applied."""

from datetime import date, datetime, timedelta

from accounts.models import User
from tests.dossiers import START
from workflow.deadlines.calendar import DayKind
from workflow.models import CalendarChange, Event, Visit
from workflow.timetable.alteration import DayEdit, Makes
from workflow.timetable.applying import confirm, redate_all
from workflow.timetable.previewing import preview_batch
from workflow.timetable.proposing import propose, start_preview
from workflow.vocabulary import Action

LATER = START + timedelta(hours=6)
BASIS = "Thông báo 15/TB-VPCP ngày 01/03/2026"


def off(day: date, name: str = "Quốc tang") -> DayEdit:
    return DayEdit(day, DayKind.HOLIDAY, name)


def proposed(
    by: User, *days: DayEdit, year: int = 2026, makes: Makes = Makes.NOTHING, basis: str = BASIS
) -> CalendarChange:
    return propose(year=year, user_id=by.pk, basis=basis, at=LATER, days=days, makes=makes)


def previewed(change: CalendarChange, *, limit: int = 500) -> CalendarChange:
    start_preview(change_id=change.pk)
    while preview_batch(change.pk, limit=limit):
        pass
    return fresh_change(change)


def applied(change: CalendarChange, by: User, *, at: datetime = LATER, limit: int = 100) -> CalendarChange:
    """From proposal to the last redated stay."""
    confirm(change_id=previewed(change).pk, user_id=by.pk, at=at)
    redate_all([change.pk], at=at, limit=limit)
    return fresh_change(change)


def fresh_change(change: CalendarChange) -> CalendarChange:
    return CalendarChange.objects.get(pk=change.pk)


def open_visit(case_id: int) -> Visit:
    return Visit.objects.get(case_id=case_id, closed_at=None)


def redates(case_id: int) -> list[Event]:
    return list(Event.objects.filter(case_id=case_id, action=Action.REDATE).order_by("seq"))
