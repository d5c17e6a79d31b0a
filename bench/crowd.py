"""Many đề án that wait at the Sở, written by the hundred thousand: one is brought there by the engine, the rest are its copies.

Every row a copy needs is copied with it (case, event, stay, duty), so that whatever reads them finds them right; only the
hashes of their chains are those of the first.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db import connection, transaction

from tests.world import World, draft, take
from workflow.models import Case, Duty, Event, Visit
from workflow.vocabulary import Action

Copied = type[Case] | type[Event] | type[Visit] | type[Duty]


def crowd(places: Sequence[World], *, count: int, due: date | None, watch_on: date | None) -> None:
    """`count` open stays, dealt to the places in turn, all due on one day and to be looked at on another.

    `due` None: due when their rule says.
    """
    for place, share in zip(places, shares(count, len(places)), strict=True):
        if not share:
            continue
        case = take(draft(place), Action.SUBMIT)
        stay = Visit.objects.get(case=case, closed_at=None)
        dates = {"due_on": due, "target_due_on": due, "remind_on": due - timedelta(days=2)} if due else {}
        Visit.objects.filter(pk=stay.pk).update(**dates, watch_on=watch_on)
        _copy(case, stay, share - 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def shares(count: int, among: int) -> Iterable[int]:
    return (count // among + (place < count % among) for place in range(among))


@transaction.atomic
def _copy(case: Case, stay: Visit, count: int) -> None:
    """Without triggers and checks, where the server lets us: they would look at every row to find it right."""
    last = {model: model.objects.latest("pk").pk for model in (Case, Event, Visit, Duty)}
    cases, events, visits = (f"{last[model]} + n" for model in (Case, Event, Visit))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL session_replication_role = replica")
    _more(Case, case.pk, last[Case], count, {"code": f"'BAN-SAO-' || {cases}", "event_count": "1"})
    _more(Event, stay.opened_by_id, last[Event], count, {"case_id": cases, "seq": "1", "key": "md5(key || n)"})
    _more(Visit, stay.pk, last[Visit], count, {"case_id": cases, "opened_by_id": events})
    duty = Duty.objects.get(visit=stay, done_at=None)
    _more(Duty, duty.pk, last[Duty], count, {"case_id": cases, "visit_id": visits})


def _more(model: Copied, pk: int, last: int, count: int, changed: Mapping[str, str]) -> None:
    """`count` rows like the one with this key, but for what is changed; only names of our own go into the text."""
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    expressions = {column: column for column in columns} | {"id": f"{last} + n"} | dict(changed)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(expressions)}) SELECT {', '.join(expressions.values())} "  # noqa: S608
            f"FROM {table}, generate_series(1, %s) n WHERE id = %s",
            [count, pk],
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last + count + 1])
