"""The acts that are measured: two rounds that end where they began, so that they can be done for ever."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accounts.models import User
from accounts.people import Person
from tests.world import START, World, draft, person, sensible_data, walk_to
from workflow.appraisal.queries import suggested_members
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import day_of
from workflow.engine.wake import let_sleep
from workflow.lifecycle import Row
from workflow.models import Case
from workflow.vocabulary import Action, State

#: Business time between two acts on one case.
STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One act of a round, with everything a page would hand to the engine."""

    row: Row
    actor: Person
    data: Mapping[str, Any]


Script = tuple[Line, ...]


def plain(place: World, case: Case) -> Script:
    """The clerk asks for more, the owner hands in again."""
    return (
        _line(case, State.SUBMITTED, Action.ASK_SUPPLEMENT, place.clerk),
        _line(case, State.LOCAL_SUPPLEMENT, Action.RESUBMIT, place.owner),
    )


def council(place: World, case: Case) -> Script:
    """A council is called, its three members score, the chair concludes, the leader asks for more; handed in again."""
    appraisal = State.LOCAL_APPRAISAL
    seats = suggested_members(case, day_of(START))
    members = [User.objects.get(pk=pk) for pk in seats["members"]]
    return (
        _line(case, State.SUBMITTED, Action.RECEIVE, place.clerk),
        *(_line(case, appraisal, Action.SCORE, member) for member in members),
        _line(case, appraisal, Action.CONCLUDE, User.objects.get(pk=seats["chair"][0])),
        _line(case, appraisal, Action.ASK_SUPPLEMENT, place.leader),
        _line(case, State.LOCAL_SUPPLEMENT, Action.RESUBMIT, place.owner),
    )


def _line(case: Case, state: State, action: Action, by: User) -> Line:
    row = case.table.row(state, action)
    assert row is not None, f"the table has no {action} in {state}"
    return Line(row, person(by, START), sensible_data(case, row, day_of(START)))


def submitted_cases(place: World, count: int) -> list[int]:
    """Ids of fresh đề án that wait at the Sở."""
    clocks = load_clocks()
    with let_sleep():
        return [walk_to(draft(place, clocks=clocks), State.SUBMITTED, clocks=clocks).pk for _ in range(count)]


MakeScript = Callable[[World, Case], Script]
