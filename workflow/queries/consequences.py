"""What will follow a decision, said before it is taken: where the case goes, whose turn, by when, who is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.deadlines.tables import Clocks
from workflow.effects import NAMES
from workflow.engine.duties import wanted_by
from workflow.engine.refusals import Refused
from workflow.engine.visits import clocks_of
from workflow.lifecycle import BACK, Row
from workflow.models import Case
from workflow.queries.clock_preview import clock_sentences
from workflow.vocabulary import State


@dataclass(frozen=True, slots=True)
class Consequence:
    """`target` is empty for a record that moves nothing; `due_on` is None where the next stage has no deadline."""

    target: str
    party: str
    duty: str
    due_on: date | None
    effects: tuple[str, ...]
    ends: bool
    clock: tuple[str, ...] = ()
    """What becomes of the deadline of the present stage, in sentences."""


def consequence_of(
    case: Case, row: Row, on: date, clocks: Clocks, sent: Mapping[str, Any] | None = None, *, by: str = ""
) -> Consequence:
    """`sent`: what stands in the form already; `by`: who asks, as the trace will name them."""
    effects = tuple(NAMES[name] for name in row.effects)
    if row.about_clock:
        told = clock_sentences(case, row, on, clocks, sent, by=by)
        return Consequence("", "", "", None, effects, ends=False, clock=told)
    if row.stays:
        return Consequence("", "", "", None, effects, ends=False)
    target = State(case.state_before_suspension) if row.target is BACK else row.target
    assert isinstance(target, State)
    stage = case.table.stage(target)
    if stage.terminal:
        return Consequence(stage.state.label, stage.party.label, "", None, effects, ends=True)
    due = _due_on(case, target, on, clocks)
    wanted = wanted_by(stage, case)
    return Consequence(
        stage.state.label,
        stage.party.label,
        wanted[0].sentence if wanted else stage.duty,
        due,
        effects,
        ends=False,
    )


def _due_on(case: Case, target: State, on: date, clocks: Clocks) -> date | None:
    """None also where no calendar covers the year: the engine says so when the act is done."""
    try:
        due = clocks_of(case, target, on, clocks).get("due_on")
    except Refused:
        return None
    return due if isinstance(due, date) else None
