"""A change as its page shows it: how far it has come, and whose dates move, with the people who will hear of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from workflow.models import CalendarChange, CalendarLine, Duty, Visit


@dataclass(frozen=True, slots=True)
class Moved:
    """One clock of one stay: its date before and after; None where it stands still."""

    clock: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    line: CalendarLine
    moves: tuple[Moved, ...]
    people: tuple[str, ...]

    @property
    def left(self) -> bool:
        """The stay ended before its date was moved: there is nothing more to move."""
        return self.line.applied_at is None and self.line.visit.closed_at is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` stays looked at, and the width of the bar in thousandths."""

    done: int
    total: int
    moved: int
    problems: int

    @property
    def width(self) -> int:
        return 1000 if not self.total else min(self.done * 1000 // self.total, 1000)

    @property
    def percent(self) -> int:
        return self.width // 10


def progress(change: CalendarChange) -> Progress:
    lines = CalendarLine.objects.filter(change=change)
    applied = change.confirmed_at is not None
    moved = lines.filter(applied_at__isnull=False) if applied else lines.filter(problem="")
    total = max(change.total, change.seen)
    return Progress(change.seen, total, moved.count(), lines.exclude(problem="").count())


def lines_of(change: CalendarChange) -> QuerySet[CalendarLine]:
    """What waits for a person first, then by case."""
    duties = Prefetch(
        "visit__duties",
        Duty.objects.filter(done_at=None).select_related("user", "organisation"),
        to_attr="open_duties",
    )
    found = CalendarLine.objects.filter(change=change).select_related("visit", "case__implementer")
    return found.prefetch_related(duties).order_by("-problem", "case__code")


def shown(lines: Iterable[CalendarLine]) -> list[Shown]:
    return [Shown(line, _moves(line), _people(line)) for line in lines]


def _moves(line: CalendarLine) -> tuple[Moved, ...]:
    return tuple(Moved(Visit.Clock(clock).label, *map(_day, pair)) for clock, pair in line.dates.items())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _people(line: CalendarLine) -> tuple[str, ...]:
    """Who must act, by name or as a unit, and the unit that owns the đề án."""
    duties: list[Duty] = getattr(line.visit, "open_duties", [])
    units = [str(duty.user) if duty.user else str(duty.organisation) for duty in duties]
    return tuple(dict.fromkeys([*units, str(line.case.implementer)]))
