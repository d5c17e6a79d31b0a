"""What a step requires, by name. The table names a need; the module that knows registers the test for it.

A need takes an `Act` and answers with a refusal or None. `data` is None while a page merely asks whether the button
may be shown: a need about inputs then has nothing to object to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.people import Person
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


Need = Callable[[Act], Refusal | None]

_needs: dict[str, Need] = {}


def register(name: str) -> Callable[[Need], Need]:
    def keep(need: Need) -> Need:
        if name in _needs:
            raise ValueError(f"need {name!r} is registered twice")
        _needs[name] = need
        return need

    return keep


def refusals_of(act: Act) -> list[Refusal]:
    """All of them at once, in the order of the row."""
    answers = (_needs[name](act) for name in act.row.needs)
    return [refusal for refusal in answers if refusal is not None]


def registered() -> frozenset[str]:
    return frozenset(_needs)
