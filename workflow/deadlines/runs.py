"""Cutting a stretch of days into readable pieces: counted runs, named days off, weekends."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from workflow.deadlines.calendar import Calendar, capital, weekday_name
from workflow.deadlines.trace import Step, StepKind

ONE_DAY = timedelta(days=1)


def days_after(start: date, end: date) -> Iterator[date]:
    """Every date after `start` up to and including `end`."""
    return (start + timedelta(days=n) for n in range(1, (end - start).days + 1))


def counted_steps(start: date, end: date, goal: int, calendar: Calendar, *, counted: int = 0) -> list[Step]:
    """The steps from `start` (not counted) to `end`; `counted` of the `goal` working days lie before `start`.

    A named day stands alone; ordinary weekdays and weekends between two named days are one run.
    """
    steps: list[Step] = []
    for named, group in groupby(days_after(start, end), key=lambda day: day if calendar.named(day) else None):
        days = list(group)
        working = sum(calendar.is_working(day) for day in days)
        counted += working
        text = _named_day(named, counted, goal, calendar) if named else _plain_run(days, working, counted, goal)
        kind = StepKind.COUNTED if working else StepKind.SKIPPED
        steps.append(Step(kind, days[-1], text, days=len(days), working=working))
    return steps


def days_off_in_words(first: date, last: date, calendar: Calendar) -> str:
    """ "27/01 Tết Âm lịch (28 tháng Chạp), 01/02 thứ Bảy": for a stretch that holds no working day."""
    return ", ".join(f"{day:%d/%m} {_reason(day, calendar)}" for day in days_after(first - ONE_DAY, last))


def _reason(day: date, calendar: Calendar) -> str:
    named = calendar.named(day)
    return named.name if named else weekday_name(day)


def _named_day(day: date, counted: int, goal: int, calendar: Calendar) -> str:
    if calendar.is_working(day):
        face = f"{capital(weekday_name(day))} {day:%d/%m/%Y}"
        return f"{face}: {_reason(day, calendar)}, tính là ngày làm việc (được {counted}/{goal})."
    return f"Bỏ qua {weekday_name(day)} {day:%d/%m/%Y}: {calendar.why_off(day)}."


def _plain_run(days: list[date], working: int, counted: int, goal: int) -> str:
    rest = len(days) - working
    if not working:
        return f"{_span(days)}: nghỉ cuối tuần, không tính."
    weekend = f", bỏ qua {rest} ngày nghỉ cuối tuần" if rest else ""
    return f"{_span(days)}: đếm {working} ngày làm việc{weekend} (được {counted}/{goal})."


def _span(days: list[date]) -> str:
    if len(days) == 1:
        return f"{capital(weekday_name(days[0]))} {days[0]:%d/%m/%Y}"
    return f"{days[0]:%d/%m/%Y}–{days[-1]:%d/%m/%Y}"
