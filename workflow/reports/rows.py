"""The rows of the plan report, read from the đề án as they stood on a day."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Province
from accounts.queries import provinces_on
from accounts.vocabulary import Region
from workflow.models import Case, Visit
from workflow.reports.plan import PlanReport, PlanRow, plan_report
from workflow.vocabulary import State

FIELDS = (
    "province__name",
    "programme",
    "content_type",
    "unit_count",
    "approved_amount",
    "accepted_amount",
    "accepted_on",
    "waits",
)


def report_of(*, year: int, region: Region | None, as_of: date, cases: QuerySet[Case] | None = None) -> PlanReport:
    """The report of a plan year for a region (None: the whole country) as of a day.

    `cases` narrows it to what a person may see. The provinces are those of the plan year itself: 28 in the north of 2024.
    """
    cases = Case.objects.all() if cases is None else cases
    places = provinces_of(year, region)
    return plan_report(
        year=year,
        as_of=as_of,
        rows=plan_rows(cases, year, region, as_of),
        before=plan_rows(cases, year - 1, region, as_of),
        provinces=[place.name for place in places],
    )


def provinces_of(year: int, region: Region | None) -> list[Province]:
    """By region, then by code: those of the first day of the plan year, for which the plan was made."""
    places = provinces_on(date(year, 1, 1))
    if region is not None:
        places = places.filter(region=region)
    return list(places.order_by("region", "code"))


def plan_rows(cases: QuerySet[Case], year: int, region: Region | None, as_of: date) -> list[PlanRow]:
    """Every đề án of the plan year with an approved amount: funded, waiting or stopped since, it was in the plan."""
    left_later = Q(closed_on=None) | Q(closed_on__gt=as_of)
    at_finance = Visit.objects.filter(left_later, case=OuterRef("pk"), state=State.FINANCE_REVIEW, opened_on__lte=as_of)
    found = cases.filter(plan_year=year, approved_amount__isnull=False).annotate(waits=Exists(at_finance))
    if region is not None:
        found = found.filter(province__region=region)
    return [_row(as_of, *values) for values in found.values_list(*FIELDS)]


def _row(
    as_of: date,
    province: str,
    programme: str,
    content: str,
    units: int,
    planned: int,
    accepted: int | None,
    accepted_on: date | None,
    waits: bool,
) -> PlanRow:
    """Columns in the order of FIELDS."""
    realised = accepted if accepted and accepted_on and accepted_on <= as_of else 0
    return PlanRow(province, programme, content, units, planned, realised, waits)
