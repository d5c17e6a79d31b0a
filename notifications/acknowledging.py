"""Who has said that they know of a delay, in the present cycle of a deadline: a deadline that was moved since is another
one, and its delay must be acknowledged anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from workflow.models import Event, Visit
from workflow.vocabulary import Action

#: Acts that begin a new cycle.
MOVING = (Action.PAUSE_CLOCK, Action.RESUME_CLOCK, Action.EXTEND, Action.REDATE)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    by: str
    at: datetime
    note: str


def acknowledgements(visit_ids: Iterable[int]) -> dict[int, Acknowledgement]:
    """The latest one of each open stay that has one."""
    stays = Visit.objects.filter(pk__in=list(visit_ids)).values_list("case_id", "pk", "opened_by__seq")
    began = {case_id: (pk, seq) for case_id, pk, seq in stays}
    found: dict[int, Acknowledgement] = {}
    events = Event.objects.filter(case__in=list(began), action__in=[Action.ACKNOWLEDGE, *MOVING])
    columns = ("case_id", "seq", "action", "actor_name", "at", "reason")
    for case_id, seq, action, name, at, note in events.order_by("case_id", "seq").values_list(*columns):
        visit_id, opened = began[case_id]
        if seq <= opened:
            continue
        if action == Action.ACKNOWLEDGE:
            found[visit_id] = Acknowledgement(name, at, note)
        else:
            found.pop(visit_id, None)
    return found
