"""The engine as work to be measured: whole acts through `advance`, in a process that has a connection of its own."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime
from itertools import cycle
from typing import Any

from django.db import connection

from bench.scripts import STEP, Line, Script
from workflow.engine.advance import advance
from workflow.engine.wake import let_sleep
from workflow.models import Case


class Through:
    """One worker. `wakes`: the workers of the queue are told of each act, as in real life; else only the rows are
    written, which is what the bare SQL does too."""

    def __init__(self, script: Script, cases: Sequence[int], *, wakes: bool = False) -> None:
        self._script = script
        self._known: dict[int, tuple[int, datetime]] = {
            pk: (version, at)
            for pk, version, at in Case.objects.filter(pk__in=cases).values_list("pk", "version", "updated_at")
        }
        self._order = cycle(cases)
        self._wakes = wakes
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.backend_pid: int = cursor.fetchone()[0]

    def count_statements(self) -> float:
        seen = 0

        def counted(execute: Callable[..., Any], *call: Any) -> Any:
            nonlocal seen
            seen += 1
            return execute(*call)

        with connection.execute_wrapper(counted):
            for transition in next(self.rounds()):
                transition()
        return seen / len(self._script)

    def rounds(self) -> Iterator[list[Callable[[], object]]]:
        for pk in self._order:
            yield [self._transition(pk, line) for line in self._script]

    def _transition(self, case_id: int, line: Line) -> Callable[[], None]:
        def do() -> None:
            version, at = self._known[case_id]
            at += STEP
            with nullcontext() if self._wakes else let_sleep():
                outcome = advance(
                    case_id=case_id,
                    action=line.row.action,
                    actor=line.actor,
                    seen_version=version,
                    key=uuid.uuid4().hex,
                    data=line.data,
                    at=at,
                )
            self._known[case_id] = outcome.version, at

        return do
