"""From a start, a term and the calendar to a due date that explains itself.

The first day is excluded and an end on a day off moves to the next working day: Bộ luật Dân sự 2015 Đ.147.1 and
Đ.148.5 (RECALLED: the text was not read for this work). A date named by the law ("trước ngày 20/6") never moves: the
safe reading is to remind on the last working day in time.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from workflow.deadlines.calendar import Calendar, weekday_name
from workflow.deadlines.counting import Counted, count, show
from workflow.deadlines.runs import days_off_in_words
from workflow.deadlines.terms import (
    UNTOUCHED,
    BeforeDate,
    ByDate,
    CalendarDays,
    History,
    NoTerm,
    OnDate,
    Term,
    WorkingDays,
)
from workflow.deadlines.trace import Step, StepKind, due_from_trace, from_json, to_json

__all__ = ["Deadline", "Step", "StepKind", "compute", "due_from_trace", "from_json", "to_json"]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due`: last day in time. `remind_on`: when "sắp đến hạn" begins. `provisional`: the due date may still move,
    because a year it was counted in is an estimate. `stopped`: the term stands still, with `left` days to come."""

    due: date | None
    remind_on: date | None
    trace: tuple[Step, ...]
    provisional: bool = False
    stopped: bool = False
    left: int = 0


def compute(
    start: date, term: Term, calendar: Calendar, *, history: History = UNTOUCHED, remind_before: int = 2
) -> Deadline:
    """The deadline of a term that began on `start` and then lived through `history`.

    `remind_before`: working days between the reminder and the due date, for terms counted in days. Stops take their
    days out of a count, and move no date that the law or a contract names; more days may be granted to either.
    Raises CalendarMissing when counting (or rolling) needs a year that is not in the table; a fixed date never does.
    """
    match term:
        case WorkingDays() | CalendarDays():
            return _counted(start, count(start, term, calendar, history), calendar, remind_before)
        case BeforeDate():
            return _fixed(start, term.last, _before_step(term), calendar, history)
        case ByDate():
            return _fixed(start, term.last, _by_step(term.last, "Chậm nhất ngày"), calendar, history)
        case OnDate(None):
            return _untimed("Hợp đồng chưa có ngày hoàn thành, chưa tính được hạn.")
        case OnDate(day) if day is not None:
            return _fixed(start, day, _by_step(day, "Theo hợp đồng, chậm nhất ngày"), calendar, history)
        case NoTerm():
            return _untimed("Giai đoạn này không có thời hạn.")
    raise TypeError(f"Không biết loại thời hạn {term!r}.")


# --- terms counted in days -------------------------------------------------------------------------------------------
def _counted(start: date, counted: Counted, calendar: Calendar, remind_before: int) -> Deadline:
    due = counted.end
    if due is None:
        return Deadline(None, None, tuple(counted.steps), stopped=True, left=counted.left)
    remind = max(_working_days_earlier(due, remind_before, calendar), min(start, due))
    text = f"Nhắc từ {show(remind)}, trước hạn {remind_before} ngày làm việc."
    if remind == start:
        text = f"Nhắc ngay từ {show(remind)} vì thời hạn ngắn."
    years = range(min(counted.base + ONE_DAY, due).year, due.year + 1)
    provisional = any(year in calendar.provisional_years for year in years)
    return Deadline(
        due,
        remind,
        (*counted.steps, Step(StepKind.REMIND, remind, text), *_estimate(years, calendar)),
        provisional,
    )


def _working_days_earlier(due: date, count: int, calendar: Calendar) -> date:
    day = due
    while count > 0:
        day -= ONE_DAY
        count -= calendar.seems_working(day)
    return day


# --- dates named by the law or a contract ----------------------------------------------------------------------------
def _before_step(term: BeforeDate) -> Step:
    named = f"Trước ngày {term.named:%d/%m/%Y} ({weekday_name(term.named)})"
    text = f"{named}: ngày đó đã quá hạn, ngày cuối cùng còn trong hạn là {show(term.last)}."
    return Step(StepKind.FIXED, term.named, text, days=-1)


def _by_step(day: date, words: str) -> Step:
    return Step(StepKind.FIXED, day, f"{words} {day:%d/%m/%Y} ({weekday_name(day)}): ngày đó vẫn còn trong hạn.")


def _fixed(start: date, named: date, step: Step, calendar: Calendar, history: History) -> Deadline:
    steps, due = [step], named
    for number, grant in enumerate(history.grants, 1):
        due += timedelta(days=grant.days)
        text = f"Gia hạn lần {number}: thêm {grant.days} ngày, đến {show(due)}, theo {grant.why}."
        steps.append(Step(StepKind.EXTENDED, due, text, days=grant.days))
    if history.stops:
        steps.append(Step(StepKind.NOTE, None, "Tạm dừng tính hạn không dời ngày đã ấn định."))
    remind = due
    while not calendar.seems_working(remind):
        remind -= ONE_DAY
    if start > due:
        steps.append(Step(StepKind.PASSED, start, f"Giai đoạn bắt đầu {show(start)}, khi hạn này đã qua."))
    text = f"Ngày nhắc: {show(remind)}, ngày làm việc cuối cùng còn trong hạn."
    if remind != due:
        off = days_off_in_words(remind + ONE_DAY, due, calendar)
        text = (
            f"Ngày nhắc: {show(remind)}, ngày làm việc cuối cùng còn trong hạn ({off}); ngày đã ấn định thì không dời."
        )
    steps.append(Step(StepKind.REMIND, remind, text))
    return Deadline(due, remind, (*steps, *_estimate({remind.year, due.year}, calendar, moves="ngày nhắc")))


def _untimed(text: str) -> Deadline:
    return Deadline(None, None, (Step(StepKind.UNTIMED, None, text),))


def _estimate(years: "range | set[int]", calendar: Calendar, *, moves: str = "hạn") -> list[Step]:
    """Says which of the years used are only estimated, or not entered at all (which a fixed date survives)."""
    steps = []
    for year in sorted(years):
        if year in calendar.provisional_years:
            text = f"Lịch nghỉ năm {year} là tạm tính; {moves} sẽ được tính lại khi có lịch chính thức."
            steps.append(Step(StepKind.PROVISIONAL, None, text))
        elif moves != "hạn" and year not in calendar.years:
            text = f"Chưa có lịch nghỉ năm {year}; {moves} chỉ tính thứ Bảy, Chủ nhật."
            steps.append(Step(StepKind.PROVISIONAL, None, text))
    return steps
