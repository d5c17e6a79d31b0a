"""Contracts per minute, and how much memory the drawing of one takes at most."""

import resource
import sys
import time
from pathlib import Path

from bench.measure import number, show
from tests.contracts import allocated, world_that_signs, written
from workflow.engine.wake import let_sleep

PAPERS = 4
UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10  # what ru_maxrss counts in, per MiB


def run(folder: Path, papers: int = PAPERS) -> None:
    """The first paper warms fonts and styles and is shown apart."""
    from django.conf import settings

    settings.MEDIA_ROOT = folder / "media"
    place = world_that_signs()
    with let_sleep():
        cases = [allocated(place) for _ in range(papers + 1)]
    seconds, sizes = [], []
    for case in cases:
        start = time.perf_counter()
        sizes.append(written(case).size)
        seconds.append(time.perf_counter() - start)
    warm = seconds[1:]
    show(
        "HỢP ĐỒNG – từ sự kiện đến tệp PDF đã lưu, lần lượt từng tệp",
        ("", "tệp/phút", "giây/tệp", "tệp đầu (giây)", "KiB/tệp", "bộ nhớ cao nhất MiB", "của chính tiến trình"),
        [
            (
                f"{papers} hợp đồng",
                number(60 * papers / sum(warm)),
                number(sum(warm) / papers, 2),
                number(seconds[0], 2),
                number(sum(sizes) / len(sizes) / 1024, 0),
                number(_peak(resource.RUSAGE_CHILDREN), 0),
                number(_peak(resource.RUSAGE_SELF), 0),
            )
        ],
    )


def _peak(who: int) -> float:
    """MiB: of the largest child so far, or of this process."""
    return resource.getrusage(who).ru_maxrss / UNIT
