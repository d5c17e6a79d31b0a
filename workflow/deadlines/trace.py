"""Why a deadline falls where it falls, told in steps that a person reads and a machine recomputes.

A step moves the position by `days` calendar days to `date` and counts `working` working days on the way. Weekends are
merged into the run of counted days they stand in; every named day (Tết, a swap) has a step of its own. The sum of the
moves is the due date: `due_from_trace` walks it again and refuses a trace whose numbers do not agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any


class StepKind(StrEnum):
    START = (
        "start"  # where counting begins; `working` is the promise: how many working days must be counted (0 for others)
    )
    EXTENDED = "extended"  # more days granted: `working` adds to the promise, `days` moves a date
    PAUSED = "paused"  # days on which the term stood still
    RESTARTED = "restarted"  # counting began anew on this day; what was counted before is void
    STOPPED = "stopped"  # the term stands still now: no date until it goes on
    NOTE = "note"  # words only
    SKIPPED = "skipped"  # days off that do not count
    COUNTED = "counted_through"  # a run of counted days and the weekends inside it
    ROLLED = "rolled"  # the end fell on a day off
    FIXED = "fixed"  # a date named by the law or a contract; `days` is −1 for "trước ngày"
    PASSED = "passed"  # the stage began when its fixed date was already over
    UNTIMED = "untimed"  # there is no deadline
    REMIND = "remind"  # when to remind
    PROVISIONAL = "provisional"  # the calendar used is an estimate


#: Only these move the position; the others are words.
MOVES = frozenset({StepKind.SKIPPED, StepKind.COUNTED, StepKind.ROLLED, StepKind.PAUSED, StepKind.RESTARTED})


class BrokenTrace(ValueError):
    """The steps contradict each other: the trace was altered or cut."""


@dataclass(frozen=True, slots=True)
class Step:
    kind: StepKind
    date: date | None
    text: str
    days: int = 0
    working: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "date": self.date.isoformat() if self.date else None,
            "text": self.text,
            "days": self.days,
            "working": self.working,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Step":
        """Raises BrokenTrace for what is not a step."""
        try:
            named = data["date"]
            return cls(
                StepKind(data["kind"]),
                date.fromisoformat(named) if named else None,
                str(data["text"]),
                int(data["days"]),
                int(data["working"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BrokenTrace(f"Không đọc được bước tính hạn: {error}") from error


def to_json(trace: Iterable[Step]) -> list[dict[str, Any]]:
    """The trace as JSON, for the column that stores it."""
    return [step.to_json() for step in trace]


def from_json(data: Iterable[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(Step.from_json(item) for item in data)


def due_from_trace(trace: Iterable[Step]) -> date | None:
    """The due date recomputed from the steps alone; None when the trace says there is none, or none now.

    Raises BrokenTrace when a step does not land on its own date, or the working days do not add up.
    """
    walk = _Walk()
    for step in trace:
        walk.take(step)
    return walk.end()


class _Walk:
    """One walk over the steps: where it stands, how many working days were promised and how many counted."""

    def __init__(self) -> None:
        self.position: date | None = None
        self.owed = self.counted = 0
        self.untimed = self.stopped = False

    def take(self, step: Step) -> None:
        match step.kind:
            case StepKind.UNTIMED:
                self.untimed = True
            case StepKind.STOPPED:
                self.stopped = True
            case StepKind.START:
                self.position, self.owed = step.date, step.working
            case StepKind.FIXED:
                self.position = _move(step.date, step.days)
            case StepKind.EXTENDED:
                self.owed += step.working
                self._go(step) if step.days else None
            case kind if kind in MOVES:
                self.counted = 0 if kind is StepKind.RESTARTED else self.counted + step.working
                self._go(step)

    def _go(self, step: Step) -> None:
        self.position = _move(self.position, step.days)
        if self.position != step.date:
            raise BrokenTrace(f"Bước “{step.text}” không đi đến ngày {step.date}.")

    def end(self) -> date | None:
        if self.stopped:
            if self.counted > self.owed:
                raise BrokenTrace(f"Đếm được {self.counted} ngày làm việc, quá {self.owed}.")
            return None
        if self.counted != self.owed:
            raise BrokenTrace(f"Đếm được {self.counted} ngày làm việc, phải là {self.owed}.")
        if (self.position is None) != self.untimed:
            raise BrokenTrace("Diễn giải không cho biết ngày hạn.")
        return self.position


def _move(position: date | None, days: int) -> date:
    if position is None:
        raise BrokenTrace("Diễn giải thiếu ngày bắt đầu.")
    return position + timedelta(days=days)
