"""The ladder as the table holds it now, and which open stays it has been looked at with: where this room reads its rules."""

from datetime import date
from typing import Any

from django.db import connection

from notifications.ladder import Ladder, Rung
from notifications.models import LadderRung, LadderSeen
from notifications.vocabulary import Audience, Channel, Loudness
from workflow.lifecycle import TABLES

#: Stays are marked so many at a time, each slice committed: nobody waits long for a row.
SLICE = 5000
LOOK_AGAIN = """
    WITH slice AS (
        SELECT v.id FROM workflow_visit v
          JOIN workflow_case c ON c.id = v.case_id
          JOIN unnest(%(programmes)s::text[], %(states)s::text[]) AS changed (programme, state)
            ON changed.programme = c.programme AND changed.state = v.state
         WHERE v.closed_at IS NULL AND v.due_on IS NOT NULL AND v.id > %(after)s
         ORDER BY v.id LIMIT %(slice)s
    ), marked AS (
        UPDATE workflow_visit v SET watch_on = least(coalesce(v.watch_on, %(day)s), %(day)s)
          FROM slice WHERE v.id = slice.id AND v.closed_at IS NULL
    )
    SELECT max(id) FROM slice
"""


def load_ladder() -> Ladder:
    """Inactive rungs are as if they were not there."""
    return Ladder(map(rung_of, LadderRung.objects.filter(active=True)))


def rung_of(row: LadderRung) -> Rung:
    return Rung(
        code=row.code,
        offset=row.offset,
        audiences=tuple(map(Audience, row.audiences)),
        channel=Channel(row.channel),
        loudness=Loudness(row.loudness),
        title=row.title,
        mutable=row.mutable,
        stops_when_acknowledged=row.stops_when_acknowledged,
        place=row.place,
        programme=row.programme,
        state=row.state,
    )


def look_again_where_changed(ladder: Ladder, *, on: date) -> int:
    """Open stays of every stage whose ladder is another one than last time are to be looked at; how many stages that is.

    Whoever changed the table, and however: the ladder is compared, nobody has to tell.
    """
    seen = {(row.programme, row.state): row.fingerprint for row in LadderSeen.objects.all()}
    stages = [(table.programme.value, state.value) for table in TABLES.values() for state in table.states]
    changed = {stage: found for stage in stages if seen.get(stage) != (found := ladder.fingerprint(*stage))}
    if changed:
        _look_again(list(changed), on)
        LadderSeen.objects.bulk_create(
            (LadderSeen(programme=stage[0], state=stage[1], fingerprint=found) for stage, found in changed.items()),
            update_conflicts=True,
            unique_fields=["programme", "state"],
            update_fields=["fingerprint"],
        )
    return len(changed)


def _look_again(stages: list[tuple[str, str]], on: date) -> None:
    """Slice by slice, by id; an empty slice is the end."""
    programmes, states = zip(*stages, strict=True)
    given: dict[str, Any] = {"programmes": list(programmes), "states": list(states), "slice": SLICE, "day": on}
    last: int | None = 0
    while last is not None:
        with connection.cursor() as cursor:
            cursor.execute(LOOK_AGAIN, given | {"after": last})
            (last,) = cursor.fetchone()
