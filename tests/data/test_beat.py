"""Beat: however many run, one sends; and a leader that lost its connection leads no more."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine
from django.db import connection

from config.beat import LEADER, WAIT, LockedScheduler
from config.celery import app
from workflow.models import Heartbeat

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


def test_the_leader_leaves_a_sign_of_life_and_the_one_that_waits_does_not(
    beat: LockedScheduler, other: psycopg.Connection
) -> None:
    assert leads(other)
    beat.tick()
    assert not Heartbeat.objects.exists()
    other.execute("select pg_advisory_unlock(%s)", [LEADER])
    beat.tick()
    assert Heartbeat.objects.get().name == "beat"


def test_a_clock_that_is_set_back_does_not_silence_the_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    beat = LockedScheduler(app=app, lazy=True, schedule={})
    beat.data = {}
    beat.setup_schedule()
    monkeypatch.setattr(beat, "apply_entry", lambda entry, producer=None: sent.append(entry.name))
    try:
        run_due(beat)
        sent.clear()
        with time_machine.travel(datetime.now(UTC) - timedelta(days=3), tick=True) as clock:
            run_due(beat)
            clock.shift(90)
            run_due(beat)
        assert set(sent) == set(app.conf.beat_schedule)
    finally:
        connection.close()


def run_due(beat: LockedScheduler) -> None:
    while beat.tick() == 0:
        pass
