"""The manager's overview: counts by stage and lateness that link to their list, money by province. Aggregates in SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from workflow.models import Case, Visit
from workflow.money.books import oldest_open_year
from workflow.vocabulary import Party, State


@dataclass(frozen=True, slots=True)
class StageLine:
    """Open cases of one stage; the four counts add up to `total`."""

    state: str
    label: str
    total: int
    late: int
    today: int
    soon: int
    in_time: int


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


def by_stage(cases: QuerySet[Case], on: date) -> list[StageLine]:
    late, today = Q(due_on__lt=on), Q(due_on=on)
    soon = Q(due_on__gt=on, remind_on__lte=on)
    rows = (
        open_visits(cases, on)
        .values("state")
        .annotate(total=Count("pk"), late=Count("pk", late), today=Count("pk", today), soon=Count("pk", soon))
    )
    found = {row["state"]: row for row in rows}
    return [_stage_line(state, found[state.value]) for state in State if state.value in found]


def _stage_line(state: State, row: Mapping[str, Any]) -> StageLine:
    total, late, today, soon = row["total"], row["late"], row["today"], row["soon"]
    return StageLine(state.value, str(state.label), total, late, today, soon, total - late - today - soon)


def by_party(cases: QuerySet[Case], on: date) -> list[PartyLine]:
    """Whose court the ball is in, now."""
    rows = open_visits(cases, on).values("party").annotate(total=Count("pk"), late=Count("pk", Q(due_on__lt=on)))
    lines = [PartyLine(row["party"], str(Party(row["party"]).label), row["total"], row["late"]) for row in rows]
    return sorted(lines, key=lambda line: -line.total)


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
