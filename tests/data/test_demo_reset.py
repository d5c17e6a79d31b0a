"""Emptying for the demo: never beside a running application, never what the demo did not make, unless it is asked for by name."""

from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import User
from config.beat import LEADER
from config.demo import load_once
from tests.world import draft, world
from workflow.demo import mark
from workflow.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_table_is_left_behind() -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {mark.LOADING}, {mark.LOADED}, payroll")


@pytest.fixture
def emptied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been done instead of doing it: the database of the tests is needed by the next one."""
    done: list[str] = []
    monkeypatch.setattr("config.demo._empty", lambda: done.append("emptied"))
    monkeypatch.setattr("config.demo.call_command", lambda name, **_: done.append(name))
    return done


WHOLE = ["emptied", "migrate", "load_demo"]


def refusal() -> str:
    with pytest.raises(CommandError) as refused:
        call_command("reset_demo")
    return str(refused.value)


def test_beside_a_beat_that_leads_nothing_is_emptied_and_the_sentence_says_what_to_do(emptied: list[str]) -> None:
    mark.begin()
    connection.ensure_connection()
    params = connection.get_connection_params()
    wanted = {key: params[key] for key in ("host", "port", "user", "password", "dbname") if key in params}
    with psycopg.connect(**wanted, autocommit=True) as beat:
        beat.execute("select pg_advisory_lock(%s)", [LEADER])
        said = refusal()
        assert "Phần mềm đang chạy" in said
        assert "ARGS=--force" in said
        assert not emptied
        call_command("reset_demo", force=True)
        assert emptied == WHOLE
    call_command("reset_demo")
    assert emptied == WHOLE * 2


def test_cases_and_accounts_that_the_demo_did_not_make_are_kept(emptied: list[str]) -> None:
    draft(world())
    said = refusal()
    assert f"1 đề án, {User.objects.count()} " in said
    assert "DATABASE_URL" in said
    assert Case.objects.count() == 1
    assert not emptied
    call_command("reset_demo", force=True)
    assert emptied == WHOLE


def test_tables_of_another_program_are_kept_even_beside_the_mark(emptied: list[str]) -> None:
    mark.begin()
    mark.finish()
    with connection.cursor() as cursor:
        cursor.execute("create table payroll (id int)")
    assert "bảng (payroll)" in refusal()
    assert not emptied


def test_what_stands_beside_the_mark_is_the_demos_own_also_where_its_load_was_cut_off(emptied: list[str]) -> None:
    draft(world())
    mark.begin()
    call_command("reset_demo")
    mark.finish()
    assert mark.is_there() and not mark.is_unfinished()
    call_command("reset_demo")
    assert emptied == WHOLE * 2


def test_an_empty_database_may_be_filled(emptied: list[str]) -> None:
    call_command("reset_demo")
    assert emptied == WHOLE


def test_a_run_loads_once_begins_a_cut_off_load_anew_and_leaves_cases_alone(emptied: list[str]) -> None:
    load_once()
    assert emptied == ["load_demo"]
    mark.begin()
    load_once()
    assert emptied[1:] == WHOLE
    mark.finish()
    draft(world())
    load_once()
    assert len(emptied) == 4
