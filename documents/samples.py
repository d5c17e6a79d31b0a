"""On what a wording can be tried: on a đề án that has come to such a paper; of plans, on papers that were written, and on
plans as they stand today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import Organisation
from accounts.people import Person
from accounts.vocabulary import OrganisationKind
from documents.acts import acts_of
from documents.hands import unit_kind
from documents.kinds import CaseKind, Plan, PlanKind
from documents.models import Document
from documents.overseers import overseer_of
from documents.plan_drafting import plan_matter_of
from documents.queries import visible_documents
from documents.wording.language import WordingError
from documents.wording.values import Values
from workflow.models import Event
from workflow.queries import visible_cases
from workflow.vocabulary import Programme

#: So many of each are offered, the newest first.
MOST = 20
#: So many đề án are looked at for one whose stage somebody may remind of.
MOST_TRIED = 50
#: By which column of a đề án the unit is found that writes of it; the others are one for all.
OF_CASE = {
    OrganisationKind.IMPLEMENTER: "implementer", OrganisationKind.DEPARTMENT: "department",
    OrganisationKind.PROVINCE: "province",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """`code`: what the form sends: the id of a paper, or “unit:programme:year:đợt”."""

    code: str
    label: str


def case_for(person: Person, kind: CaseKind) -> str:
    """The code of the đề án that came to such a paper last; empty where none has."""
    cases = visible_cases(person).filter(programme__in=kind.programmes)
    if kind.of_stage:
        running = cases.filter(state__in=kind.due).order_by("-id")[:MOST_TRIED]
        return next((case.code for case in running if acts_of(case).of(kind) and overseer_of(case)), "")
    if not kind.actions:
        return cases.order_by("-id").values_list("code", flat=True).first() or ""
    acts = Event.objects.filter(case__in=cases, action__in=kind.actions)
    if kind.sources:
        acts = acts.filter(source__in=kind.sources)
    return acts.order_by("-at", "-id").values_list("case__code", flat=True).first() or ""


def papers(person: Person, kind: PlanKind) -> list[Sample]:
    return [
        Sample(str(one.pk), f"{one.issuer}, năm {one.plan_year}, {one.number or 'dự thảo'}")
        for one in _papers(person, kind)[:MOST]
    ]


def plans(person: Person, kind: PlanKind) -> list[Sample]:
    """Plans with a đề án in a state that belongs into the paper: each whole, and by its đợt."""
    found = [plan for programme in kind.programmes for plan in _plans(person, kind, programme)]
    found.sort(key=lambda item: (-item[1].year, item[1].programme, str(item[0]), item[1].tranche or 0))
    return [Sample(_code(unit, plan), _label(unit, plan)) for unit, plan in found[:MOST]]


def values_of(kind: PlanKind, code: str, person: Person, on: date) -> Values:
    """What the paper says, or would say today of the plan. Raises WordingError, CannotDraft and what filling in raises."""
    if code.isdecimal() and len(code) < 18:
        document = _papers(person, kind).filter(pk=code).first()
        if document is not None:
            return Values.from_json(document.values)
    if any(one.code == code for one in plans(person, kind)):
        unit, programme, year, tranche = code.split(":")
        issuer = Organisation.objects.select_related("parent", "province").get(pk=unit)
        plan = Plan(Programme(programme), int(year), int(tranche) if tranche else None)
        return kind.fill(plan_matter_of(kind, plan, issuer, on))
    raise WordingError("Xin chọn một văn bản đã lập hoặc một kế hoạch có đề án để xem thử.")


def _papers(person: Person, kind: PlanKind) -> QuerySet[Document]:
    return visible_documents(person).filter(kind=kind.code, template__isnull=False).order_by("-id")


def _plans(person: Person, kind: PlanKind, programme: Programme) -> Iterable[tuple[Organisation, Plan]]:
    written_by = unit_kind(kind.issuer, programme)
    if written_by is None:
        return
    column = OF_CASE.get(written_by)
    cases = visible_cases(person).filter(programme=programme, state__in=kind.states).order_by()
    rows = set(cases.values_list("plan_year", "plan_tranche", *([column] if column else [])).distinct())
    units = _units(written_by, {row[2] for row in rows} if column else None)
    whole = {(year, None, *place) for year, _, *place in rows}
    for year, tranche, *place in rows | whole:
        if unit := units.get(place[0] if column else None):
            yield unit, Plan(programme, year, tranche)


def _units(kind: OrganisationKind, places: set[int] | None) -> dict[int | None, Organisation]:
    """By what a đề án names: the unit itself, the province of a committee; None: there is one of its kind."""
    found = Organisation.objects.filter(kind=kind).order_by("-id")
    if places is None:
        return dict.fromkeys([None], unit) if (unit := found.filter(is_active=True).last()) else {}
    if kind == OrganisationKind.PROVINCE:
        return {unit.province_id: unit for unit in found.filter(province__in=places)}
    return {unit.pk: unit for unit in found.filter(pk__in=places)}


def _code(unit: Organisation, plan: Plan) -> str:
    return f"{unit.pk}:{plan.programme}:{plan.year}:{plan.tranche or ''}"


def _label(unit: Organisation, plan: Plan) -> str:
    tranche = f"đợt {plan.tranche}" if plan.tranche else "mọi đợt"
    return f"{unit}: {plan.programme.label.lower()} năm {plan.year}, {tranche}"
