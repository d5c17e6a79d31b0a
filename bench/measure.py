"""Time, CPU and statements of a stretch of work, and the table that shows them."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Of one window of the measurement of transitions.
SECONDS = 1.2
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured: seconds of each transition, seconds by the clock, seconds of CPU here and in the server.

    `backend_cpu` is None where the server's process cannot be read. `statements`: SQL per transition, without BEGIN
    and COMMIT.
    """

    latencies: tuple[float, ...]
    wall: float
    cpu: float
    backend_cpu: float | None
    statements: float

    @property
    def count(self) -> int:
        return len(self.latencies)

    @property
    def rate(self) -> float:
        """Transitions per second, of all workers together."""
        return self.count / self.wall

    @property
    def cpu_each(self) -> float:
        """Milliseconds of our CPU per transition."""
        return self.cpu / self.count * 1000

    @property
    def backend_each(self) -> float | None:
        """Milliseconds of the server's CPU per transition."""
        return None if self.backend_cpu is None else self.backend_cpu / self.count * 1000

    @property
    def all_cpu_each(self) -> float | None:
        """Milliseconds of CPU per transition on both sides."""
        return None if self.backend_each is None else self.cpu_each + self.backend_each

    def percentile(self, percent: int) -> float:
        """Milliseconds within which so many of a hundred transitions were done (nearest rank)."""
        ordered = sorted(self.latencies)
        return ordered[max(0, -(-percent * len(ordered) // 100) - 1)] * 1000


def side_by_side(samples: Sequence[Sample]) -> Sample:
    """Workers that ran at the same time: their work adds up, the clock does not."""
    return _merged(samples, wall=max(sample.wall for sample in samples))


def one_after_another(samples: Sequence[Sample]) -> Sample:
    return _merged(samples, wall=sum(sample.wall for sample in samples))


def _merged(samples: Sequence[Sample], *, wall: float) -> Sample:
    backend = [sample.backend_cpu for sample in samples if sample.backend_cpu is not None]
    return Sample(
        latencies=tuple(seconds for sample in samples for seconds in sample.latencies),
        wall=wall,
        cpu=sum(sample.cpu for sample in samples),
        backend_cpu=sum(backend) if len(backend) == len(samples) else None,
        statements=sum(sample.statements * sample.count for sample in samples) / sum(s.count for s in samples),
    )


def backend_seconds(pid: int) -> float | None:
    """CPU the server's process has used so far; None when it runs elsewhere or may not be looked at."""
    try:
        name, _, rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:
        return None
    if "postgres" not in name:
        return None
    fields = rest.split()
    return (int(fields[11]) + int(fields[12])) / TICK


@dataclass(slots=True)
class Used:
    """Seconds of a stretch of work in this process: by the clock, and of CPU here and in the server of its connection
    together (None where the server's process cannot be read)."""

    wall: float = 0.0
    cpu: float | None = None


@contextmanager
def used(connection: Any) -> Iterator[Used]:
    """`connection`: Django's; it must stay the same one throughout."""
    connection.ensure_connection()
    pid, found = connection.connection.info.backend_pid, Used()
    server, own, start = backend_seconds(pid), time.process_time(), time.perf_counter()
    yield found
    found.wall = time.perf_counter() - start
    after = backend_seconds(pid)
    if server is not None and after is not None:
        found.cpu = time.process_time() - own + after - server


def number(value: float | None, digits: int = 1) -> str:
    """As Vietnamese writes it: 1.234,5; a dash for what is not known."""
    if value is None:
        return "–"
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def show(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """First column to the left, numbers to the right."""
    table = [list(head), *(list(row) for row in rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    print(f"\n{title}")
    for place, row in enumerate(table):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells))
        if place == 0:
            print("  " + "  ".join("-" * width for width in widths))
