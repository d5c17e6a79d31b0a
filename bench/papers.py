"""Contracts per minute and per core beside two other ways to make them; and memory that does not grow over 500 of them."""

import os
import resource
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from bench.engines import Engine, Make, engines, naive, numbered
from bench.measure import number, show
from bench.workers import PROCESSES
from documents.drawing import drawn
from tests.contracts import allocated, file_of, world_that_signs, written
from workflow.engine.wake import let_sleep

PAPERS = 4
ROUNDS = 20
RENDERS = 500
#: The naive way is shown over fewer: what it leaks is seen soon.
NAIVE_RENDERS = 100
UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10  # what ru_maxrss counts in, per MiB
PAGE = os.sysconf("SC_PAGE_SIZE")
MIB = 1 << 20
#: MiB that may lie between a tenth of the way and the end.
FLAT = 8.0


def run(folder: Path, *, small: bool = False) -> bool:
    """Whether memory stayed flat."""
    end_to_end(folder)
    side_by_side(ROUNDS // 5 if small else ROUNDS)
    return memory(RENDERS // 25 if small else RENDERS)


# --- from the event to the stored file ---------------------------------------------------------------------------
def end_to_end(folder: Path) -> None:
    """The first paper warms fonts and styles and is shown apart."""
    from django.conf import settings

    settings.MEDIA_ROOT = folder / "media"
    place = world_that_signs()
    with let_sleep():
        cases = [allocated(place) for _ in range(PAPERS + 1)]
    seconds, sizes = [], []
    for case in cases:
        start = time.perf_counter()
        sizes.append(file_of(written(case)).size)
        seconds.append(time.perf_counter() - start)
    warm = seconds[1:]
    show(
        "HỢP ĐỒNG – từ sự kiện đến tệp PDF đã lưu, lần lượt từng tệp",
        ("", "tệp/phút", "giây/tệp", "tệp đầu (giây)", "KiB/tệp"),
        [
            (
                f"{PAPERS} hợp đồng",
                number(60 * PAPERS / sum(warm)),
                number(sum(warm) / PAPERS, 2),
                number(seconds[0], 2),
                number(sum(sizes) / len(sizes) / 1024, 0),
            )
        ],
    )


# --- beside other ways -------------------------------------------------------------------------------------------
def side_by_side(rounds: int) -> None:
    """In turns, so that the load of the machine falls on all alike; the first of each is not counted.

    Each in a process of its own: the threads of one would forbid another to fork.
    """
    shops = [Workshop(engine) for engine in engines()]
    for turn in range(rounds + 1):
        for shop in shops:
            shop.take(1 + turn, counted=turn > 0)
    for shop in shops:
        shop.close()
    ours = shops[0].cpu_each
    show(
        f"CÙNG MỘT HỢP ĐỒNG – {rounds} tệp mỗi cách, xen kẽ nhau, mỗi tệp một số, tên đề án và dự toán khác",
        ("", "tệp/phút", "tệp/phút/lõi", "ms CPU/tệp", "so với ta", "KiB/tệp"),
        [shop.row(ours) for shop in shops],
    )


class Workshop:
    """A process that makes papers in one way, and what it used up: seconds by the clock, of processor; bytes."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.works = engine.name, engine.make is not None
        self.made: list[tuple[float, float, int]] = []
        if engine.make is not None:
            self.pipe, theirs = PROCESSES.Pipe()
            self.process = PROCESSES.Process(target=_serve, args=(engine.make, theirs), daemon=True)
            self.process.start()

    def take(self, turn: int, *, counted: bool) -> None:
        if self.works:
            self.pipe.send(turn)
            answer: tuple[float, float, int] = self.pipe.recv()
            if counted:
                self.made.append(answer)

    def close(self) -> None:
        if self.works:
            self.pipe.send(None)
            self.process.join()

    @property
    def cpu_each(self) -> float:
        return sum(cpu for _, cpu, _ in self.made) / len(self.made)

    def row(self, ours: float) -> tuple[str, ...]:
        if not self.works:
            return (f"{self.name}: chưa cài (config/requirements/bench.txt)", *["–"] * 5)
        count = len(self.made)
        return (
            self.name,
            number(60 * count / sum(wall for wall, _, _ in self.made)),
            number(60 / self.cpu_each),
            number(self.cpu_each * 1000, 0),
            f"{number(self.cpu_each / ours, 2)}×",
            number(sum(size for _, _, size in self.made) / count / 1024, 0),
        )


def _serve(make: Make, pipe: Connection) -> None:
    while (turn := pipe.recv()) is not None:
        made = numbered(turn)
        wall, cpu = time.perf_counter(), _cpu()
        size = len(make(made))
        pipe.send((time.perf_counter() - wall, _cpu() - cpu, size))


def _cpu() -> float:
    """Seconds of processor of this process and of the children that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


# --- memory ------------------------------------------------------------------------------------------------------
def memory(renders: int) -> bool:
    """Each way in a process of its own, which tells what it holds at the start, a tenth of the way, half-way, at the end."""
    ways: tuple[tuple[str, Make, int], ...] = (
        ("phần mềm này", lambda made: drawn(made).pdf, renders),
        ("WeasyPrint cách thường", naive, min(renders, NAIVE_RENDERS)),
    )
    rows, growths = [], []
    for name, make, count in ways:
        held, largest = _held(make, count)
        growths.append(held[-1] - held[1])
        each = number(growths[-1] / max(count - _early(count), 1) * 1024, 0)
        rows.append((f"{name}: {count} tệp", *(number(value, 0) for value in held), each, number(largest, 0)))
    show(
        "BỘ NHỚ – MiB của tiến trình lập tệp sau từng chặng, và của tiến trình con lớn nhất",
        ("", "tệp đầu", "sau 1/10", "nửa chừng", "cuối", "KiB thêm/tệp", "con lớn nhất"),
        rows,
    )
    flat = growths[0] < FLAT
    if not flat:
        print(f"  KHÔNG PHẲNG: bộ nhớ tăng {number(growths[0])} MiB từ tệp thứ {_early(renders)} đến tệp cuối.")
    return flat


def _held(make: Make, count: int) -> tuple[list[float], float]:
    receiver, sender = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=lambda: sender.send((list(_marks(make, count)), _largest_child())))
    process.start()
    sender.close()
    held, largest = receiver.recv()
    process.join()
    return held, largest


def _marks(make: Make, count: int) -> Iterator[float]:
    stops = {1, _early(count), count // 2, count}
    for turn in range(1, count + 1):
        make(numbered(turn))
        if turn in stops:
            yield _resident()


def _early(count: int) -> int:
    """A tenth of the way: everything is warm by then."""
    return max(count // 10, 2)


def _resident() -> float:
    """MiB this process holds now; where the host does not say, the most it ever held."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / MIB
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT


def _largest_child() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / UNIT
