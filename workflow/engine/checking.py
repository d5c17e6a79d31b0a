"""May this person do this to this case now? One answer, asked by the page and by the engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.people import Holding, Person
from workflow.engine.hands import Hands
from workflow.engine.inputs import clean_inputs
from workflow.engine.late import inputs_of, open_visit_of
from workflow.engine.refusals import Ground, Refusal
from workflow.lifecycle import Input, Row
from workflow.models import Case, Duty, Visit
from workflow.needs import Act, refusals_of
from workflow.permissions import acting_as, who_may
from workflow.vocabulary import State


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes when `refusals` is empty. `permitted` tells whose act it is at all: pages hide what is not this person's.

    `inputs` is what the dialog asks: those of the row, and what the moment adds (the reason of a slip).
    """

    row: Row
    holding: Holding | None
    inputs: tuple[Input, ...]
    refusals: tuple[Refusal, ...]
    data: dict[str, Any]

    @property
    def permitted(self) -> bool:
        return self.holding is not None

    @property
    def allowed(self) -> bool:
        return not self.refusals


def check(
    case: Case,
    row: Row,
    person: Person,
    on: date,
    data: Mapping[str, Any] | None = None,
    *,
    visit: Visit | None = None,
    hands: Hands | None = None,
) -> Answer:
    """All reasons at once: permission, needs, inputs. `data` None merely asks; a mapping means it is being done.

    `visit`: the open one, `hands`: who acted before, where the caller has them already.
    """
    visit = visit or open_visit_of(case)
    holding = acting_as(person, row, case, before_others=_whose_work(person, visit))
    inputs = inputs_of(case, row, visit, holding, on)
    refusals: list[Refusal] = []
    clean: dict[str, Any] = {}
    if data is not None:
        clean, refusals = clean_inputs(inputs, data, on)
    if holding is None:
        refusals.insert(0, Refusal(f"Bước này dành cho: {who_may(row)}.", Ground.PERMISSION, str(row.basis)))
    act = Act(case, row, person, on, visit, None if data is None else clean, holding, hands)
    return Answer(row, holding, inputs, (*refusals, *refusals_of(act)), clean)


def _whose_work(person: Person, visit: Visit) -> list[int]:
    """Ids of those who have the work by name: asked only where a person stands in for several."""
    if len({holding.for_user_id for holding in person.holdings} - {None}) < 2:
        return []
    return list(Duty.objects.filter(visit=visit, done_at=None).exclude(user=None).values_list("user_id", flat=True))


def answers(case: Case, person: Person, on: date) -> list[Answer]:
    """Every row out of the present state, each with whether this person may and what still stands in the way."""
    rows = case.table.rows_from(State(case.state))
    if not rows:
        return []
    visit, hands = open_visit_of(case), Hands(case)
    return [check(case, row, person, on, visit=visit, hands=hands) for row in rows]
