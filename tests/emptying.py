"""Between tests with real commits the tables are emptied, the log of events too, which nothing else may do."""

from collections.abc import Iterator

import pgtrigger
import pytest
from django.test import TransactionTestCase


@pytest.fixture(scope="session", autouse=True)
def the_log_is_emptied_between_tests() -> Iterator[None]:
    """Lets the flush after a test, and nothing inside one, pass the trigger that forbids to truncate events."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with pgtrigger.ignore("workflow.Event:events_are_never_emptied"):
            empty(case)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]
