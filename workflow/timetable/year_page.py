"""A year as a real calendar: twelve months of weeks, each day with what it is, as the table says or as is proposed."""

from calendar import Calendar as Weeks
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow.deadlines.calendar import SATURDAY, Calendar, Day, weekday_name
from workflow.models import CalendarChange, CalendarYear
from workflow.timetable.alteration import DayEdit
from workflow.timetable.models import OPEN

MONDAY = 0
#: Days may be entered for the years that plans and deadlines reach.
FIRST_YEAR, LAST_YEAR = 2020, 2060


@dataclass(frozen=True, slots=True)
class Cell:
    """`tone`: work, weekend, or the kind of a named day; `proposed`: what an open proposal would make of it."""

    date: date
    tone: str
    name: str
    proposed: bool
    today: bool

    @property
    def title(self) -> str:
        return f"{weekday_name(self.date)} {self.date:%d/%m/%Y}{f': {self.name}' if self.name else ''}"


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]
    named: tuple[Cell, ...]
    working: int


def months(year: int, calendar: Calendar, edits: Iterable[DayEdit], today: date) -> list[Month]:
    """The year as it would be with these edits, each marked."""
    changed = {edit.date: edit for edit in edits}
    return [_month(year, number, calendar, changed, today) for number in range(1, 13)]


def _month(year: int, number: int, calendar: Calendar, changed: dict[date, DayEdit], today: date) -> Month:
    weeks = tuple(
        tuple(_cell(day, calendar, changed, today) if day.month == number else None for day in week)
        for week in Weeks(MONDAY).monthdatescalendar(year, number)
    )
    cells = [cell for week in weeks for cell in week if cell is not None]
    named = tuple(cell for cell in cells if cell.name)
    return Month(number, weeks, named, sum(cell.tone in ("work", "swapped_working") for cell in cells))


def _cell(day: date, calendar: Calendar, changed: dict[date, DayEdit], today: date) -> Cell:
    edit = changed.get(day)
    if edit is not None:
        known: Day | None = Day(day, edit.kind, edit.name) if edit.kind else None
        name = edit.name if edit.kind else "bỏ khỏi lịch"
    else:
        known = calendar.named(day)
        name = known.name if known else ""
    plain = "weekend" if day.weekday() >= SATURDAY else "work"
    return Cell(day, known.kind.value if known else plain, name, edit is not None, day == today)


def row_of(year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(year=year).first()


def open_change(year: int) -> CalendarChange | None:
    return CalendarChange.objects.filter(year=year, state__in=OPEN).first()


def changes_of(year: int) -> list[CalendarChange]:
    """The story of the calendar of a year, the newest first."""
    found = CalendarChange.objects.filter(year=year).exclude(state=CalendarChange.State.DISCARDED)
    return list(found.select_related("proposed_by", "confirmed_by")[:50])


def years_to_show(year: int) -> list[int]:
    """Those declared, the one after them, and the one that is looked at."""
    known = set(CalendarYear.objects.values_list("year", flat=True))
    return sorted(known | {year} | ({max(known) + 1} if known else set()))
