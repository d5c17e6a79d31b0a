"""Transitions per second and what each costs: plain acts, acts of the council, and bare SQL, by 1, 2 and 4 processes.

The kinds take turns twice, forth and back, in one run, so that whatever else keeps the machine busy weighs on all alike.
Read the ratios, not the absolute figures.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bench.engine import Through
from bench.measure import Sample, number, one_after_another, show
from bench.raw import Bare
from bench.scripts import council, plain, submitted_cases
from bench.workers import Work, measured
from tests.world import World, world
from workflow.models import Case

CREWS = (1, 2, 4)
CASES_EACH = 2  # a worker goes round so many đề án of its own
HEAD = (
    "",
    "tiến trình",
    "bước/giây",
    "CPU ms/bước",
    "CPU máy chủ",
    "SQL/bước",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "nhịp so SQL",
    "CPU gấp",
)


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    make: Callable[[int], Work]
    crews: tuple[int, ...] = CREWS


def run(seconds: float) -> None:
    place = world()
    results: dict[tuple[str, int], Sample] = {}
    kinds = _kinds(place)
    for crew in CREWS:
        able = [kind for kind in kinds if crew in kind.crews]
        windows: dict[str, list[Sample]] = {kind.name: [] for kind in able}
        for kind in (*able, *reversed(able)):
            windows[kind.name].append(measured(kind.make, workers=crew, seconds=seconds))
        results |= {(name, crew): one_after_another(samples) for name, samples in windows.items()}
    _print(kinds, results)


def _kinds(place: World) -> list[Kind]:
    """The last is the yardstick. Each kind has đề án of its own, so that no chain is written by two hands."""
    groups = [[submitted_cases(place, CASES_EACH) for _ in range(max(CREWS))] for _ in range(3)]
    case = Case.objects.get(pk=groups[0][0][0])
    acts, sitting = plain(place, case), council(place, case)
    return [
        Kind("Bước thường", lambda number: Through(acts, groups[0][number])),
        Kind("  có gọi hàng đợi", lambda number: Through(acts, groups[0][number], wakes=True), (1,)),
        Kind("Hội đồng thẩm định", lambda number: Through(sitting, groups[1][number])),
        Kind("psycopg thuần", lambda number: Bare(acts, groups[2][number])),
    ]


def _print(kinds: list[Kind], results: dict[tuple[str, int], Sample]) -> None:
    bare = kinds[-1].name
    rows = [
        _row(kind.name, crew, results[kind.name, crew], results[bare, crew]) for kind in kinds for crew in kind.crews
    ]
    show("BƯỚC CHUYỂN – một giao dịch trọn vẹn, đã ghi xuống đĩa", HEAD, rows)
    print(
        "  CPU ms/bước: của tiến trình Python; CPU máy chủ: của tiến trình PostgreSQL. SQL/bước không kể BEGIN, COMMIT."
        "\n  Nhịp so SQL: số bước mỗi giây chia cho psycopg thuần làm cùng các lần ghi của bước thường, cùng số tiến trình;"
        "\n  bước hội đồng ghi nhiều hơn thế (luồng việc, phiếu chấm), nên chỉ để đối chiếu."
        "\n  CPU gấp: tổng CPU hai phía so với psycopg thuần; ít chịu ảnh hưởng của việc khác trên máy hơn là nhịp."
    )


def _row(name: str, crew: int, sample: Sample, bare: Sample) -> tuple[str, ...]:
    return (
        name,
        str(crew),
        number(sample.rate),
        number(sample.cpu_each, 2),
        number(sample.backend_each, 2),
        number(sample.statements),
        *(number(sample.percentile(percent)) for percent in (50, 95, 99)),
        f"{number(sample.rate / bare.rate * 100, 0)} %",
        _times(sample.all_cpu_each, bare.all_cpu_each),
    )


def _times(cost: float | None, bare: float | None) -> str:
    return "–" if cost is None or not bare else f"{number(cost / bare)} lần"
