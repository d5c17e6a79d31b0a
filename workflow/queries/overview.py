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
from workflow.queries.timeclass import classes
from workflow.vocabulary import Party, State

#: What an open stay may be, in the order of the columns.
OPEN_CLASSES = {
    "late": DueClass.OVERDUE,
    "today": DueClass.DUE_TODAY,
    "soon": DueClass.DUE_SOON,
    "in_time": DueClass.ON_TIME,
    "paused": DueClass.PAUSED,
    "untimed": DueClass.UNTIMED,
}


@dataclass(frozen=True, slots=True)
class StageLine:
    """Open cases of one stage; the six counts after `total` add up to it."""

    state: str
    label: str
    total: int
    late: int
    today: int
    soon: int
    in_time: int
    paused: int
    untimed: int


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
    counts = {name: Count("pk", found[kind]) for name, kind in OPEN_CLASSES.items()}
    rows: Iterable[Any] = open_visits(cases, on).order_by().values("state").annotate(total=Count("pk"), **counts)
    lines = {row["state"]: StageLine(label=str(State(row["state"]).label), **row) for row in rows}
    return [lines[state.value] for state in State if state.value in lines]


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
        .exclude(state__in=[State.REJECTED, State.WITHDRAWN, State.NOT_PLANNED])
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
