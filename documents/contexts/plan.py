"""What every paper about a plan may say of it: the plan by name, its projects as rows, its sums, its facts.

Amounts are whole đồng of support, unless a column says otherwise.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from documents.contexts import parties
from documents.contexts.filling import DONG, Bold, Filling
from documents.contexts.project import about_the_programme, programme_name
from documents.kinds.matter import Plan, PlanMatter
from documents.text import ADDRESS, clean_line
from documents.wording.composing import roman
from documents.wording.values import Column
from documents.words import grouped
from workflow.models import Case
from workflow.vocabulary import ContentType, Programme, ProjectKind

Cells = tuple[object, ...]


def about_the_plan(filling: Filling, matter: PlanMatter) -> None:
    plan = matter.plan
    about_the_programme(filling, plan.programme)
    filling.text("năm", str(plan.year))
    filling.text("kế hoạch", named(plan))
    filling.text("đơn vị", parties.called(matter.issuer, matter.written_on))
    filling.count("số đề án", len(matter.cases))
    filling.text("địa phương của kế hoạch", place_named(matter.issuer))


def named(plan: Plan) -> str:
    """“kế hoạch khuyến công quốc gia năm 2027 (đợt 1)”."""
    tranche = f" (đợt {plan.tranche})" if plan.tranche else ""
    return f"kế hoạch {programme_name(plan.programme)} năm {plan.year}{tranche}"


def place_named(unit: Organisation) -> str:
    return clean_line(unit.province.name) if unit.province else "cả nước"


def facts_of_plan(matter: PlanMatter, amount: int | None, *others: Organisation) -> dict[str, Any]:
    """The paper as data, under the names that papers about one project use; no personal data belongs here."""
    units = (matter.issuer, *others)
    return {
        "case": "",
        "project": f"{len(matter.cases)} đề án của {named(matter.plan)}",
        "codes": [case.code for case in matter.cases],
        "programme": matter.plan.programme.value,
        "plan_year": matter.plan.year,
        "tranche": matter.plan.tranche,
        "parties": [clean_line(unit.name_on(matter.written_on)) for unit in units],
        "amount": amount,
    }


# --- who approves ----------------------------------------------------------------------------------------------------
def approver_of(matter: PlanMatter) -> str:
    """“Bộ trưởng Bộ Công Thương”, “Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ”."""
    if matter.plan.programme == Programme.NATIONAL:
        return "Bộ trưởng Bộ Công Thương"
    return f"Chủ tịch {committee_named(matter)}"


def committee_named(matter: PlanMatter) -> str:
    """The UBND of the issuer's province, in full."""
    unit = matter.issuer
    found = unit if unit.kind == OrganisationKind.PROVINCE else parties.committee_of(unit)
    if found is not None:
        return parties.called(found, matter.written_on)
    return f"Ủy ban nhân dân {place_named(unit)}"


# --- rows ------------------------------------------------------------------------------------------------------------
def by_province(
    cases: Sequence[Case], row: Callable[[int, Case], Cells], heading: Callable[[str, str, list[Case]], Cells]
) -> Iterable[Cells]:
    """Rows numbered from 1 on; where there is more than one province each begins with a heading."""
    provinces: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda case: (case.province.code, case.code)):
        provinces.setdefault(clean_line(case.province.name), []).append(case)
    number = 0
    for place, (province, own) in enumerate(provinces.items(), start=1):
        if len(provinces) > 1:
            yield Bold(heading(roman(place), f"{province}: {len(own):02d} đề án", own))
        for case in own:
            number += 1
            yield row(number, case)


def title_of(case: Case) -> str:
    """The name, its code below, and what makes it more than an ordinary project."""
    kind = "" if case.kind == ProjectKind.ORDINARY else f" – {ProjectKind(case.kind).label.lower()}"
    return f"{clean_line(case.name, ADDRESS)}\n({case.code}{kind})"


def content_of(case: Case) -> str:
    return str(ContentType(case.content_type).label)


def enjoyed_by(case: Case) -> str:
    """Those who benefit: by name while they are few, else their number."""
    names = [clean_line(item.name) for item in case.beneficiaries.all()]
    return "; ".join(names) if 0 < len(names) <= 3 else f"{case.unit_count:02d} cơ sở"


def period_of(case: Case) -> str:
    ends = [f"{day:%m/%Y}" for day in (case.starts_on, case.ends_on) if day]
    return " –\n".join(ends)


def amount_of(case: Case) -> int:
    """What the project stands at: approved, else proposed, else asked for."""
    return next((a for a in (case.approved_amount, case.proposed_amount, case.requested_amount) if a is not None), 0)


def sum_of(cases: Iterable[Case], field: str) -> int:
    return sum(getattr(case, field) or 0 for case in cases)


def table_of_projects(
    filling: Filling, name: str, columns: Sequence[Column], cases: Sequence[Case], row: Callable[[int, Case], Cells],
    sums: Callable[[Iterable[Case]], Cells], *, before: int, unit: str = DONG, missing: str = "",
) -> None:  # fmt: skip
    """A list of projects by province with its sums: `before`: of so many columns the first two are number and name."""
    empty = ("",) * (before - 2)
    filling.table(
        name, columns,
        by_province(cases, row, lambda number, said, own: (number, said, *empty, *sums(own))),
        total=("", f"Tổng cộng: {grouped(len(cases))} đề án", *empty, *sums(cases)), unit=unit, missing=missing,
    )  # fmt: skip
