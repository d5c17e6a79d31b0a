"""When things happen in the demo: office hours of working days, one act after the other. Pure."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from workflow.deadlines.calendar import Calendar
from workflow.engine.clock import VIETNAM
from workflow.vocabulary import Action

ONE_DAY = timedelta(days=1)
LUNCH_FROM, LUNCH_TO = time(11, 30), time(13, 30)

A = Action
#: Working days from the act before to this one, between (both included). Where a target counts, within it.
GAPS: dict[Action, tuple[int, int]] = {
    A.SUBMIT: (8, 16), A.RECEIVE: (1, 3), A.SCORE: (1, 2), A.CONCLUDE: (1, 1), A.PASS_APPRAISAL: (1, 2), A.FAIL_APPRAISAL: (1, 2),
    A.ASK_SUPPLEMENT: (1, 2), A.RESUBMIT: (3, 8), A.REJECT: (1, 2), A.REGISTER: (2, 5), A.ACCEPT_REGISTRATION: (2, 4),
    A.INCLUDE: (10, 17), A.REDUCE: (10, 17), A.DROP: (6, 14), A.APPROVE_PLAN: (7, 13), A.RETURN_PLAN: (4, 9), A.SEND_TO_FINANCE: (2, 4),
    A.FINANCE_AGREE: (5, 9), A.FINANCE_ASK_ADJUSTMENT: (4, 8), A.FINANCE_DISAGREE: (5, 9), A.RESEND_TO_FINANCE: (3, 6),
    A.ALLOCATE: (4, 8), A.ALLOCATE_PART: (4, 8), A.ALLOCATE_NONE: (5, 9), A.SIGN_CONTRACT: (5, 11), A.DECLINE_CONTRACT: (6, 11),
    A.REPORT_PROGRESS: (14, 22), A.RECORD_ADVANCE: (2, 6), A.RECORD_INSPECTION: (3, 9), A.REQUEST_ACCEPTANCE: (8, 20),
    A.ACCEPT_WORK: (4, 10), A.ACCEPT_PART: (4, 10), A.REFUSE_WORK: (4, 9), A.SUBMIT_SETTLEMENT: (4, 8), A.RETURN_SETTLEMENT: (2, 4),
    A.RECORD_PAYMENT: (2, 5), A.LIQUIDATE: (1, 4), A.CLOSE: (5, 10), A.WITHDRAW: (2, 6), A.SUSPEND: (6, 15), A.RESUME: (8, 15),
    A.STOP: (10, 20), A.CONFIRM_RECOVERY: (6, 12), A.PAUSE_CLOCK: (1, 3), A.RESUME_CLOCK: (4, 8), A.EXTEND: (3, 6), A.PROMISE: (1, 2),
    A.ACKNOWLEDGE: (1, 2),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beat:
    """One act. `hinge`: the long wait, if there is one, lies before it; it and what follows lead up to the next pin."""

    action: Action
    hinge: bool = False


class Diary:
    """Days and hours for the acts of one đề án, always the same for the same seed."""

    def __init__(self, calendar: Calendar, seed: str, *, first: date, last: date) -> None:
        self._calendar, self._rng = calendar, random.Random(f"diary {seed}")  # noqa: S311
        self._first = first if calendar.is_working(first) else calendar.next_working(first)
        self._last = last

    def days(self, beats: Sequence[Beat], pins: Mapping[int, date]) -> list[date]:
        """A working day for each beat. `pins` fix some (by index; the last beat should be one): before the first pin time is
        counted back from it; between two pins forward from the first up to a hinge, and back from the second after it."""
        days: list[date | None] = [None] * len(beats)
        for index, day in pins.items():
            days[index] = self._within(day)
        fixed = sorted(pins)
        for index in range(fixed[0] - 1, -1, -1):
            days[index] = self._move(days[index + 1], -self._gap(beats[index + 1]))
        for left, right in zip(fixed, [*fixed[1:], len(beats)], strict=True):
            self._fill(days, beats, left, right)
        return self._in_order([day for day in days if day is not None])

    def _fill(self, days: list[date | None], beats: Sequence[Beat], left: int, right: int) -> None:
        nothing_ahead = right == len(beats)
        hinge = right if nothing_ahead else next((i for i in range(left + 1, right) if beats[i].hinge), right)
        for index in range(left + 1, hinge):
            days[index] = self._move(days[index - 1], self._gap(beats[index]))
        for index in range(right - 1, hinge - 1, -1):
            days[index] = self._move(days[index + 1], -self._gap(beats[index + 1]))

    def _in_order(self, days: list[date]) -> list[date]:
        """No act before the one before it, none before the first day, none after the last; pins that cross give way."""
        for index in range(len(days) - 2, -1, -1):
            days[index] = min(days[index], days[index + 1])
        return [max(day, self._first) for day in days]

    def _gap(self, beat: Beat) -> int:
        return self._rng.randint(*GAPS[beat.action])

    def _move(self, day: date | None, working_days: int) -> date:
        assert day is not None, "filled outwards from a pin"
        step = ONE_DAY if working_days > 0 else -ONE_DAY
        left = abs(working_days)
        while left and self._first <= day <= self._last:
            day += step
            left -= self._calendar.is_working(day)
        return self._within(day)

    def _within(self, day: date) -> date:
        """That day, or the last working one before it, inside the time of the story."""
        day = min(max(day, self._first), self._last)
        return day if self._calendar.is_working(day) else self._calendar.previous_working(day)

    def moments(self, days: Iterable[date]) -> list[datetime]:
        """Office hours, strictly one after the other also within a day."""
        found: list[datetime] = []
        for day in days:
            minute = self._rng.randint(0, 110)
            at = datetime.combine(day, time(8, 0) if self._rng.random() < 0.55 else LUNCH_TO, VIETNAM) + timedelta(
                minutes=minute
            )
            if found and at <= found[-1]:
                at = found[-1] + timedelta(minutes=self._rng.randint(6, 14))
            if LUNCH_FROM <= at.time() < LUNCH_TO:
                at = at.replace(hour=LUNCH_TO.hour, minute=LUNCH_TO.minute) + timedelta(minutes=self._rng.randint(1, 9))
            found.append(at)
        return found
