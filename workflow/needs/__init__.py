"""What a step requires, by name. The table names a need; the module that knows registers the test for it.

A need takes an `Act` and answers with a refusal or None. `data` is None while a page merely asks whether the button
may be shown: a need about inputs then has nothing to object to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.people import Holding, Person
from workflow.engine.hands import Hands
from workflow.engine.refusals import Refusal
from workflow.lifecycle.table import Row
from workflow.models.case import Case
from workflow.models.visit import Visit


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wants to do, or wonders about."""

    case: Case
    row: Row
    person: Person
    on: date
    visit: Visit
    data: dict[str, Any] | None = None
    holding: Holding | None = None
    """The right under which it would be done; None: there is none."""
    hands: Hands | None = None
    """Who had a hand in the case before; read once where many acts are asked about."""

    @property
    def past(self) -> Hands:
        return self.hands or Hands(self.case)

    @property
    def names(self) -> frozenset[int]:
        """Whose act it would be: the person's, and where they stand in for somebody also that one's."""
        away = self.holding.for_user_id if self.holding else None
        return frozenset({self.person.user_id, away or self.person.user_id})


Need = Callable[[Act], Refusal | None]

_needs: dict[str, Need] = {}
_always: list[Need] = []


def register(name: str) -> Callable[[Need], Need]:
    def keep(need: Need) -> Need:
        if name in _needs:
            raise ValueError(f"need {name!r} is registered twice")
        _needs[name] = need
        return need

    return keep


def of_every_act(need: Need) -> Need:
    """Asked whatever the row names."""
    _always.append(need)
    return need


def refusals_of(act: Act) -> list[Refusal]:
    """All of them at once, in the order of the row."""
    answers = [_needs[name](act) for name in act.row.needs] + [rule(act) for rule in _always]
    return [refusal for refusal in answers if refusal is not None]


def registered() -> frozenset[str]:
    return frozenset(_needs)
