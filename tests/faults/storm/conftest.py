"""`make faults`: a stage for each test, a seed that is printed, and the table at the end."""

import os
import random
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from django.conf import settings
from django.db import connection

from tests.faults.storm import table
from tests.faults.storm.stage import Stage
from tests.post import everybody_at_once
from tests.world import World, world

LONGEST = "test_a_thousand_breach_mails"
BEGAN = pytest.StashKey[float]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[BEGAN] = time.monotonic()
    os.environ.setdefault("STORM_SEED", str(random.SystemRandom().randrange(10**6)))
    if table.FILE not in os.environ:
        handle, name = tempfile.mkstemp(prefix="kc-storm-")
        os.close(handle)
        os.environ[table.FILE] = name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begins first, so that nothing waits for it at the end."""
    items.sort(key=lambda item: LONGEST not in item.name)
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.storm)
            item.add_marker(pytest.mark.django_db(transaction=True))


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    file = Path(os.environ[table.FILE])
    if not hasattr(config, "workerinput") and file.stat().st_size:
        terminalreporter.section("Bão lỗi")
        for line in table.lines(file):
            terminalreporter.line(line)
        seconds = time.monotonic() - config.stash[BEGAN]
        terminalreporter.line(f"Hạt ngẫu nhiên STORM_SEED={os.environ['STORM_SEED']}; {seconds:.0f} giây.")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        Path(os.environ.pop(table.FILE)).unlink(missing_ok=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What the programs of a storm that failed said is in its report: their folder may be gone when it is read."""
    report = yield
    found = getattr(item, "funcargs", {}).get("stage")
    if report.failed and isinstance(found, Stage):
        report.sections.extend(found.said())
    return report


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """Another for each test, from the one that is printed."""
    return random.Random(f"{os.environ['STORM_SEED']} {request.node.name}").randrange(10**6)


@pytest.fixture
def stage(tmp_path: Path, seed: int) -> Iterator[Stage]:
    assert hasattr(settings, "TICK"), "run the storm with `make faults`"
    found = Stage(tmp_path, seed)
    try:
        yield found
    finally:
        found.end()
        connection.close()  # the server it spoke to may be gone


@pytest.fixture
def place(transactional_db: None) -> World:
    made = world()
    everybody_at_once()
    return made
