"""The one classifier of time: worklist, mail, report and API all ask here.

Words: "Quá hạn" is open and late; "Trễ hạn" is finished late. Days late are differences of dates (hours ignored);
days left are working days. What has no deadline is untimed and never counted in a rate.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.deadlines.calendar import Calendar, CalendarMissing

ONE_DAY = timedelta(days=1)


class DueClass(StrEnum):
    """In order of risk: the list is sorted by the place in this class."""

    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    ON_TIME = "on_time"
    PAUSED = "paused"
    UNTIMED = "untimed"
    LATE = "late"
    PUNCTUAL = "punctual"
    EARLY = "early"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _FACES[self][0]

    @property
    def icon(self) -> str:
        """A plain character, different for each class, so that colour never stands alone."""
        return _FACES[self][1]

    @property
    def token(self) -> str:
        """Suffix of a CSS class: `due-soon`."""
        return self.value.replace("_", "-")

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return _RANKS[self]

    @property
    def is_open(self) -> bool:
        """Still running against a clock."""
        return self in _OPEN

    @property
    def counts_in_rates(self) -> bool:
        """May it stand in the numerator or denominator of "tỷ lệ đúng hạn"?"""
        return self not in {DueClass.UNTIMED, DueClass.WITHDRAWN, DueClass.PAUSED}


_FACES = {
    DueClass.OVERDUE: ("Quá hạn", "■"),
    DueClass.DUE_TODAY: ("Đến hạn hôm nay", "◆"),
    DueClass.DUE_SOON: ("Sắp đến hạn", "▲"),
    DueClass.ON_TIME: ("Còn hạn", "●"),
    DueClass.PAUSED: ("Tạm dừng", "❚❚"),
    DueClass.UNTIMED: ("Không tính hạn", "○"),
    DueClass.LATE: ("Trễ hạn", "✗"),
    DueClass.PUNCTUAL: ("Đúng hạn", "✓"),
    DueClass.EARLY: ("Sớm hạn", "«"),
    DueClass.WITHDRAWN: ("Rút / không giải quyết", "↩"),
}
_RANKS = {kind: place for place, kind in enumerate(DueClass)}
_OPEN = frozenset({DueClass.OVERDUE, DueClass.DUE_TODAY, DueClass.DUE_SOON, DueClass.ON_TIME})


@dataclass(frozen=True, slots=True)
class DueStatus:
    """`days`: days late (calendar) when overdue or late, days left (working) when open, else 0."""

    kind: DueClass
    days: int
    label: str

    @property
    def token(self) -> str:
        return self.kind.token

    @property
    def icon(self) -> str:
        return self.kind.icon

    @property
    def rank(self) -> int:
        return self.kind.rank

    @property
    def sort_key(self) -> tuple[int, int]:
        """Most urgent first: the longest overdue, then what is due soonest."""
        late = self.kind in {DueClass.OVERDUE, DueClass.LATE}
        return (self.rank, -self.days if late else self.days)


def classify(
    *,
    due: date | None,
    today: date,
    finished_on: date | None = None,
    paused: bool = False,
    ended_without_result: bool = False,
    calendar: Calendar,
    soon: int = 2,
) -> DueStatus:
    """Where a stage stands on `today`. `soon`: working days left at which "sắp đến hạn" begins.

    Never raises for a year that is not in the calendar: days left are then calendar days, and the label says "ngày".
    """
    if ended_without_result:
        return _plain(DueClass.WITHDRAWN)
    if finished_on is not None:
        return _finished(due, finished_on)
    if paused:
        return _plain(DueClass.PAUSED)
    if due is None:
        return _plain(DueClass.UNTIMED)
    if today > due:
        days = (today - due).days
        return DueStatus(DueClass.OVERDUE, days, f"Quá hạn {days} ngày")
    if today == due:
        return _plain(DueClass.DUE_TODAY)
    return _open(due, today, calendar, soon)


def last_soon_day(today: date, calendar: Calendar, soon: int = 2) -> date:
    """The latest due date that `classify` calls "sắp đến hạn" on this day, for a database to compare dates with."""
    day = today
    while _open(day + ONE_DAY, today, calendar, soon).kind is DueClass.DUE_SOON:
        day += ONE_DAY
    return day


def _plain(kind: DueClass) -> DueStatus:
    return DueStatus(kind, 0, kind.label)


def _finished(due: date | None, finished_on: date) -> DueStatus:
    if due is None:
        return _plain(DueClass.UNTIMED)
    days = (finished_on - due).days
    if days > 0:
        return DueStatus(DueClass.LATE, days, f"Trễ hạn {days} ngày")
    return _plain(DueClass.EARLY if days < 0 else DueClass.PUNCTUAL)


def _open(due: date, today: date, calendar: Calendar, soon: int) -> DueStatus:
    try:
        left, unit = calendar.working_days_between(today, due), "ngày làm việc"
    except CalendarMissing:
        left, unit = (due - today).days, "ngày"
    if left > soon:
        return DueStatus(DueClass.ON_TIME, left, f"Còn {left} {unit}")
    if left > 0:
        return DueStatus(DueClass.DUE_SOON, left, f"Sắp đến hạn – còn {left} {unit}")
    # The date is fixed, and only days off stand between today and it.
    last = "hôm nay là ngày làm việc cuối cùng" if calendar.seems_working(today) else "không còn ngày làm việc nào"
    return DueStatus(DueClass.DUE_SOON, 0, f"Sắp đến hạn – {last}")
