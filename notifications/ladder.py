"""Which rungs a stage has reached, and when to look again. Pure: rungs come from the table, the day from outside.

A rung is reached on a day and stays reached (`<=`, never `==`): a run missed for days loses nothing.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from notifications.vocabulary import MANAGERS, Audience, Channel, Loudness
from workflow.deadlines.calendar import Calendar

QUIET_TO_LOUD = tuple(Loudness)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung, as `LadderRung` explains it. Empty `programme` or `state`: any."""

    code: str
    offset: int
    audiences: tuple[Audience, ...]
    channel: Channel
    loudness: Loudness
    title: str
    mutable: bool = False
    stops_when_acknowledged: bool = False
    place: int = 0
    programme: str = ""
    state: str = ""

    @property
    def rank(self) -> tuple[int, int, int]:
        """The louder, the higher."""
        return QUIET_TO_LOUD.index(self.loudness), self.offset, self.place

    @property
    def when(self) -> str:
        """ "trước hạn 2 ngày làm việc", "đúng ngày đến hạn", "quá hạn 5 ngày làm việc"."""
        if self.offset == 0:
            return "đúng ngày đến hạn"
        return f"{'trước' if self.offset < 0 else 'quá'} hạn {abs(self.offset)} ngày làm việc"


def leads(audience: Audience) -> bool:
    """Does this audience hear as those in charge, not as those who do the work? Each side has a loudest rung of its own."""
    return audience in MANAGERS


@dataclass(frozen=True, slots=True)
class Reached:
    rung: Rung
    day: date


class Ladder:
    """All active rungs, by the stage they are for."""

    def __init__(self, rungs: Iterable[Rung]) -> None:
        self._rungs: dict[tuple[str, str], list[Rung]] = {}
        for rung in sorted(rungs, key=lambda rung: (rung.offset, rung.place, rung.code)):
            self._rungs.setdefault((rung.programme, rung.state), []).append(rung)

    def of(self, programme: str, state: str) -> tuple[Rung, ...]:
        """The most specific ladder there is for the stage, the earliest rung first."""
        for key in ((programme, state), ("", state), (programme, ""), ("", "")):
            if key in self._rungs:
                return tuple(self._rungs[key])
        return ()

    def fingerprint(self, programme: str, state: str) -> str:
        """Another one when anything changes that a person of this stage would notice."""
        return hashlib.sha256(repr(self.of(programme, state)).encode()).hexdigest()


@dataclass
class Days:
    """The day of a rung for a due date, remembered: a sweep asks for the same few again and again.

    A year without a calendar counts by its weekends, so that its stages are not left in silence.
    """

    calendar: Calendar
    _known: dict[tuple[date, int], date] = field(default_factory=dict)

    def of(self, due: date, offset: int) -> date:
        key = (due, offset)
        if key not in self._known:
            self._known[key] = self._counted(due, offset)
        return self._known[key]

    def _counted(self, due: date, offset: int) -> date:
        """On the due day itself, if people work then; else on the last working day before, when it can still be met."""
        if offset == 0:
            return due if self.calendar.seems_working(due) else self._counted(due, -1)
        step, left, day = (ONE_DAY if offset > 0 else -ONE_DAY), abs(offset), due
        while left:
            day += step
            left -= self.calendar.seems_working(day)
        return day

    def after(self, day: date) -> date:
        """The next working day."""
        return self.of(day, 1)


def reached(rungs: Iterable[Rung], due: date, on: date, days: Days, *, acknowledged: bool) -> list[Reached]:
    """What should have been said by now, the earliest first. An acknowledgement stops those that wait for one."""
    found = [Reached(rung, days.of(due, rung.offset)) for rung in rungs]
    return [one for one in found if one.day <= on and not (acknowledged and one.rung.stops_when_acknowledged)]


def next_day(rungs: Iterable[Rung], due: date, on: date, days: Days) -> date | None:
    """When the next rung comes; None when there is none left."""
    ahead = [day for rung in rungs if (day := days.of(due, rung.offset)) > on]
    return min(ahead, default=None)
