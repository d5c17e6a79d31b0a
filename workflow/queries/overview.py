"""The manager's overview: counts by stage and lateness that link to their list, money by province. Aggregates in SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass
from workflow.models import Case, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.filters import CLASSES, UNPLANNED
from workflow.queries.timeclass import classes
from workflow.vocabulary import Party, State

#: What an open stay may be, in the order of the columns, by the word that narrows a list to it.
WORDS = ("late", "today", "soon", "open", "paused", "none")


@dataclass(frozen=True, slots=True)
class StageLine:
    """Open cases of one stage, or of all; `counts` are those of `WORDS` and add up to `total`."""

    state: str
    label: str
    total: int
    counts: tuple[int, ...]

    @property
    def cells(self) -> list[tuple[str, DueClass, int]]:
        """(word, class, number): the number, and the word that narrows the list of this line to what it counts."""
        return [(word, CLASSES[word], number) for word, number in zip(WORDS, self.counts, strict=True)]


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """Plan against realised, whole đồng. `planned`: approved, or requested while nothing is approved yet."""

    province: str
    cases: int
    planned: int
    allocated: int
    realised: int

    @property
    def share(self) -> float:
        return self.realised / self.planned if self.planned else 0.0


@dataclass(frozen=True, slots=True)
class PartyLine:
    party: str
    label: str
    total: int
    late: int


def open_visits(cases: QuerySet[Case], on: date) -> QuerySet[Visit]:
    """Open visits of plan years whose books are open: those the offices still answer for."""
    return Visit.objects.filter(case__in=cases, closed_at=None, case__plan_year__gte=oldest_open_year(on))


def by_stage(cases: QuerySet[Case], on: date, calendar: Calendar) -> list[StageLine]:
    found = classes(on, calendar)
    counts = {f"n_{word}": Count("pk", found[CLASSES[word]]) for word in WORDS}
    rows: Iterable[Any] = open_visits(cases, on).order_by().values("state").annotate(total=Count("pk"), **counts)
    lines = {row["state"]: (row["total"], tuple(row[name] for name in counts)) for row in rows}
    return [StageLine(s.value, str(s.label), *lines[s.value]) for s in State if s.value in lines]


def all_stages(stages: Iterable[StageLine]) -> StageLine:
    """The sum of the lines, column by column."""
    columns = zip(*((line.total, *line.counts) for line in stages), strict=True)
    total, *counts = [sum(column) for column in columns] or [0] * (1 + len(WORDS))
    return StageLine("", "Tổng", total, tuple(counts))


def by_party(cases: QuerySet[Case], on: date, calendar: Calendar) -> list[PartyLine]:
    """Whose court the ball is in, now: the party that a stopped clock waits for holds it, not the one of the stage."""
    late = Count("pk", classes(on, calendar)[DueClass.OVERDUE])
    rows = open_visits(cases, on).order_by().values("holder").annotate(total=Count("pk"), late=late)
    lines = [PartyLine(row["holder"], str(Party(row["holder"]).label), row["total"], row["late"]) for row in rows]
    return sorted(lines, key=lambda line: (-line.total, line.label))


def by_province(cases: QuerySet[Case], plan_year: int) -> list[ProvinceLine]:
    """Plan against realised of one plan year, largest plan first."""
    rows = (
        cases.filter(plan_year=plan_year)
        .exclude(state__in=UNPLANNED)
        .values("province__name")
        .annotate(
            count=Count("pk"),
            planned=Coalesce(Sum(Coalesce(F("approved_amount"), F("requested_amount"), 0)), 0),
            allocated=Coalesce(Sum("allocated_amount"), 0),
            realised=Coalesce(Sum("accepted_amount"), 0),
        )
        .order_by("-planned", "province__name")
    )
    return [ProvinceLine(r["province__name"], r["count"], r["planned"], r["allocated"], r["realised"]) for r in rows]


def plan_years(cases: QuerySet[Case]) -> list[int]:
    return list(cases.order_by("-plan_year").values_list("plan_year", flat=True).distinct())
