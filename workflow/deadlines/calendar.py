"""The working calendar of the State's offices: which days count, and why the others do not.

Monday to Friday work (Bộ luật Lao động 45/2019 Đ.111), except the days named in the table: holidays (Đ.112), the
compensatory days for a holiday that falls on a weekly rest (Đ.111.3), and the swaps fixed each year by letter. A swap
has two halves: a weekday off and the Saturday that is worked in its place.

A year is either declared (official or provisional) or unknown. An unknown year is never guessed: `CalendarMissing`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAPPED_OFF = "swapped_off"
    SWAPPED_WORKING = "swapped_working"


@dataclass(frozen=True, slots=True)
class Day:
    """A date that differs from plain Monday–Friday, with the text that says so."""

    date: date
    kind: DayKind
    name: str
    basis: str = ""

    @property
    def works(self) -> bool:
        return self.kind is DayKind.SWAPPED_WORKING


class CalendarMissing(LookupError):
    """The calendar of a year is needed and nobody has entered it. `str()` is a sentence for a person."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(
            f"Chưa có lịch làm việc năm {year}: "
            "đề nghị quản trị viên nhập ngày nghỉ, ngày làm bù của năm đó rồi thử lại."
        )


def weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def capital(words: str) -> str:
    """The first letter in capitals, the rest untouched ("thứ Bảy" → "Thứ Bảy")."""
    return words[:1].upper() + words[1:]


class Calendar:
    """Immutable. Every question is answered from sets and one sorted list, so that a sweep may ask 100,000 times.

    `days`: the named days (one per date). A named day of an undeclared year is kept as a name but declares nothing.
    Raises ValueError when a date is named twice, or a year is both official and provisional.
    """

    __slots__ = ("_named", "_ordinals", "_working", "days", "official_years", "provisional_years", "years")

    def __init__(
        self,
        days: Iterable[Day],
        official_years: frozenset[int] = frozenset(),
        provisional_years: frozenset[int] = frozenset(),
    ) -> None:
        self.days = tuple(sorted(days, key=lambda day: day.date))
        self.official_years = frozenset(official_years)
        self.provisional_years = frozenset(provisional_years)
        self.years = self.official_years | self.provisional_years
        self._named = {day.date: day for day in self.days}
        if len(self._named) != len(self.days):
            raise ValueError("Một ngày chỉ được ghi một lần trong lịch làm việc.")
        if both := self.official_years & self.provisional_years:
            raise ValueError(f"Năm {min(both)} không thể vừa chính thức vừa tạm tính.")
        self._ordinals = self._count_working_days()
        self._working = frozenset(self._ordinals)

    def _count_working_days(self) -> list[int]:
        found: list[int] = []
        for year in sorted(self.years):
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            found.extend(n for n in range(first, last + 1) if self.seems_working(date.fromordinal(n)))
        return found

    # --- one day ---------------------------------------------------------------------------------------------------
    def covers(self, day: date) -> bool:
        return day.year in self.years

    def is_provisional(self, day: date) -> bool:
        """Is this date in a year whose holidays are still an estimate?"""
        return day.year in self.provisional_years

    def named(self, day: date) -> Day | None:
        """What the table says about this date; nothing for an ordinary weekday or weekend."""
        return self._named.get(day)

    def is_working(self, day: date) -> bool:
        if day.toordinal() in self._working:
            return True
        self._require(day.year)
        return False

    def seems_working(self, day: date) -> bool:
        """As `is_working`, but an unknown year counts by its weekends and what is named so far; never raises.

        Only for what may be approximate: the day of a reminder, the order of a list.
        """
        named = self._named.get(day)
        return named.works if named else day.weekday() < SATURDAY

    def why_off(self, day: date) -> str | None:
        """The name of the rest: "Tết Âm lịch (mùng 1)", "Nghỉ bù …", "Thứ Bảy"; None for a working day."""
        if self.is_working(day):
            return None
        named = self._named.get(day)
        if named is None:
            return capital(weekday_name(day))
        if named.kind is DayKind.COMPENSATORY and not named.name.lower().startswith("nghỉ bù"):
            return f"Nghỉ bù {named.name}"
        return named.name

    # --- walking ---------------------------------------------------------------------------------------------------
    def next_working(self, day: date) -> date:
        """The first working day after this one (never the day itself)."""
        return self.add_working_days(day, 1)

    def previous_working(self, day: date) -> date:
        """The last working day before this one (never the day itself)."""
        place = bisect_left(self._ordinals, day.toordinal()) - 1
        if place < 0:
            raise CalendarMissing(self._first_unknown_before(day))
        found = date.fromordinal(self._ordinals[place])
        self._require(*range(found.year, (day - timedelta(days=1)).year + 1))
        return found

    def add_working_days(self, day: date, count: int) -> date:
        """The count-th working day after `day`, which itself is not counted; count ≥ 1."""
        if count < 1:
            raise ValueError("Số ngày làm việc phải từ 1 trở lên.")
        place = bisect_right(self._ordinals, day.toordinal()) + count - 1
        first_year = (day + timedelta(days=1)).year
        if place >= len(self._ordinals):
            raise CalendarMissing(self._first_unknown_after(first_year))
        found = date.fromordinal(self._ordinals[place])
        self._require(*range(first_year, found.year + 1))
        return found

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.working_days_between(end, start)
        if end == start:
            return 0
        self._require(*range((start + timedelta(days=1)).year, end.year + 1))
        return bisect_right(self._ordinals, end.toordinal()) - bisect_right(self._ordinals, start.toordinal())

    # --- unknown years ---------------------------------------------------------------------------------------------
    def _require(self, *years: int) -> None:
        for year in years:
            if year not in self.years:
                raise CalendarMissing(year)

    def _first_unknown_after(self, year: int) -> int:
        while year in self.years:
            year += 1
        return year

    def _first_unknown_before(self, day: date) -> int:
        year = (day - timedelta(days=1)).year
        while year in self.years:
            year -= 1
        return year
