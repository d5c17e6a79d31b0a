"""What every test gets: a database of its own run, folders of its own, and rules that keep the suite honest."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

pytest_plugins = ["tests.slots", "tests.browser", "tests.device", "tests.honest", "tests.emptying"]


#: Files that take longest begin first, so that no worker is left alone with one of them at the end.
LONGEST = ("test_demo", "test_whole_road", "test_timeclass", "test_calendar_change", "test_life_machine", "test_up")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path_factory: pytest.TempPathFactory, _files: list[Path]) -> None:
    """Papers, keys and mail of a test go to a folder that no other test sees."""
    place = tmp_path_factory.getbasetemp() / "files" / str(len(_files))
    _files.append(place)
    settings.MEDIA_ROOT = place / "media"
    settings.SIGNING_KEY_ROOT = place / "keys"
    settings.MAILBOX_DIR = place / "mailbox"


@pytest.fixture(scope="session")
def _files() -> list[Path]:
    """The folders handed out so far; nothing is made on disk until a test writes."""
    return []
