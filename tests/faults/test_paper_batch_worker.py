"""Real processes writing a batch, killed in the middle again and again: no paper is lost, none is written twice."""

import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as project
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from documents.batches.starting import start
from documents.kinds import Plan, case_kind
from documents.models import Document, DocumentFile, PaperBatch, PaperBatchRow, Register, RegisterEntry
from documents.storage import opened
from tests.contracts import world_that_signs
from tests.world import draft, walk_to
from workflow.vocabulary import Programme, State

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(project.BASE_DIR)
PATIENCE = 240.0
#: What a worker does in each of its turns, without the queue that wakes it.
WORKER = """
import django
django.setup()
from django.utils import timezone
from documents.batches.working import work
while True:
    work(clock=timezone.now, limit=2)
"""


def worker(media: Path) -> subprocess.Popen[bytes]:
    given = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "MEDIA_ROOT": str(media),
    }
    return subprocess.Popen([sys.executable, "-c", WORKER], cwd=ROOT, env=given)


def wait_until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s for: {what}"
        pause.wait(0.01)


def killed_once(media: Path, mark: Callable[[], bool], what: str) -> None:
    """Starts a worker, lets it come as far as the mark, and kills it there."""
    process = worker(media)
    try:
        wait_until(mark, what)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=PATIENCE)


def test_a_batch_survives_the_death_of_its_workers_whole_and_without_repetition(
    tmp_path: Path, settings: Settings
) -> None:
    media = settings.MEDIA_ROOT = tmp_path / "media"
    place = world_that_signs()
    cases = [walk_to(draft(place), State.CONTRACTING) for _ in range(4)]
    batch = start(
        case_kind("contract"), Plan(Programme.NATIONAL, 2027), issuer_id=place.agency.pk,
        user_id=place.agency_clerk.pk, at=timezone.now() - timedelta(minutes=1), issues=True, despite_gaps=True,
    )  # fmt: skip
    rows = PaperBatchRow.objects.filter(batch=batch)
    row = PaperBatchRow.State
    killed_once(media, lambda: rows.filter(state=row.DRAFTED).exists(), "a first draft")
    killed_once(media, lambda: rows.filter(state=row.ISSUED).exists(), "a first number")
    killed_once(media, lambda: rows.filter(state=row.DONE).count() >= 2, "two papers")
    last = worker(media)
    try:
        wait_until(lambda: not PaperBatch.objects.filter(state=PaperBatch.State.WORKING).exists(), "the end")
    finally:
        last.send_signal(signal.SIGKILL)
        last.wait(timeout=PATIENCE)
    assert {found.state for found in rows} == {row.DONE}
    papers = Document.objects.filter(kind="contract")
    assert sorted(paper.case_id or 0 for paper in papers) == sorted(case.pk for case in cases)
    assert sorted(RegisterEntry.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Register.objects.get().last == 4
    assert DocumentFile.objects.filter(kind=DocumentFile.Kind.FINAL).count() == 4
    batch.refresh_from_db()
    with zipfile.ZipFile(opened(batch.archive, batch.archive_sha256)) as archive:
        assert len(archive.namelist()) == 4
        assert archive.testzip() is None
