"""The alert ladder as a table: when a stage stands so, these people hear of it. Another rung is another row.

Lateness comes from the one classifier; a step speaks only of what is true on the day: an overdue stage that was never
announced as due soon is announced as overdue, nothing older.
"""

from dataclasses import dataclass
from enum import StrEnum

from notifications.vocabulary import Rung
from workflow.deadlines.status import DueClass


class Audience(StrEnum):
    """Who hears, by what they are to the stage."""

    MUST_ACT = "must_act"
    """Holders of the open duties: the very rows the worklist shows."""
    OWNERS = "owners"
    """Chủ đề án: the owners in the implementing unit."""
    HEADS = "heads"
    """Managers of the units whose duty it is."""


@dataclass(frozen=True, slots=True)
class Step:
    rung: Rung
    classes: frozenset[DueClass]
    audiences: tuple[Audience, ...]
    why: str
    """Why this person gets the mail, as the mail says it."""


LADDER = (
    Step(
        Rung.DUE_SOON,
        frozenset({DueClass.DUE_SOON, DueClass.DUE_TODAY}),
        (Audience.MUST_ACT,),
        "Ông/Bà nhận thư này vì đang là người phải xử lý bước này.",
    ),
    Step(
        Rung.OVERDUE,
        frozenset({DueClass.OVERDUE}),
        (Audience.MUST_ACT, Audience.OWNERS),
        "Ông/Bà nhận thư này vì là người phải xử lý bước này hoặc là chủ đề án.",
    ),
    Step(
        Rung.BREACH,
        frozenset({DueClass.OVERDUE}),
        (Audience.HEADS,),
        "Ông/Bà nhận thư này vì là lãnh đạo của đơn vị đang phải xử lý.",
    ),
)


def steps_for(kind: DueClass) -> tuple[Step, ...]:
    """The rungs that are true for a stage in this class of time."""
    return tuple(step for step in LADDER if kind in step.classes)
