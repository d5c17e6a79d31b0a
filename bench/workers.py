"""Doing a kind of work in several processes at once for a while: processes, because that is how the web server works."""

import multiprocessing
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from django.db import connections

from bench.measure import Sample, backend_seconds, side_by_side

#: Forked, so that a worker knows what was prepared; the parent holds no connection and no thread then.
PROCESSES = multiprocessing.get_context("fork")
PATIENCE = 60.0  # seconds to wait for a worker over and above its window


class Work(Protocol):
    """One worker's share, made in the worker's own process."""

    backend_pid: int

    def count_statements(self) -> float:
        """Does one whole round unmeasured, which warms everything; returns SQL statements per transition."""

    def rounds(self) -> Iterator[list[Callable[[], object]]]:
        """Rounds for ever; each a list of transitions to be done in order, which ends where it began."""


@dataclass(frozen=True, slots=True)
class Failure:
    text: str


def measured(make: Callable[[int], Work], *, workers: int, seconds: float) -> Sample:
    """All workers together. `make` gets the worker's number. Raises RuntimeError with what a worker died of."""
    connections.close_all()
    gate = PROCESSES.Barrier(workers)
    pipes = [PROCESSES.Pipe(duplex=False) for _ in range(workers)]
    crew = [
        PROCESSES.Process(target=_worker, args=(make, number, gate, seconds, sender), daemon=True)
        for number, (_, sender) in enumerate(pipes)
    ]
    for process in crew:
        process.start()
    try:
        return side_by_side([_answer(receiver, seconds + PATIENCE) for receiver, _ in pipes])
    finally:
        for process in crew:
            process.join(1)
            if process.is_alive():
                process.terminate()


def _answer(receiver: Connection, patience: float) -> Sample:
    if not receiver.poll(patience):
        raise RuntimeError("Một tiến trình đo không trả lời.")
    answer: Sample | Failure = receiver.recv()
    if isinstance(answer, Failure):
        raise RuntimeError(answer.text)
    return answer


def _worker(make: Callable[[int], Work], number: int, gate: Any, seconds: float, sender: Connection) -> None:
    try:
        work = make(number)
        statements = work.count_statements()
        gate.wait(PATIENCE)
        sender.send(_window(work, seconds, statements))
    except Exception:
        gate.abort()
        sender.send(Failure(traceback.format_exc()))
    finally:
        connections.close_all()


def _window(work: Work, seconds: float, statements: float) -> Sample:
    latencies: list[float] = []
    server = backend_seconds(work.backend_pid)
    cpu, start = time.process_time(), time.perf_counter()
    for transitions in work.rounds():
        for transition in transitions:
            before = time.perf_counter()
            transition()
            latencies.append(time.perf_counter() - before)
        if time.perf_counter() - start >= seconds:
            break
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    after = backend_seconds(work.backend_pid)
    used = None if server is None or after is None else after - server
    return Sample(tuple(latencies), wall, cpu, used, statements)
