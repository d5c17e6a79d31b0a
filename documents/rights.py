"""Who may do what with a paper. It depends on one thing: what a person is in the unit whose paper it is. No role, no right."""

from accounts.people import Person
from accounts.vocabulary import Role

#: Those who do the work may write drafts; auditors and administrators only read.
DRAFTERS = frozenset(
    {
        Role.OWNER, Role.DEPARTMENT_APPRAISER, Role.DEPARTMENT_LEADER, Role.AGENCY_APPRAISER, Role.AGENCY_LEADER,
        Role.MINISTRY_OFFICER, Role.FINANCE_REVIEWER, Role.ACCOUNTANT, Role.CLERK,
    }
)  # fmt: skip
#: Number and day are given by the văn thư (NĐ 30/2020 Đ.15) or by who leads; a small unit has nobody but its owner.
ISSUERS = frozenset({Role.CLERK, Role.OWNER, Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER, Role.MINISTRY_OFFICER})
#: Who signs for the unit (NĐ 30/2020 Đ.13).
SIGNERS = frozenset({Role.OWNER, Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER, Role.MINISTRY_OFFICER})


def _holds(person: Person, organisation_id: int | None, roles: frozenset[Role]) -> bool:
    return any(h.organisation_id == organisation_id and h.role in roles for h in person.holdings)


def may_draft(person: Person, organisation_id: int | None) -> bool:
    return _holds(person, organisation_id, DRAFTERS)


def may_issue(person: Person, organisation_id: int | None) -> bool:
    """Also who may void: what was given by them is taken back by them."""
    return _holds(person, organisation_id, ISSUERS)


def may_sign(person: Person, organisation_id: int | None) -> bool:
    return _holds(person, organisation_id, SIGNERS)
