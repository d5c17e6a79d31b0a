"""Whose court the ball was in, day by day: every day of a case's life is booked to one party. Pure.

A day belongs to whoever receives the ball on it, so a stay and a pause hold the days from their first one to the day
before their end. Inside a stay a pause books its days to the party it waits for. The days of all parties together are
the days from the beginning to the end of the life, whatever is put in: a pause that was carried over from an earlier
stay counts only where it lies in this one, and of two that overlap the earlier has the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wait:
    """A pause of the clock: for whom, from which day, until which day (None: still)."""

    party: str
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in a stage: it lasts until the next one begins."""

    party: str
    from_on: date
    waits: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The ball lay with one party from a day to the day before `until_on`."""

    party: str
    from_on: date
    until_on: date

    @property
    def days(self) -> int:
        return (self.until_on - self.from_on).days


def spans(stays: Sequence[Stay], until: date) -> list[Span]:
    """The life of a case cut by whose court it was in, in order and without gaps, up to `until` (not included)."""
    found: list[Span] = []
    ends = [stay.from_on for stay in stays[1:]] + [until]
    for stay, end in zip(stays, ends, strict=True):
        for span in _within(stay, min(end, until)):
            if found and found[-1].party == span.party and found[-1].until_on == span.from_on:
                found[-1] = Span(span.party, found[-1].from_on, span.until_on)
            else:
                found.append(span)
    return found


def _within(stay: Stay, end: date) -> Iterable[Span]:
    here = stay.from_on
    for wait in sorted(stay.waits, key=lambda wait: wait.from_on):
        start, stop = max(wait.from_on, here), min(wait.until_on or end, end)
        if start >= stop:
            continue
        if start > here:
            yield Span(stay.party, here, start)
        yield Span(wait.party, start, stop)
        here = stop
    if here < end:
        yield Span(stay.party, here, end)


def days_by_party(spans: Iterable[Span]) -> dict[str, int]:
    """Days of each party, in the order in which they first had the ball."""
    days: dict[str, int] = {}
    for span in spans:
        days[span.party] = days.get(span.party, 0) + span.days
    return days
