"""Whose court the ball was in and for how long: of one case as a bar, of the finished cases of a year as figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import QuerySet

from workflow.deadlines.court import Span, Stay, Wait, days_by_party, spans
from workflow.lifecycle import ENDS
from workflow.models import Case, Pause, Visit
from workflow.reports.figures import tenths
from workflow.vocabulary import Party

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Share:
    """What one party had of the life of a case, in days and in thousandths of it."""

    party: str
    label: str
    days: int
    thousandths: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One span of the bar: `x` and `width` in thousandths of the whole."""

    span: Span
    label: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Court:
    """The life of one case. `days` is the sum of the shares, always."""

    pieces: tuple[Piece, ...]
    shares: tuple[Share, ...]
    days: int
    from_on: date
    until_on: date
    ended: bool


@dataclass(frozen=True, slots=True)
class PartyDays:
    """What finished cases spent with one party: over all of them, zero days counted where it never had the ball."""

    party: str
    label: str
    cases: int
    """How many of them it had at all."""
    mean_tenths: int
    median_tenths: int


def court_of(case: Case, on: date) -> Court | None:
    """None on the day a case is made: it has no whole day yet."""
    visits = list(case.visits.order_by("id").values_list("id", "state", "party", "opened_on"))
    stays, end = _life(visits, _waits([pk for pk, *_ in visits]), on)
    found = spans(stays, end)
    total = sum(span.days for span in found)
    if not total:
        return None
    held = days_by_party(found)
    shares = [Share(party, str(Party(party).label), days, days * 1000 // total) for party, days in held.items()]
    ended = visits[-1][1] in ENDS
    return Court(tuple(_pieces(found, total)), tuple(shares), total, found[0].from_on, end, ended)


def _pieces(found: list[Span], total: int) -> Iterator[Piece]:
    before = 0
    for span in found:
        x, end = before * 1000 // total, (before + span.days) * 1000 // total
        before += span.days
        yield Piece(span, str(Party(span.party).label), x, max(end - x, 3))


def _waits(visit_ids: Iterable[int]) -> dict[int, list[Wait]]:
    waits: dict[int, list[Wait]] = defaultdict(list)
    rows = Pause.objects.filter(visit__in=list(visit_ids)).order_by("from_on", "pk")
    for visit, party, from_on, until_on in rows.values_list("visit_id", "party", "from_on", "until_on"):
        waits[visit].append(Wait(party, from_on, until_on))
    return waits


def _life(
    visits: Iterable[tuple[int, str, str, date]], waits: dict[int, list[Wait]], on: date
) -> tuple[list[Stay], date]:
    """The stays of a case, and the day its life ended: that of its last stay if that is an end, else today."""
    stays, end = [], on
    for pk, state, party, opened_on in visits:
        if state in ENDS:
            end = opened_on
        else:
            stays.append(Stay(party, opened_on, tuple(waits[pk]) if pk in waits else ()))
    return stays, end


def days_of_finished(cases: QuerySet[Case], year: int) -> tuple[int, list[PartyDays]]:
    """How many cases ended in a calendar year, and the mean and median days each party had of them."""
    ids = list(cases.filter(closed_on__year=year, state__in=ENDS).order_by("pk").values_list("pk", flat=True))
    held: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(ids), CHUNK):
        for days in _lives(ids[start : start + CHUNK]):
            for party, count in days.items():
                held[party].append(count)
    lines = [_party_days(party, held[party], len(ids)) for party in Party.values if party in held]
    return len(ids), sorted(lines, key=lambda line: -line.mean_tenths)


def _lives(case_ids: list[int]) -> Iterator[dict[str, int]]:
    visits: dict[int, list[tuple[int, str, str, date]]] = defaultdict(list)
    rows = Visit.objects.filter(case__in=case_ids).order_by("case", "id")
    for case, pk, state, party, opened_on in rows.values_list("case_id", "id", "state", "party", "opened_on"):
        visits[case].append((pk, state, party, opened_on))
    waits = _waits(pk for stays in visits.values() for pk, *_ in stays)
    for stays in visits.values():
        life, end = _life(stays, waits, date.max)
        yield days_by_party(spans(life, end))


def _party_days(party: str, held: list[int], cases: int) -> PartyDays:
    everyone = sorted(held) if len(held) == cases else sorted([*held, *[0] * (cases - len(held))])
    middle = round(2 * median(everyone))
    return PartyDays(party, str(Party(party).label), len(held), tenths(sum(held), cases), tenths(middle, 2))
