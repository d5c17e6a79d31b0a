"""From a start, a term and the calendar to a due date that explains itself.

The first day is excluded and an end on a day off moves to the next working day: Bộ luật Dân sự 2015 Đ.147.1 and
Đ.148.5 (RECALLED: the text was not read for this work). A date named by the law ("trước ngày 20/6") never moves: the
safe reading is to remind on the last working day in time.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from workflow.deadlines.calendar import Calendar, weekday_name
from workflow.deadlines.runs import counted_steps, days_off_in_words
from workflow.deadlines.terms import BeforeDate, ByDate, CalendarDays, NoTerm, OnDate, Term, WorkingDays
from workflow.deadlines.trace import Step, StepKind, due_from_trace, from_json, to_json

__all__ = ["Deadline", "Step", "StepKind", "compute", "due_from_trace", "from_json", "to_json"]

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due`: last day in time. `remind_on`: when "sắp đến hạn" begins. `provisional`: the due date may still move,
    because a year it was counted in is an estimate."""

    due: date | None
    remind_on: date | None
    trace: tuple[Step, ...]
    provisional: bool = False


def compute(start: date, term: Term, calendar: Calendar, *, remind_before: int = 2) -> Deadline:
    """The deadline of a stage entered on `start`.

    `remind_before`: working days between the reminder and the due date, for terms counted in days.
    Raises CalendarMissing when counting (or rolling) needs a year that is not in the table; a fixed date never does.
    """
    match term:
        case WorkingDays(n):
            return _counted(start, start, _working_steps(start, n, calendar), calendar, remind_before)
        case CalendarDays(n):
            end = start + timedelta(days=n)
            return _counted(start, end - ONE_DAY, _calendar_steps(start, end, calendar), calendar, remind_before)
        case BeforeDate():
            return _fixed(start, term.last, _before_step(term), calendar)
        case ByDate():
            return _fixed(start, term.last, _by_step(term.last, "Chậm nhất ngày"), calendar)
        case OnDate(None):
            return _untimed("Hợp đồng chưa có ngày hoàn thành, chưa tính được hạn.")
        case OnDate(day) if day is not None:
            return _fixed(start, day, _by_step(day, "Theo hợp đồng, chậm nhất ngày"), calendar)
        case NoTerm():
            return _untimed("Giai đoạn này không có thời hạn.")
    raise TypeError(f"Không biết loại thời hạn {term!r}.")


def show(day: date) -> str:
    return f"{weekday_name(day)} {day:%d/%m/%Y}"


# --- terms counted in days -------------------------------------------------------------------------------------------
def _working_steps(start: date, n: int, calendar: Calendar) -> list[Step]:
    text = f"Tính từ {show(start)}; ngày đầu không tính, cần đủ {n} ngày làm việc."
    steps = [Step(StepKind.START, start, text, working=n)]
    if n == 0:
        return steps + _roll(start, calendar)
    return steps + counted_steps(start, calendar.add_working_days(start, n), n, calendar)


def _calendar_steps(start: date, end: date, calendar: Calendar) -> list[Step]:
    n = (end - start).days
    steps = [Step(StepKind.START, start, f"Tính từ {show(start)}; ngày đầu không tính, cần đủ {n} ngày liên tục.")]
    if n:
        steps.append(Step(StepKind.COUNTED, end, f"Đếm liên tục {n} ngày, đến {show(end)}.", days=n))
    return steps + _roll(end, calendar)


def _roll(end: date, calendar: Calendar) -> list[Step]:
    if calendar.is_working(end):
        return []
    to = calendar.next_working(end)
    off = days_off_in_words(end, to - ONE_DAY, calendar)
    text = f"Ngày cuối cùng {end:%d/%m/%Y} là ngày nghỉ; bỏ qua {off}; hạn chuyển sang {show(to)}."
    return [Step(StepKind.ROLLED, to, text, days=(to - end).days)]


def _counted(start: date, base: date, steps: list[Step], calendar: Calendar, remind_before: int) -> Deadline:
    """`base`: the calendar was asked about the days after it, and no others."""
    due = due_from_trace(steps)
    if due is None:
        raise ValueError("Diễn giải không cho biết ngày hạn.")
    remind = max(_working_days_earlier(due, remind_before, calendar), min(start, due))
    text = f"Nhắc từ {show(remind)}, trước hạn {remind_before} ngày làm việc."
    if remind == start:
        text = f"Nhắc ngay từ {show(remind)} vì thời hạn ngắn."
    years = range(min(base + ONE_DAY, due).year, due.year + 1)
    provisional = any(year in calendar.provisional_years for year in years)
    return Deadline(
        due, remind, (*steps, Step(StepKind.REMIND, remind, text), *_estimate(years, calendar)), provisional
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


def _fixed(start: date, due: date, step: Step, calendar: Calendar) -> Deadline:
    remind = due
    while not calendar.seems_working(remind):
        remind -= ONE_DAY
    steps = [step]
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
