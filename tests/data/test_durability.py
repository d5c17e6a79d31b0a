"""The check that guards acknowledged decisions against a power cut."""

import pytest
from pytest_django.fixtures import Settings

from config.checks import acknowledged_work_is_kept


@pytest.mark.django_db
def test_a_database_that_may_forget_is_refused_with_the_setting_that_makes_it_forget(settings: Settings) -> None:
    from django.db import connection

    settings.LOCALDB_FAST = False
    with connection.cursor() as cursor:
        cursor.execute("set local synchronous_commit = off")
    found = [message.msg for message in acknowledged_work_is_kept(databases=["default"])]
    assert any("synchronous_commit = off" in message for message in found)


def test_without_a_database_to_look_at_nothing_is_said() -> None:
    assert acknowledged_work_is_kept(databases=None) == []
