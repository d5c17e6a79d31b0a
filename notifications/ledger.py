"""Reading and writing the ledger of alerts by the thousand: a sweep has no time for one row after another."""

import json
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from notifications.models import Alert
from notifications.reckoning import Ledger, Missing, NewAlert, Written, why_overtaken
from notifications.vocabulary import AlertState
from notifications.watch import Stay

#: The columns of `NewAlert`, and as what the server reads them.
TYPES = {
    "cycle": "int", "rung": "text", "person_id": "bigint", "title": "text", "loudness": "text", "audience": "text",
    "channel": "text", "topic": "text", "stops": "bool", "sent_for": "date", "reached_on": "date", "at": "date",
    "state": "text", "why": "text",
}  # fmt: skip
#: What many stays have in common travels once, beside the pairs (stay, number of what is told of it). The unique
#: constraint has the last word, also against a writer that forgot the lock.
NAMES = ", ".join(TYPES)
INSERT = f"""
    INSERT INTO notifications_alert (visit_id, {NAMES})
    SELECT row.visit_id, {NAMES}
      FROM unnest(%s::bigint[], %s::int[]) AS row (visit_id, number)
      JOIN json_to_recordset(%s) AS told (number int, {", ".join(f"{name} {kind}" for name, kind in TYPES.items())})
     USING (number)
    ON CONFLICT DO NOTHING
"""  # noqa: S608
KNOWN = """
    SELECT id, visit_id, cycle, rung, person_id, state = %s AND mail_id IS NULL
      FROM notifications_alert WHERE visit_id = ANY(%s)
"""


def ledgers(stays: Iterable[Stay]) -> dict[int, Ledger]:
    """What was written for the present cycle of each."""
    cycles = {stay.pk: stay.cycle for stay in stays}
    found: dict[int, dict[tuple[str, int], Written]] = {}
    for pk, visit_id, cycle, rung, person_id, unspoken in _rows(list(cycles)):
        if cycle == cycles[visit_id]:
            found.setdefault(visit_id, {})[rung, person_id] = Written(pk, unspoken)
    return dict(found)


def _rows(visit_ids: list[int]) -> list[tuple[int, int, int, str, int, bool]]:
    if not visit_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [AlertState.WAITING.value, visit_ids])
        return list(cursor.fetchall())


def write(found: Iterable[Missing]) -> None:
    """New rows, and what becomes of earlier ones that need not speak any more."""
    found = list(found)
    _insert(found)
    overtaken: dict[str, list[int]] = defaultdict(list)
    for missing in found:
        for pk, title in missing.overtaken:
            overtaken[title].append(pk)
    for title, ids in overtaken.items():
        unspoken = Alert.objects.filter(pk__in=ids, state=AlertState.WAITING, mail=None)
        unspoken.update(state=AlertState.SUPERSEDED, why=why_overtaken(title))


def _insert(found: Iterable[Missing]) -> None:
    numbers: dict[NewAlert, int] = {}
    visits: list[int] = []
    told: list[int] = []
    for missing in found:
        for alert in missing.alerts:
            visits.append(missing.visit_id)
            told.append(numbers.setdefault(alert, len(numbers)))
    if not visits:
        return
    document = json.dumps([alert._asdict() | {"number": number} for alert, number in numbers.items()], default=str)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [visits, told, document])
