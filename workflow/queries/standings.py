"""Open stays gathered by all that a forecast of them depends on: the database brings together those that stand alike.

A forecast is then made once for each way of standing, not once for each đề án; the stays themselves are only ids here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from workflow.deadlines.milestones import Milestone, Reckoning
from workflow.deadlines.rules import Rule
from workflow.engine.clock import VIETNAM
from workflow.models import Event, Pause, Visit
from workflow.vocabulary import Action, Party


@dataclass(frozen=True, slots=True)
class Standing:
    """What a forecast needs to know of a stay on a day, and no more: what makes no difference is None."""

    programme: str
    plan_year: int
    stay: str
    """The stage of the stay."""
    stage: str
    """Where the đề án will go on: for a suspended one the stage it left."""
    due: date | None
    """The day it is due, if that has not gone by."""
    late: bool
    stands: bool
    resumes_on: date | None
    """When a stopped clock was expected to run again, if that day is to come."""
    ends_on: date | None
    """The last day of the work itself, if that is to come."""
    unsettled: bool
    """More was advanced than accepted."""
    reported: bool
    """A progress report was made this month."""
    since: date | None
    """The day it began, where a report is due each month and the month is this one."""
    legal_due: date | None
    target_due: date | None
    """Both only in stages whose own term is the milestone."""
    department_id: int | None
    implementer_id: int | None
    province_id: int | None
    """The three only where the unit has a target of its own."""


def gathered(
    stays: QuerySet[Visit], on: date, milestones: Iterable[Milestone], rules: Iterable[Rule]
) -> Iterator[tuple[Standing, list[int]]]:
    """Each way of standing with the ids of the stays that stand so, in the order of their codes."""
    milestones, names = list(milestones), [field.name for field in fields(Standing)]
    seen = _seen(on, _reached(milestones, Reckoning.MONTHLY), _reached(milestones, Reckoning.STAGE_TERM), rules)
    rows = stays.order_by().values(**seen).annotate(ids=ArrayAgg("pk", order_by="case__code"))
    for row in rows.values_list(*names, "ids").iterator(chunk_size=2000):
        yield Standing(*row[:-1]), row[-1]


def _seen(on: date, monthly: frozenset[str], by_term: frozenset[str], rules: Iterable[Rule]) -> dict[str, Combinable]:
    first, owners = on.replace(day=1), frozenset(rule.organisation_id for rule in rules if rule.organisation_id)
    reports = Event.objects.filter(
        case=OuterRef("case"), action=Action.REPORT_PROGRESS, at__gte=datetime.combine(first, time(0), VIETNAM)
    )
    stops = Pause.objects.filter(visit=OuterRef("pk"), until_on=None, expected_on__gt=on)
    ends_on = Coalesce("case__contract_ends_on", "case__ends_on")
    return {
        "programme": F("case__programme"),
        "plan_year": F("case__plan_year"),
        "stay": F("state"),
        "stage": Coalesce(NullIf("case__state_before_suspension", Value("")), "state"),
        "due": _where(Q(due_on__gte=on), F("due_on")),
        "late": _whether(Q(due_on__isnull=False, due_on__lt=on)),
        "stands": _whether(Q(paused_on__isnull=False) | Q(party=Party.PAUSED)),
        "resumes_on": Subquery(stops.values("expected_on")[:1]),
        "ends_on": _where(Q(case__contract_ends_on__gt=on) | Q(case__contract_ends_on=None, case__ends_on__gt=on), ends_on),
        "unsettled": _whether(Q(case__advanced_amount__gt=Coalesce("case__accepted_amount", 0))),
        "reported": Exists(reports),
        "since": _where(Q(state__in=monthly, opened_on__gte=first), F("opened_on")),
        "legal_due": _where(Q(state__in=by_term), F("legal_due_on")),
        "target_due": _where(Q(state__in=by_term), F("target_due_on")),
        "department_id": _where(Q(case__department__in=owners), F("case__department_id")),
        "implementer_id": _where(Q(case__implementer__in=owners), F("case__implementer_id")),
        "province_id": _where(Q(case__province__in=_provinces(owners)), F("case__province_id")),
    }  # fmt: skip


def _reached(milestones: Iterable[Milestone], unit: Reckoning) -> frozenset[str]:
    return frozenset(milestone.reaches for milestone in milestones if milestone.unit == unit)


def _provinces(owners: frozenset[int]) -> list[int]:
    """The provinces whose committee has a target of its own."""
    if not owners:
        return []
    committees = Organisation.objects.filter(pk__in=owners, kind=OrganisationKind.PROVINCE, province__isnull=False)
    return [pk for pk in committees.order_by("pk").values_list("province_id", flat=True) if pk]


def _where(condition: Q, value: Combinable) -> Combinable:
    return Case(When(condition, then=value))


def _whether(condition: Q) -> Combinable:
    return ExpressionWrapper(condition, output_field=BooleanField())
