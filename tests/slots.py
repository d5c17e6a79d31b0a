"""Lets several test runs share one database server: each takes the first free slot, and names its databases by it."""

import fcntl
import os
from pathlib import Path

import pytest
from django.conf import settings

SLOTS = 16
SLOT = "TEST_SLOT"
LOCK = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that was started takes a slot; the workers it starts inherit the number."""
    if hasattr(config, "workerinput"):
        return
    number, lock = take(Path(settings.VAR) / "test-slots")
    config.stash[LOCK] = lock
    os.environ[SLOT] = str(number)


def pytest_unconfigure(config: pytest.Config) -> None:
    if LOCK in config.stash:
        os.close(config.stash[LOCK])


def take(folder: Path) -> tuple[int, int]:
    """The first slot nobody holds, and the lock on it; the kernel takes that back however its holder ends."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(SLOTS):
        lock = os.open(folder / str(number), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return number, lock
    raise pytest.UsageError(f"Đã có {SLOTS} lần chạy kiểm thử cùng lúc; hãy đợi một lần kết thúc.")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Names the test database after the slot, beside the worker's own suffix."""
    database = settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    name = test.get("NAME") or f"test_{database['NAME']}"
    test["NAME"] = f"{name}_{os.environ[SLOT]}"
