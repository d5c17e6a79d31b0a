"""What a proposal would do to the calendar of one year, as a value: days set or struck out, the year declared or made official.

Pure: it takes a calendar and answers with another one, or with every reason why it cannot.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from workflow.deadlines.calendar import SATURDAY, Calendar, Day, DayKind, weekday_name

ONE_DAY = timedelta(days=1)
#: Holidays of the solar calendar (Bộ luật Lao động 45/2019 Đ.112.1); those of the moon are named by the yearly letter.
SOLAR = (
    (1, 1, "Tết Dương lịch"),
    (4, 30, "Ngày Chiến thắng 30/4"),
    (5, 1, "Quốc tế Lao động 1/5"),
    (9, 2, "Quốc khánh 2/9"),
)


class Makes(StrEnum):
    """What becomes of the year itself."""

    NOTHING = ""
    PROVISIONAL = "provisional"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class DayEdit:
    """One date: what it becomes, or `kind` None where it goes back to plain Monday–Friday."""

    date: date
    kind: DayKind | None
    name: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"date": self.date.isoformat(), "kind": self.kind.value if self.kind else None, "name": self.name}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "DayEdit":
        return cls(date.fromisoformat(data["date"]), DayKind(data["kind"]) if data["kind"] else None, data["name"])


@dataclass(frozen=True, slots=True)
class Alteration:
    year: int
    days: tuple[DayEdit, ...] = ()
    makes: Makes = Makes.NOTHING
    basis: str = ""

    def applied_to(self, calendar: Calendar) -> Calendar:
        named = {day.date: day for day in calendar.days}
        for edit in self.days:
            named.pop(edit.date, None)
            if edit.kind is not None:
                named[edit.date] = Day(edit.date, edit.kind, edit.name, self.basis)
        official, provisional = set(calendar.official_years), set(calendar.provisional_years)
        if self.makes is Makes.OFFICIAL:
            official.add(self.year)
            provisional.discard(self.year)
        elif self.makes is Makes.PROVISIONAL:
            provisional.add(self.year)
        return Calendar(named.values(), frozenset(official), frozenset(provisional))

    def span(self, calendar: Calendar) -> "Span":
        """The days that change. Raises ValueError where nothing does."""
        days = [edit.date for edit in self.days]
        if self.makes is not Makes.NOTHING:
            days = [date(self.year, 1, 1), date(self.year, 12, 31)]
        last = max(days)
        beyond = max(_next_working(last, seen) for seen in (calendar, self.applied_to(calendar)))
        return Span(min(days), last, beyond)

    def faults(self, calendar: Calendar) -> list[str]:
        """Why it cannot be done to this calendar, each a sentence; empty when it can."""
        found = [] if self.days or self.makes is not Makes.NOTHING else ["Đề nghị chưa có thay đổi nào."]
        declared = self.year in calendar.years
        if self.makes is Makes.PROVISIONAL and declared:
            found.append(f"Năm {self.year} đã được khai báo.")
        if self.makes is Makes.OFFICIAL and self.year in calendar.official_years:
            found.append(f"Lịch năm {self.year} đã là chính thức.")
        if self.makes is Makes.NOTHING and not declared:
            found.append(f"Năm {self.year} chưa được khai báo: hãy khai báo năm trước khi ghi ngày.")
        return found + [fault for edit in self.days if (fault := self._fault(edit, calendar))]

    def _fault(self, edit: DayEdit, calendar: Calendar) -> str:
        shown, known = f"{edit.date:%d/%m/%Y} ({weekday_name(edit.date)})", calendar.named(edit.date)
        weekend = edit.date.weekday() >= SATURDAY
        if edit.date.year != self.year:
            return f"Ngày {shown} không thuộc năm {self.year}."
        if edit.kind is None:
            return "" if known else f"Ngày {shown} không có trong lịch, không có gì để bỏ."
        if edit.kind is DayKind.SWAPPED_WORKING and not weekend:
            return f"Ngày {shown} vốn là ngày làm việc: ngày làm bù phải rơi vào thứ Bảy hoặc Chủ nhật."
        if edit.kind in (DayKind.SWAPPED_OFF, DayKind.COMPENSATORY) and weekend:
            return f"Ngày {shown} vốn là ngày nghỉ: nghỉ bù, nghỉ hoán đổi phải rơi vào ngày từ thứ Hai đến thứ Sáu."
        if known and (known.kind, known.name) == (edit.kind, edit.name):
            return f"Ngày {shown} đã ghi như vậy trong lịch."
        return ""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that change lie from `first` to `last`; `beyond` is the first later day that works before and after."""

    first: date
    last: date
    beyond: date


def _next_working(day: date, calendar: Calendar) -> date:
    day += ONE_DAY
    while not calendar.seems_working(day):
        day += ONE_DAY
    return day


def merged(days: Iterable[DayEdit], more: Iterable[DayEdit]) -> tuple[DayEdit, ...]:
    """Both, in the order of time; of two edits of one date the later one stands."""
    return tuple(sorted({edit.date: edit for edit in (*days, *more)}.values(), key=lambda edit: edit.date))


def solar_holidays(year: int) -> tuple[DayEdit, ...]:
    """The fixed holidays of a year and the rest they give when they fall on a weekend (Đ.111.3)."""
    found = {
        date(year, month, day): DayEdit(date(year, month, day), DayKind.HOLIDAY, name) for month, day, name in SOLAR
    }
    for edit in tuple(found.values()):
        if edit.date.weekday() >= SATURDAY:
            rest = edit.date
            while rest.weekday() >= SATURDAY or rest in found:
                rest += ONE_DAY
            found[rest] = DayEdit(rest, DayKind.COMPENSATORY, f"Nghỉ bù {edit.name}")
    return tuple(sorted(found.values(), key=lambda edit: edit.date))
