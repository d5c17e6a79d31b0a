"""May this person do this to this case now? One answer, asked by the page and by the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.people import Holding, Person
from workflow.engine.inputs import clean_inputs
from workflow.engine.refusals import Ground, Refusal
from workflow.lifecycle import Row
from workflow.models import Case
from workflow.needs import Act, refusals_of
from workflow.permissions import acting_as, who_may
from workflow.vocabulary import State


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes when `refusals` is empty. `permitted` tells whose act it is at all: pages hide what is not this person's."""

    row: Row
    holding: Holding | None
    refusals: tuple[Refusal, ...]
    data: dict[str, Any]

    @property
    def permitted(self) -> bool:
        return self.holding is not None

    @property
    def allowed(self) -> bool:
        return not self.refusals


def check(case: Case, row: Row, person: Person, on: date, data: Mapping[str, Any] | None = None) -> Answer:
    """All reasons at once: permission, needs, inputs. `data` None merely asks; a mapping means it is being done."""
    refusals: list[Refusal] = []
    clean: dict[str, Any] = {}
    if data is not None:
        clean, refusals = clean_inputs(row.inputs, data, on)
    holding = acting_as(person, row, case)
    if holding is None:
        refusals.insert(0, Refusal(f"Bước này dành cho: {who_may(row)}.", Ground.PERMISSION, str(row.basis)))
    act = Act(case=case, row=row, person=person, on=on, data=None if data is None else clean)
    return Answer(row, holding, (*refusals, *refusals_of(act)), clean)


def answers(case: Case, person: Person, on: date) -> list[Answer]:
    """Every row out of the present state, each with whether this person may and what still stands in the way."""
    return [check(case, row, person, on) for row in case.table.rows_from(State(case.state))]
