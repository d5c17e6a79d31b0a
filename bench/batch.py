"""A whole đợt in one go: every contract of a plan issued in the background, by workers that are killed again and again."""

import time
import zipfile
from itertools import cycle
from pathlib import Path

from bench.measure import number, show
from bench.workers import PROCESSES
from tests.contracts import allocated, world_that_signs
from tests.world import World
from workflow.engine.wake import let_sleep

CONTRACTS = 500
WORKERS = 2
#: A worker is killed each time so many more rows are done.
KILLED_AFTER = 25
PAUSE = 0.05


def run(folder: Path, *, small: bool = False) -> bool:
    """Whether every project has its one contract, its one number and its one file."""
    from django.conf import settings

    settings.MEDIA_ROOT = folder / "media"
    count = CONTRACTS // 50 if small else CONTRACTS
    place = world_that_signs()
    with let_sleep():
        for _ in range(count):
            allocated(place)
    batch = _started(place)
    start = time.perf_counter()
    kills = _written(batch, count)
    seconds = time.perf_counter() - start
    lost, doubled = _lost_and_doubled(batch, count)
    show(
        "LẬP HÀNG LOẠT – hợp đồng của một đợt, cấp số, lập tệp, nén lại; worker bị kill -9 giữa chừng",
        ("", "worker", "bị giết", "giây", "tệp/phút", "MiB tệp nén", "mất", "lặp"),
        [
            (
                f"{count} hợp đồng", str(WORKERS), str(kills), number(seconds), number(60 * count / seconds),
                number(_archive_size(batch) / (1 << 20)), str(lost), str(doubled),
            )
        ],
    )  # fmt: skip
    return not lost and not doubled


def _started(place: World) -> int:
    from django.utils import timezone

    from documents.batches.starting import start
    from documents.kinds import Plan, case_kind
    from workflow.models import Case
    from workflow.vocabulary import Programme

    year = Case.objects.values_list("plan_year", flat=True)[0]
    with let_sleep():
        return start(
            case_kind("contract"), Plan(Programme.NATIONAL, year), issuer_id=place.agency.pk,
            user_id=place.agency_clerk.pk, at=timezone.now(), issues=True, despite_gaps=True,
        ).pk  # fmt: skip


def _written(batch: int, count: int) -> int:
    """How many workers were killed before the last row was done and the archive packed."""
    from django.db import connections

    from documents.models import PaperBatch, PaperBatchRow

    connections.close_all()
    crew = [_worker() for _ in range(WORKERS)]
    kills = 0
    for victim in cycle(range(WORKERS)):
        time.sleep(PAUSE)
        done = PaperBatchRow.objects.filter(batch=batch, state=PaperBatchRow.State.DONE).count()
        if not PaperBatch.objects.filter(pk=batch, state=PaperBatch.State.WORKING).exists():
            break
        if done >= (kills + 1) * KILLED_AFTER and done < count:
            crew[victim].kill()
            crew[victim].join()
            connections.close_all()
            crew[victim] = _worker()
            kills += 1
    for process in crew:
        process.kill()
        process.join()
    return kills


def _worker() -> "PROCESSES.Process":  # type: ignore[name-defined]
    process = PROCESSES.Process(target=_work, daemon=False)
    process.start()
    return process


def _work() -> None:
    from django.utils import timezone

    from documents.batches.working import work

    while True:
        work(clock=timezone.now)


def _lost_and_doubled(batch: int, count: int) -> tuple[int, int]:
    """Projects without exactly one contract, one number and one file in the archive; and what there is too much of."""
    from documents.models import Document, DocumentFile, PaperBatch, RegisterEntry
    from documents.storage import opened

    papers = Document.objects.filter(kind="contract", batch_rows__batch=batch)
    found = PaperBatch.objects.get(pk=batch)
    with zipfile.ZipFile(opened(found.archive, found.archive_sha256)) as archive:
        packed = archive.namelist() if archive.testzip() is None else []
    each = (
        papers.values("case").distinct().count(),
        RegisterEntry.objects.values("number").distinct().count(),
        DocumentFile.objects.filter(kind=DocumentFile.Kind.FINAL).values("document__case").distinct().count(),
        len(set(packed)),
    )
    whole = (
        Document.objects.filter(kind="contract").count(),
        RegisterEntry.objects.count(),
        DocumentFile.objects.filter(kind=DocumentFile.Kind.FINAL).count(),
        len(packed),
    )
    return max(count - one for one in each), max(one - count for one in whole)


def _archive_size(batch: int) -> int:
    from documents.models import PaperBatch

    return PaperBatch.objects.get(pk=batch).archive_size
