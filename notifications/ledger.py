"""Writing many rows of the ledger at once: one statement of arrays, for a sweep may bring hundreds of thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from notifications.models import Alert
from notifications.vocabulary import AlertState, Audience, Channel, Topic


@dataclass(frozen=True, slots=True)
class Entry:
    """A new row of the ledger, as `Alert` keeps it: everything it says; the rest has its default in the database."""

    visit_id: int
    cycle: int
    rung: str
    person_id: int
    title: str
    loudness: str
    audience: Audience
    channel: Channel
    topic: Topic
    stops: bool
    sent_for: date
    reached_on: date
    at: date
    state: AlertState
    why: str = ""


#: The type of each column.
TYPES = {
    "visit_id": "bigint", "cycle": "smallint", "rung": "text", "person_id": "bigint", "title": "text",
    "loudness": "text", "audience": "text", "channel": "text", "topic": "text", "stops": "boolean",
    "sent_for": "date", "reached_on": "date", "at": "date", "state": "text", "why": "text",
}  # fmt: skip
INSERT = (
    f"INSERT INTO {Alert._meta.db_table} ({', '.join(TYPES)}) "  # noqa: S608 - names of our own
    f"SELECT * FROM unnest({', '.join(f'%s::{kind}[]' for kind in TYPES.values())}) ON CONFLICT DO NOTHING"
)


def write_alerts(alerts: Sequence[Entry]) -> None:
    """The unique constraint has the last word, also against a writer that forgot the lock."""
    if not alerts:
        return
    columns = [[_plain(getattr(alert, name)) for alert in alerts] for name in TYPES]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, columns)


def _plain(value: object) -> object:
    """A choice as the text it is: a driver that meets an enumeration looks for a type of its own."""
    return str(value) if isinstance(value, str) else value
