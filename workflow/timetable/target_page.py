"""The stages of a unit with the general deadline beside its own, and how many open stays keep what they were promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from workflow.deadlines.rules import Rule
from workflow.deadlines.tables import load_rules
from workflow.models import DeadlineRule, Visit
from workflow.timetable.own_targets import Place, general_rules, own_rows, places_of, valid_on
from workflow.vocabulary import Programme


@dataclass(frozen=True, slots=True)
class Line:
    """`own`: the unit's target today; `coming`: the next one; `kept`: open stays whose promised dates stand."""

    place: Place
    legal: Rule | None
    general: Rule | None
    own: DeadlineRule | None
    coming: DeadlineRule | None
    kept: int


def lines(unit: Organisation, on: date) -> list[Line]:
    rules, kept = load_rules(), _open_stays(unit)
    mine = DeadlineRule.objects.filter(organisation=unit, kind=DeadlineRule.Kind.TARGET).order_by("valid_from", "pk")
    own = list(mine)
    return [_line(place, on, rules, own, kept) for place in places_of(unit.kind)]


def _line(
    place: Place, on: date, rules: Iterable[Rule], own: list[DeadlineRule], kept: dict[tuple[str, str], int]
) -> Line:
    legal, general = general_rules(place, on, rules)
    rows = [row for row in own if (row.programme, row.state) == (place.programme, place.stage.state)]
    now = next((row for row in rows if valid_on(row, on)), None)
    coming = next(
        (row for row in rows if row.valid_from and row.valid_from > on and valid_on(row, row.valid_from)), None
    )
    return Line(place, legal, general, now, coming, kept.get((place.programme, place.stage.state), 0))


def history(unit: Organisation, place: Place) -> list[DeadlineRule]:
    """Every row there ever was, the newest first."""
    rows = own_rows(unit.pk, place.programme, place.stage.state)
    return list(rows.select_related("set_by", "ended_by").order_by("-set_at", "-pk"))


def _open_stays(unit: Organisation) -> dict[tuple[str, str], int]:
    found = Visit.objects.filter(_of(unit), closed_at=None).order_by()
    counted = found.values("case__programme", "state").annotate(count=Count("pk"))
    return {(row["case__programme"], row["state"]): row["count"] for row in counted}


def _of(unit: Organisation) -> Q:
    """Stays of đề án to which the unit stands in a relation."""
    match unit.kind:
        case OrganisationKind.DEPARTMENT:
            return Q(case__department=unit)
        case OrganisationKind.IMPLEMENTER:
            return Q(case__implementer=unit)
        case OrganisationKind.PROVINCE:
            return Q(case__province=unit.province_id)
        case _:
            return Q(case__programme=Programme.NATIONAL)
