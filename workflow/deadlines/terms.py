"""How long the law or the office gives: six kinds of term, each a frozen value.

"Ngày làm việc" and "ngày" are different units, and so are "trước ngày 20/6" (the 20th is too late) and "chậm nhất
ngày 22/01" (the 22nd is still in time). A term that makes no sense cannot be built: ValueError with a Vietnamese
sentence.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: No term of the procedure runs for years; a larger number is a slip of the keyboard.
MAX_DAYS = 3660
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """n ngày làm việc, the first day not counted."""

    n: int

    def __post_init__(self) -> None:
        _check_count(self.n)


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """n ngày liên tục, the first day not counted; an end on a day off rolls."""

    n: int

    def __post_init__(self) -> None:
        _check_count(self.n)


@dataclass(frozen=True, slots=True)
class BeforeDate:
    """Trước ngày d/m: that day is no longer in time."""

    month: int
    day: int
    year: int

    def __post_init__(self) -> None:
        real_date(self.year, self.month, self.day)

    @property
    def named(self) -> date:
        return date(self.year, self.month, self.day)

    @property
    def last(self) -> date:
        return self.named - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ByDate:
    """Chậm nhất ngày d/m: that day is still in time."""

    month: int
    day: int
    year: int

    def __post_init__(self) -> None:
        real_date(self.year, self.month, self.day)

    @property
    def last(self) -> date:
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class OnDate:
    """The date a contract names; None while there is none."""

    date: date | None


@dataclass(frozen=True, slots=True)
class NoTerm:
    """Không có thời hạn."""


Term = WorkingDays | CalendarDays | BeforeDate | ByDate | OnDate | NoTerm


class Resumption(StrEnum):
    """What a pause leaves of a term that is counted in days."""

    CONTINUE = "continue"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Stop:
    """The term stands still on the days from `from_on` to the day before `until_on`, which counts again.

    `until_on` None: it still stands. `why` says who stopped it and for what, as the trace will tell it.
    """

    from_on: date
    until_on: date | None
    why: str

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise ValueError(f"Ngày tiếp tục {self.until_on:%d/%m/%Y} sớm hơn ngày tạm dừng {self.from_on:%d/%m/%Y}.")


@dataclass(frozen=True, slots=True)
class Grant:
    """More days, in the unit of the term; for a date, calendar days. `why` names the decision."""

    days: int
    why: str

    def __post_init__(self) -> None:
        _check_count(self.days)


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a term since it began: stops in the order of time, never overlapping, and grants of more days."""

    stops: tuple[Stop, ...] = ()
    grants: tuple[Grant, ...] = ()
    on_resume: Resumption = Resumption.CONTINUE

    def __post_init__(self) -> None:
        for before, after in zip(self.stops, self.stops[1:], strict=False):
            if before.until_on is None or after.from_on < before.until_on:
                raise ValueError("Các lần tạm dừng phải nối tiếp nhau, không được chồng lên nhau.")

    @property
    def granted(self) -> int:
        return sum(grant.days for grant in self.grants)


UNTOUCHED = History()


def real_date(year: int, month: int, day: int) -> date:
    """Raises ValueError, in Vietnamese, for 30/02 and its like."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm phải trong khoảng {FIRST_YEAR}–{LAST_YEAR}, không nhận {year}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {day:02d}/{month:02d}/{year}.") from None


def _check_count(n: int) -> None:
    if not 0 <= n <= MAX_DAYS:
        raise ValueError(f"Số ngày phải từ 0 đến {MAX_DAYS}, không nhận {n}.")
