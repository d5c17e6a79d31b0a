"""A tick that comes too late is left to the next one, by one clock for all machines."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery import shared_task
from django.db import connection

from config.beat import LockedScheduler
from config.celery import app
from workflow.engine import clock
from workflow.ticks import GOOD_UNTIL, Tick

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE, THREE_DAYS = timedelta(minutes=1), timedelta(days=3)


@shared_task(base=Tick)
def answer() -> int:
    return 42


def comes(good_for: timedelta) -> int | None:
    headers = {GOOD_UNTIL: (clock.now() + good_for).isoformat()}
    found: int | None = answer.apply(headers=headers).get()
    return found


def test_a_tick_in_time_is_worked_on_and_one_too_late_is_not() -> None:
    assert comes(MINUTE) == 42
    assert comes(-MINUTE) is None


def test_work_that_was_woken_by_an_act_is_never_too_late() -> None:
    assert answer() == 42
    assert answer.apply().get() == 42


@pytest.mark.parametrize("shift", [-THREE_DAYS, THREE_DAYS])
def test_a_worker_whose_clock_is_wrong_takes_what_is_in_time(shift: timedelta) -> None:
    with time_machine.travel(datetime.now(UTC) + shift, tick=True):
        assert comes(MINUTE) == 42
        assert comes(-MINUTE) is None


@pytest.mark.parametrize("shift", [-THREE_DAYS, THREE_DAYS])
def test_beat_says_until_when_a_tick_is_good_by_the_database_whatever_its_own_clock_shows(
    shift: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(answer, "apply_async", lambda *_, **options: sent.append(options))
    schedule = {"answer": {"task": answer.name, "schedule": 5.0, "options": {"expires": 30}}}
    with time_machine.travel(datetime.now(UTC) + shift, tick=True) as here:
        beat = LockedScheduler(app=app, lazy=True)
        beat.data = {}
        beat.merge_inplace(schedule)
        before = clock.now()
        here.shift(10)
        try:
            while beat.tick() == 0:
                pass
        finally:
            connection.close()  # and with it the lock of whoever leads
    (options,) = sent
    assert "expires" not in options
    headers = options["headers"]
    assert isinstance(headers, dict)
    good_until = datetime.fromisoformat(headers[GOOD_UNTIL])
    assert timedelta(seconds=30) <= good_until - before <= timedelta(minutes=10)


def test_every_work_of_the_schedule_knows_when_it_comes_too_late() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= {
        name for name, task in app.tasks.items() if isinstance(task, Tick)
    }
