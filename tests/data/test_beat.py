"""Beat: however many run, one sends; and a leader that lost its connection leads no more."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from config.beat import LEADER, WAIT, LockedScheduler
from config.celery import app

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other() -> Iterator[psycopg.Connection]:
    """Another beat's connection to the same database."""
    connection.ensure_connection()
    settings = connection.get_connection_params()
    wanted = {key: settings[key] for key in ("host", "port", "user", "password", "dbname") if key in settings}
    with psycopg.connect(**wanted, autocommit=True) as found:
        yield found


def leads(other: psycopg.Connection) -> bool:
    return bool(other.execute("select pg_try_advisory_lock(%s)", [LEADER]).fetchone() == (True,))


@pytest.fixture
def beat() -> Iterator[LockedScheduler]:
    yield LockedScheduler(app=app, lazy=True)
    connection.close()  # and with it the lock


def test_the_first_beat_leads_and_the_second_waits(beat: LockedScheduler, other: psycopg.Connection) -> None:
    assert beat.tick() != WAIT
    assert beat.leads
    assert not leads(other)


def test_a_beat_takes_over_when_the_leader_is_gone(beat: LockedScheduler, other: psycopg.Connection) -> None:
    assert leads(other)
    assert beat.tick() == WAIT
    other.close()
    while not beat.leads:  # the server notices in its own time that a connection closed
        beat.tick()


def test_a_leader_whose_connection_was_cut_does_not_go_on_sending(
    beat: LockedScheduler, other: psycopg.Connection
) -> None:
    beat.tick()
    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other.execute("select pg_terminate_backend(%s, 5000)", [pid])
    assert leads(other)
    assert beat.tick() == WAIT  # cannot ask
    assert beat.tick() == WAIT  # asks anew, and the other one has it
    assert not beat.leads
