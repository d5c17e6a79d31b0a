"""The same writes in bare psycopg: what a transition costs when nothing but PostgreSQL is paid for.

Lock the row, look for the key, read the open visit, append the event, move the case, end duty and visit, read the
clocks, open visit and duty, leave a row in the outbox; for the owner also the reads that check the dossier. No person
is asked for a permission, no input is cleaned, no deadline is computed: its trace is the one found on a visit.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import cycle
from typing import Any

import psycopg
from django.db import connection
from psycopg.rows import tuple_row
from psycopg.types.json import Jsonb

from bench.scripts import STEP, Line, Script
from workflow.deadlines.tables import FINGERPRINT
from workflow.vocabulary import Action

LOCK_TIMEOUT = "SET LOCAL lock_timeout = '2s'"
LOCK_CASE = "SELECT * FROM workflow_case WHERE id = %s FOR NO KEY UPDATE"
KNOWN_KEY = "SELECT id, digest, version, target FROM workflow_event WHERE case_id = %s AND key = %s"
OPEN_VISIT = "SELECT * FROM workflow_visit WHERE case_id = %s AND closed_at IS NULL"
BUDGET = "SELECT * FROM workflow_budgetline WHERE case_id = %s"
BENEFICIARIES = "SELECT * FROM workflow_beneficiary WHERE case_id = %s"
APPEND = """
    INSERT INTO workflow_event (case_id, seq, version, action, source, target, actor_id, actor_name,
        actor_organisation_id, reason, data, at, key, digest, previous_hash, hash)
    VALUES (%(case)s, %(seq)s, %(version)s, %(action)s, %(source)s, %(target)s, %(actor)s, %(name)s,
        %(unit)s, %(reason)s, %(data)s, %(at)s, %(key)s, %(digest)s, %(previous)s, %(hash)s) RETURNING id"""
MOVE = """
    UPDATE workflow_case SET state = %(target)s, state_before_suspension = '', version = %(version)s,
        updated_at = %(at)s, event_count = %(seq)s, head_hash = %(hash)s WHERE id = %(case)s"""
END_DUTY = "UPDATE workflow_duty SET done_at = %s WHERE visit_id = %s AND done_at IS NULL"
CLOSE_VISIT = "UPDATE workflow_visit SET closed_by_id = %s, closed_at = %s, closed_on = %s WHERE id = %s"
HOLDERS = """
    SELECT m.user_id FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
    WHERE m.organisation_id = %s AND m.role = ANY(%s) AND m.valid_from <= %s
        AND (m.valid_to IS NULL OR m.valid_to >= %s) AND u.is_active"""
ENTER = """
    INSERT INTO workflow_visit (case_id, state, party, opened_by_id, opened_at, opened_on, legal_trace, legal_basis,
        target_due_on, target_trace, target_basis, due_on, due_clock, remind_on, provisional)
    VALUES (%(case)s, %(target)s, %(party)s, %(event)s, %(at)s, %(on)s, '[]', '', %(due)s, %(trace)s, %(basis)s,
        %(due)s, 'target', %(due)s, false) RETURNING id"""
GIVE_DUTY = """
    INSERT INTO workflow_duty (visit_id, case_id, action, sentence, organisation_id, roles, user_id, opened_at)
    VALUES (%s, %s, '', %s, %s, %s, %s, %s)"""
CONSEQUENCE = (
    "INSERT INTO workflow_outboxrow (event_id, effect, status, attempts, error) VALUES (%s, %s, 'waiting', 0, '')"
)


class Bare:
    """One worker with one connection; the same rounds as `bench.engine.Through` with the plain script."""

    def __init__(self, script: Script, cases: Sequence[int]) -> None:
        self._script = script
        self._connection = connect()
        self._cursor = self._connection.cursor()
        self._statements = 0
        self.backend_pid = self._connection.info.backend_pid
        self._order = cycle(cases)
        rows = self._ask(
            "SELECT id, department_id, implementer_id, updated_at FROM workflow_case WHERE id = ANY(%s)", [*cases]
        )
        self._known: dict[int, tuple[int, int, datetime]] = {pk: (first, second, at) for pk, first, second, at in rows}
        self._example: dict[str, Any] = self._find_example(cases[0])

    def _find_example(self, case_id: int) -> dict[str, Any]:
        fields = ("due", "trace", "basis", "party")
        query = "SELECT due_on, target_trace, target_basis, party FROM workflow_visit WHERE case_id = %s AND due_on IS NOT NULL"
        found = dict(zip(fields, self._ask(f"{query} ORDER BY id DESC LIMIT 1", case_id)[0], strict=True))
        return found | {"trace": Jsonb(found["trace"])}

    def _ask(self, query: str, *values: Any) -> list[Any]:
        self._statements += 1
        return self._cursor.execute(query, values).fetchall()

    def _do(self, query: str, values: Any) -> None:
        self._statements += 1
        self._cursor.execute(query, values)

    def count_statements(self) -> float:
        before = self._statements
        for transition in next(self.rounds()):
            transition()
        return (self._statements - before) / len(self._script)

    def rounds(self) -> Iterator[list[Callable[[], object]]]:
        for pk in self._order:
            yield [self._transition(pk, line) for line in self._script]

    def _transition(self, case_id: int, line: Line) -> Callable[[], None]:
        def do() -> None:
            department, implementer, at = self._known[case_id]
            self._known[case_id] = department, implementer, at + STEP
            unit = department if line.row.action == Action.RESUBMIT else implementer
            with self._connection.transaction():
                self._write(case_id, line, unit, at + STEP, uuid.uuid4().hex)

        return do

    def _write(self, case_id: int, line: Line, unit: int, at: datetime, key: str) -> None:
        self._do(LOCK_TIMEOUT, None)
        columns = self._ask(LOCK_CASE, case_id)[0]
        names = [column.name for column in self._cursor.description or ()]
        case = dict(zip(names, columns, strict=True))
        assert not self._ask(KNOWN_KEY, case_id, key)
        visit = self._ask(OPEN_VISIT, case_id)[0]
        if line.row.action == Action.RESUBMIT:
            self._ask(BUDGET, case_id)
            self._ask(BENEFICIARIES, case_id)
        facts = self._facts(case, line, at, key)
        event = self._ask_named(APPEND, facts)
        self._do(MOVE, facts)
        self._do(END_DUTY, (at, visit[0]))
        self._do(CLOSE_VISIT, (event, at, at.date(), visit[0]))
        self._ask(FINGERPRINT)
        entered = self._ask_named(ENTER, facts | self._example | {"event": event, "on": at.date()})
        people = self._ask(HOLDERS, unit, ["owner", "clerk", "department_appraiser"], at.date(), at.date())
        user = people[0][0] if len(people) == 1 else None
        self._do(GIVE_DUTY, (entered, case_id, "Kiểm tra hồ sơ", unit, ["clerk"], user, at))
        for effect in line.row.effects:
            self._do(CONSEQUENCE, (event, effect))

    def _ask_named(self, query: str, values: dict[str, Any]) -> int:
        self._do(query, values)
        row = self._cursor.fetchone()
        assert row is not None
        number: int = row[0]
        return number

    def _facts(self, case: dict[str, Any], line: Line, at: datetime, key: str) -> dict[str, Any]:
        data = {name: value for name, value in line.data.items() if name != "reason"}
        plain = {
            "case": case["id"],
            "seq": case["event_count"] + 1,
            "version": case["version"] + 1,
            "action": line.row.action.value,
            "source": case["state"],
            "target": str(line.row.target),
            "actor": line.actor.user_id,
            "name": line.actor.name,
            "unit": next(iter(line.actor.holdings)).organisation_id,
            "reason": line.data.get("reason", ""),
            "key": key,
            "previous": case["head_hash"],
        }
        text = json.dumps([plain, data, at.isoformat()], ensure_ascii=False, sort_keys=True).encode()
        seal = hashlib.sha256(text).hexdigest()
        return plain | {"data": Jsonb(data), "at": at, "digest": seal, "hash": seal}


def connect() -> psycopg.Connection[tuple[Any, ...]]:
    """A connection to the database of the run with psycopg's own settings: it prepares what it repeats."""
    known = connection.settings_dict
    return psycopg.connect(
        dbname=known["NAME"],
        user=known["USER"],
        password=known["PASSWORD"] or None,
        host=known["HOST"] or None,
        port=known["PORT"] or None,
        autocommit=True,
        row_factory=tuple_row,
    )
