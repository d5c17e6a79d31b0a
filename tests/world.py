"""What tests build on, in one place.

    place = world()                                # a province with its people, the Cục, the ministries
    case = draft(place)                            # a complete draft; programme=Programme.LOCAL for the other table
    case = walk_to(case, State.EXECUTION)          # through the engine, by the people whose turn it is
    case = take(case, Action.REPORT_PROGRESS)      # one or more acts, with sensible data
    case = act(case, Action.WITHDRAW, by=place.owner, at=…, data={"reason": "…"})

Time: the draft is made on Monday 2026-03-02 at 8:00 and each act comes an hour after the last one, unless `at` or a
`clock` (`ticking(start, step)`) says otherwise.
"""

from tests.dossiers import GRANT, START, dossier, draft
from tests.places import PASSWORD, World, person, world
from tests.road import act, fresh, judge, road, sensible_data, take, ticking, walk_to, whose_turn

__all__ = [
    "GRANT",
    "PASSWORD",
    "START",
    "World",
    "act",
    "dossier",
    "draft",
    "fresh",
    "judge",
    "person",
    "road",
    "sensible_data",
    "take",
    "ticking",
    "walk_to",
    "whose_turn",
    "world",
]
