"""Terms counted in days, told step by step: where counting began, what was granted, when it stood still, how it ended.

A stop takes its days out of the count: the day on which it begins does not count, the day on which counting goes on
does. It touches a term only if it begins while the term still runs. What it leaves is continued, or counted anew from
the day of resumption (itself not counted), as the rule says.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from workflow.deadlines.calendar import Calendar, weekday_name
from workflow.deadlines.runs import counted_steps, days_off_in_words
from workflow.deadlines.terms import CalendarDays, History, Resumption, Stop, WorkingDays
from workflow.deadlines.trace import Step, StepKind

ONE_DAY = timedelta(days=1)


def show(day: date) -> str:
    return f"{weekday_name(day)} {day:%d/%m/%Y}"


@dataclass(slots=True)
class Counted:
    """The outcome of counting. `end` None: it stands still, with `left` days of the term to come.

    `base`: the calendar was asked about the days after it, up to `end`, and no others.
    """

    steps: list[Step]
    end: date | None
    base: date
    left: int = 0


def count(start: date, term: WorkingDays | CalendarDays, calendar: Calendar, history: History) -> Counted:
    """Raises CalendarMissing when counting (or rolling) needs a year that is not in the table."""
    unit = "ngày làm việc" if isinstance(term, WorkingDays) else "ngày liên tục"
    opening = f"Tính từ {show(start)}; ngày đầu không tính, cần đủ {term.n} {unit}."
    promise = term.n if isinstance(term, WorkingDays) else 0
    steps = [Step(StepKind.START, start, opening, working=promise), *granted_steps(history, unit, counts=bool(promise))]
    goal = term.n + history.granted
    walk = _Working if isinstance(term, WorkingDays) and goal else _Calendar
    return walk(start, goal, calendar, history.on_resume, steps).through(history.stops)


def granted_steps(history: History, unit: str, *, counts: bool) -> list[Step]:
    """One step for each extension; it adds to the promise where working days are counted."""
    return [
        Step(
            StepKind.EXTENDED,
            None,
            f"Gia hạn lần {number}: thêm {grant.days} {unit}, theo {grant.why}.",
            working=grant.days if counts else 0,
        )
        for number, grant in enumerate(history.grants, 1)
    ]


@dataclass(slots=True)
class _Walk:
    """Where counting stands: at the end of `position`, with `done` of `goal` days counted."""

    start: date
    goal: int
    calendar: Calendar
    on_resume: Resumption
    steps: list[Step]
    position: date = field(init=False)
    done: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.position = self.start

    def through(self, stops: tuple[Stop, ...]) -> Counted:
        for stop in stops:
            if stop.from_on > self.due():
                break
            self.count_to(stop.from_on - ONE_DAY)
            if stop.until_on is None:
                return self._stand(stop)
            self._skip(stop, stop.until_on)
        return self.finish()

    def due(self) -> date:
        raise NotImplementedError

    def count_to(self, day: date) -> None:
        raise NotImplementedError

    def finish(self) -> Counted:
        raise NotImplementedError

    def in_words(self, days: int) -> str:
        raise NotImplementedError

    def _stand(self, stop: Stop) -> Counted:
        left = self.goal if self.on_resume is Resumption.RESTART else self.goal - self.done
        then = "sẽ đếm lại từ đầu" if self.on_resume is Resumption.RESTART else f"còn {self.in_words(left)}"
        text = f"Tạm dừng tính hạn từ {show(stop.from_on)}: {stop.why}. Khi tính tiếp, {then}."
        self.steps.append(Step(StepKind.STOPPED, stop.from_on, text))
        return Counted(self.steps, None, self.start, left)

    def _skip(self, stop: Stop, until: date) -> None:
        # a term that was over but for its roll to a working day ends on the day of resumption, or after it
        last = until if self.done >= self.goal else until - ONE_DAY
        if last > self.position:
            text = f"Tạm dừng từ {stop.from_on:%d/%m/%Y} đến hết {until - ONE_DAY:%d/%m/%Y}, không tính: {stop.why}."
            self.steps.append(Step(StepKind.PAUSED, last, text, days=(last - self.position).days))
            self.position = last
        if self.on_resume is Resumption.RESTART and until >= self.position:
            text = f"Đếm lại từ đầu từ {show(until)}; ngày đó không tính, cần đủ {self.in_words(self.goal)}."
            self.steps.append(Step(StepKind.RESTARTED, until, text, days=(until - self.position).days))
            self.position, self.done = until, 0


class _Working(_Walk):
    __slots__ = ()

    def due(self) -> date:
        return self.calendar.add_working_days(self.position, self.goal - self.done)

    def count_to(self, day: date) -> None:
        if day > self.position:
            self.steps += counted_steps(self.position, day, self.goal, self.calendar, counted=self.done)
            self.done += self.calendar.working_days_between(self.position, day)
            self.position = day

    def finish(self) -> Counted:
        self.count_to(self.due())
        return Counted(self.steps, self.position, self.start)

    def in_words(self, days: int) -> str:
        return f"{days} ngày làm việc"


class _Calendar(_Walk):
    __slots__ = ()

    def due(self) -> date:
        end = self.position + timedelta(days=self.goal - self.done)
        return end if self.calendar.is_working(end) else self.calendar.next_working(end)

    def count_to(self, day: date) -> None:
        days = min((day - self.position).days, self.goal - self.done)
        if days > 0:
            self.position += timedelta(days=days)
            self.done += days
            text = f"Đếm liên tục {days} ngày, đến {show(self.position)} (được {self.done}/{self.goal})."
            self.steps.append(Step(StepKind.COUNTED, self.position, text, days=days))

    def finish(self) -> Counted:
        self.count_to(self.position + timedelta(days=self.goal - self.done))
        base, end = self.position - ONE_DAY, self.due()
        if end != self.position:
            off = days_off_in_words(self.position, end - ONE_DAY, self.calendar)
            text = f"Ngày cuối cùng {self.position:%d/%m/%Y} là ngày nghỉ; bỏ qua {off}; hạn chuyển sang {show(end)}."
            self.steps.append(Step(StepKind.ROLLED, end, text, days=(end - self.position).days))
        return Counted(self.steps, end, base)

    def in_words(self, days: int) -> str:
        return f"{days} ngày"
