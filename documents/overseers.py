"""Who reminds whom: the unit that has to act in the present stage, and the one that waits for it to be done."""

from workflow.lifecycle import Relation
from workflow.models import Case
from workflow.vocabulary import Party, Programme, State

#: The dossier is then still between the owner and the Sở, whoever pays in the end.
AT_THE_DEPARTMENT = frozenset({State.DRAFT, State.LOCAL_SUPPLEMENT})
ACTS = {
    Party.IMPLEMENTER: Relation.IMPLEMENTER,
    Party.DEPARTMENT: Relation.DEPARTMENT,
    Party.PROVINCE: Relation.PROVINCE,
    Party.AGENCY: Relation.AGENCY,
    Party.MINISTRY: Relation.MINISTRY,
    Party.FINANCE_MINISTRY: Relation.FINANCE_MINISTRY,
}
#: Beside the owner, whose work is awaited by the office that it goes to.
WAITS = {
    Party.PROVINCE: Relation.DEPARTMENT,
    Party.AGENCY: Relation.MINISTRY,
    Party.MINISTRY: Relation.AGENCY,
    Party.FINANCE_MINISTRY: Relation.MINISTRY,
}


def reminded_of(case: Case) -> Relation | None:
    """Whose work the present stage is; None where it is nobody's."""
    return ACTS.get(case.stage.party)


def overseer_of(case: Case) -> Relation | None:
    """Who waits for that work; None where nobody has to act."""
    national = case.programme == Programme.NATIONAL
    match case.stage.party:
        case Party.IMPLEMENTER if State(case.state) in AT_THE_DEPARTMENT or not national:
            return Relation.DEPARTMENT
        case Party.IMPLEMENTER:
            return Relation.AGENCY
        case Party.DEPARTMENT:
            return Relation.AGENCY if national else Relation.PROVINCE
        case party:
            return WAITS.get(party)
