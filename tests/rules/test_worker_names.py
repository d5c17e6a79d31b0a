"""Several workers on one machine: each is somebody else to the queue."""

import subprocess
import sys

from django.conf import settings

NAMES = "from config.celery import app\nprint(app.Worker(hostname={given!r}, quiet=True).hostname)"


def test_a_worker_without_a_name_gets_one_of_its_own() -> None:
    first, second = _name(None), _name(None)
    assert first != second
    assert first.startswith("celery-")
    assert first.split("@")[1] == second.split("@")[1]


def test_a_worker_keeps_the_name_it_was_given() -> None:
    assert _name("viec1@may-chu") == "viec1@may-chu"


def _name(given: str | None) -> str:
    """Of a worker that was set up and not started, in a program of its own."""
    ask = [sys.executable, "-c", NAMES.format(given=given)]
    answer = subprocess.run(ask, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True, timeout=60)
    return answer.stdout.strip()
