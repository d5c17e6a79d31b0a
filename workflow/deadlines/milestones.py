"""Days of the calendar year by which a đề án must have come some way, and how near it is to missing one. Pure.

A deadline looks at the present stage; a milestone looks at the road still ahead: the usual working days of the stages
between here and there say when a case will probably arrive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.deadlines.calendar import Calendar, CalendarMissing
from workflow.deadlines.rules import Rule, Unit
from workflow.deadlines.terms import BeforeDate, ByDate

ONE_DAY = timedelta(days=1)


class Reckoning(StrEnum):
    BEFORE_DATE = "before_date"
    BY_DATE = "by_date"
    MONTHLY = "monthly"
    STAGE_TERM = "stage_term"


class Outlook(StrEnum):
    """In the order of urgency."""

    MISSED = "missed"
    WILL_MISS = "will_miss"
    NEAR = "near"
    SAFE = "safe"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def token(self) -> str:
        """The chip of the deadline class that looks alike."""
        return _TOKENS[self]


_LABELS = {
    Outlook.MISSED: "Đã lỡ",
    Outlook.WILL_MISS: "Sẽ lỡ",
    Outlook.NEAR: "Sắp đến",
    Outlook.SAFE: "Kịp",
}
_TOKENS = {
    Outlook.MISSED: "overdue",
    Outlook.WILL_MISS: "due-today",
    Outlook.NEAR: "due-soon",
    Outlook.SAFE: "on-time",
}


@dataclass(frozen=True, slots=True)
class Milestone:
    """`reaches`: the stage to have entered (monthly, term of the stage: the stage that is meant)."""

    code: str
    programme: str
    title: str
    legal: bool
    unit: Reckoning
    reaches: str
    basis: str
    mark: str
    month: int | None = None
    day: int | None = None
    year_offset: int = 0
    with_advance: bool = False
    near_days: int = 15
    plan_year_from: int = 0
    plan_year_to: int | None = None
    note: str = ""

    def valid_for(self, plan_year: int) -> bool:
        return self.plan_year_from <= plan_year and (self.plan_year_to is None or plan_year <= self.plan_year_to)

    def last_day(self, plan_year: int, today: date) -> date | None:
        """The last day in time; None where each stay has its own. The monthly one is that of this month."""
        match self.unit:
            case Reckoning.BEFORE_DATE:
                return BeforeDate(self.month or 0, self.day or 0, plan_year + self.year_offset).last
            case Reckoning.BY_DATE:
                return ByDate(self.month or 0, self.day or 0, plan_year + self.year_offset).last
            case Reckoning.MONTHLY:
                return BeforeDate(today.month, self.day or 0, today.year).last
            case Reckoning.STAGE_TERM:
                return None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A stage still to be gone through: so many working days, or until a day that is fixed (a contract's end)."""

    state: str
    working_days: int = 1
    not_before: date | None = None


def usual_days(rule: Rule | None) -> int:
    """Working days a stage usually takes: what its rule counts; a day where the rule names a date, or there is none."""
    if rule is None or rule.amount is None:
        return 1
    if rule.unit == Unit.WORKING_DAYS:
        return max(rule.amount, 1)
    return max(-(-rule.amount * 5 // 7), 1) if rule.unit == Unit.CALENDAR_DAYS else 1


def forecast(today: date, here_until: date | None, ahead: Iterable[Ahead], calendar: Calendar) -> date:
    """When the last of the stages ahead will probably be over.

    The present stage is the first of them; `here_until`: the day it is due, if that lies before us. Never raises: in a
    year without a calendar only weekends are off.
    """
    day = today
    for number, stage in enumerate(ahead):
        if number == 0 and here_until is not None and here_until >= today:
            day = here_until
            continue
        day = later(day, stage.working_days, calendar)
        if stage.not_before is not None:
            day = max(day, stage.not_before)
    return day


def later(day: date, working_days: int, calendar: Calendar) -> date:
    """So many working days after a day, as far as they are known."""
    while working_days > 0:
        day += ONE_DAY
        working_days -= calendar.seems_working(day)
    return day


def working_days_left(today: date, last: date, calendar: Calendar) -> int:
    """Negative once it is over; where the calendar ends, only weekends are off."""
    try:
        return calendar.working_days_between(today, last)
    except CalendarMissing:
        first, end, sign = (today, last, 1) if last >= today else (last, today, -1)
        days = (first + timedelta(days=n) for n in range(1, (end - first).days + 1))
        return sign * sum(calendar.seems_working(day) for day in days)


def outlook(today: date, last: date, arrives: date | None, left: int, near_days: int) -> Outlook:
    if last < today:
        return Outlook.MISSED
    if arrives is not None and arrives > last:
        return Outlook.WILL_MISS
    return Outlook.NEAR if left <= near_days else Outlook.SAFE
