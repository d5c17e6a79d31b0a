"""Role × relation of the organisation × state × action: every cell, through the engine, against the table.

The relation of each person is known because the test built it; what the engine answers is compared with what the row grants.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from accounts.models import Organisation
from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind, Region, Role
from tests.world import World, draft, walk_to, world
from workflow.engine.advance import advance
from workflow.engine.refusals import EngineError, Ground, Refused, UnknownAct
from workflow.lifecycle import TABLES, Relation
from workflow.models import Case, Event
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db

#: Nobody who took part in making the cases: separation of duties must not hide a missing permission.
STRANGER = 10_000_000
Stands = dict[str, tuple[Organisation, Relation | None]]
NATIONAL_ONLY = {Relation.AGENCY, Relation.MINISTRY, Relation.FINANCE_MINISTRY}


def units(place: World, elsewhere: World) -> Stands:
    """Every way an organisation can stand to a case of `place`; None: not at all."""
    return {
        "implementer": (place.implementer, Relation.IMPLEMENTER),
        "department": (place.department, Relation.DEPARTMENT),
        "committee": (place.committee, Relation.PROVINCE),
        "beneficiary": (place.beneficiary, Relation.BENEFICIARY),
        "agency": (place.agency, Relation.AGENCY),
        "ministry": (place.ministry, Relation.MINISTRY),
        "finance": (place.finance, Relation.FINANCE_MINISTRY),
        "implementer elsewhere": (elsewhere.implementer, None),
        "department elsewhere": (elsewhere.department, None),
        "committee elsewhere": (elsewhere.committee, None),
    }


def someone(roles: Iterable[Role], unit: Organisation) -> Person:
    kind = OrganisationKind(unit.kind)
    holdings = frozenset(Holding(role, unit.pk, kind, unit.province_id, is_head=True) for role in roles)
    return Person(STRANGER, "Người Lạ", "la@khuyencong.example", holdings)


def attempt(case: Case, action: Action, actor: Person) -> EngineError | None:
    """What the engine says; whatever it did is taken back."""
    with transaction.atomic():
        try:
            advance(
                case_id=case.pk, action=action, actor=actor, seen_version=case.version, key="matrix", data={},
                at=case.updated_at + timedelta(hours=1),
            )  # fmt: skip
        except EngineError as error:
            return error
        finally:
            transaction.set_rollback(True)
    return None


def denied(error: EngineError | None) -> bool:
    return isinstance(error, Refused) and any(r.ground == Ground.PERMISSION for r in error.refusals)


def cells(
    programme: Programme, state: State, stands: Stands
) -> Iterator[tuple[str, Action, tuple[Role, ...], Organisation, bool]]:
    """(name, action, roles, unit, granted by the table) for every row out of a state.

    A right is held if any one role grants it. So one person with every role that the row does not grant in a unit
    covers all those cells at once; each granted role stands alone.
    """
    for row in TABLES[programme].rows_from(state):
        granted = {(grant.role, grant.relation) for grant in row.who}
        for name, (unit, relation) in stands.items():
            known = relation if programme == Programme.NATIONAL or relation not in NATIONAL_ONLY else None
            named = [role for role in Role if (role, known) in granted]
            yield name, row.action, tuple(role for role in Role if role not in named), unit, False
            for role in named:
                yield name, row.action, (role,), unit, True


@pytest.mark.parametrize("state", list(State), ids=lambda state: state.value)
@pytest.mark.parametrize("programme", list(Programme), ids=lambda programme: programme.value)
def test_whoever_the_table_does_not_name_is_denied_and_nobody_else(programme: Programme, state: State) -> None:
    table = TABLES[programme]
    if state not in table.states or table.stage(state).terminal:
        assert not table.rows_from(state)
        return
    place, elsewhere = world(), world("Bắc Ninh", "24", "bacninh", Region.NORTH)
    case = walk_to(draft(place, programme=programme), state)
    before, events = case.version, Event.objects.count()
    wrong = []
    for name, action, roles, unit, granted in cells(programme, state, units(place, elsewhere)):
        answer = attempt(case, action, someone(roles, unit))
        if denied(answer) == granted:
            wrong.append(f"{', '.join(roles)} @ {name}: {action.label} → {answer or 'được làm'}")
    assert not wrong, "\n".join(wrong)
    assert (Case.objects.get(pk=case.pk).version, Event.objects.count()) == (before, events)


@pytest.mark.parametrize("programme", list(Programme), ids=lambda programme: programme.value)
def test_what_no_row_names_is_unknown_to_everybody(programme: Programme) -> None:
    place = world()
    case = walk_to(draft(place, programme=programme), State.EXECUTION)
    rows = {row.action for row in TABLES[programme].rows_from(State.EXECUTION)}
    for action in set(Action) - rows:
        for unit, _ in units(place, place).values():
            assert isinstance(attempt(case, action, someone(Role, unit)), UnknownAct), action
