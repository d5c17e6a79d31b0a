"""Who may do what, as one pure function over facts. No row means no; pages and engine ask the same question."""

from collections.abc import Collection

from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind
from workflow.lifecycle.table import Grant, Relation, Row
from workflow.models.case import Case
from workflow.vocabulary import Programme

NATIONAL_KINDS = {
    Relation.AGENCY: OrganisationKind.AGENCY,
    Relation.MINISTRY: OrganisationKind.MINISTRY,
    Relation.FINANCE_MINISTRY: OrganisationKind.FINANCE_MINISTRY,
}


def stands_in(holding: Holding, relation: Relation, case: Case) -> bool:
    """Does the organisation of this holding stand in this relation to the case?"""
    match relation:
        case Relation.IMPLEMENTER:
            return holding.organisation_id == case.implementer_id
        case Relation.DEPARTMENT:
            return holding.organisation_id == case.department_id
        case Relation.PROVINCE:
            return holding.kind == OrganisationKind.PROVINCE and holding.province_id == case.province_id
        case Relation.BENEFICIARY:
            return any(b.organisation_id == holding.organisation_id for b in case.beneficiaries.all())
        case _:
            return holding.kind == NATIONAL_KINDS[relation] and case.programme == Programme.NATIONAL


def fits(holding: Holding, grant: Grant, case: Case) -> bool:
    return holding.role == grant.role and stands_in(holding, grant.relation, case)


def acting_as(person: Person, row: Row, case: Case, *, before_others: Collection[int] = ()) -> Holding | None:
    """The holding under which this person may do this row on this case, their own before one they stand in for; None:
    they may not. Who stands in for several acts for one of `before_others` (ids) where there is a choice."""
    lent = []
    for grant in row.who:
        for holding in person.holdings:
            if not fits(holding, grant, case):
                continue
            if not holding.for_user_id:
                return holding
            if not row.personal:
                lent.append(holding)
    return min(lent, key=lambda h: (h.for_user_id not in before_others, h.for_user_id), default=None)


def who_may(row: Row) -> str:
    """Those whom the row names, for a refusal: "Thẩm định viên Sở, Văn thư"."""
    return ", ".join(dict.fromkeys(str(grant.role.label) for grant in row.who))
