"""The main road of a table: the straight way from the draft to the good end, and what of it lies ahead of a state. Pure."""

from collections import deque
from functools import lru_cache

from workflow.lifecycle.table import Table
from workflow.vocabulary import State


def way(table: Table, start: State, goal: State) -> tuple[State, ...] | None:
    """The stages from `start` to `goal` by the fewest moves, both included; None where no road leads there.

    Rows that come first in the table win ties.
    """
    came_from: dict[State, State | None] = {start: None}
    queue = deque([start])
    while queue and goal not in came_from:
        here = queue.popleft()
        for row in table.rows_from(here):
            if isinstance(row.target, State) and row.target not in came_from:
                came_from[row.target] = here
                queue.append(row.target)
    if goal not in came_from:
        return None
    stages: list[State] = []
    step: State | None = goal
    while step is not None:
        stages.append(step)
        step = came_from[step]
    return tuple(reversed(stages))


@lru_cache(maxsize=8)
def main_road(programme: str) -> tuple[State, ...]:
    """From the draft to the archive."""
    from workflow.lifecycle import table_of

    table = table_of(programme)
    found = way(table, table.initial, State.CLOSED)
    assert found is not None, "every đề án can be closed"
    return found


@lru_cache(maxsize=64)
def off_road(programme: str, state: State) -> bool:
    """A running stage from which no way leads to the good end: what was begun is being undone there."""
    from workflow.lifecycle import table_of

    table = table_of(programme)
    return not table.stage(state).terminal and way(table, state, State.CLOSED) is None


@lru_cache(maxsize=512)
def ahead(programme: str, state: State, goal: State) -> tuple[State, ...]:
    """The stages to go through, the present one first, before `goal` is entered; empty where it is behind or off the road.

    From a stage beside the road (a supplement, an adjustment) the way leads back to it first.
    """
    from workflow.lifecycle import table_of

    road, table = main_road(programme), table_of(programme)
    if state not in table.states or table.stage(state).terminal or goal not in road:
        return ()
    aside: tuple[State, ...] = ()
    if state not in road:
        back = [found for place in road if (found := way(table, state, place))]
        if not back:
            return ()
        aside = min(back, key=len)[:-1]
        state = min(back, key=len)[-1]
    here, there = road.index(state), road.index(goal)
    return (*aside, *road[here:there]) if here < there or (aside and here == there) else ()
