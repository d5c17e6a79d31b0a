"""Human task flows inside a stage. The engine opens, feeds and ends them in its own transaction, under the case lock."""

from typing import Protocol

from workflow.models.case import Case
from workflow.models.event import Event
from workflow.models.visit import Visit
from workflow.vocabulary import State


class StageFlow(Protocol):
    """A flow keeps who still has to do what inside one visit. It never keeps the state of the case."""

    def opened(self, *, case: Case, visit: Visit, event: Event) -> None: ...

    def acted(self, *, case: Case, visit: Visit, event: Event) -> None: ...

    def left(self, *, case: Case, visit: Visit, event: Event) -> None: ...


_flows: dict[State, StageFlow] = {}


def register(state: State, flow: StageFlow) -> None:
    _flows[state] = flow


def flow_of(state: State) -> StageFlow | None:
    return _flows.get(state)
