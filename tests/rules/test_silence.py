"""When a worker that may be started anew takes itself for one that hears nothing."""

from collections.abc import Iterator

import pytest
from celery.worker import state

from config.canary import Silence


class Request:
    """What Celery's worker counts."""

    name = "notifications.tasks.sweep"
    id = "1"


@pytest.fixture(autouse=True)
def counted_from_nothing() -> Iterator[None]:
    state.reset_state()
    yield
    state.reset_state()


def always() -> bool:
    return True


def test_tasks_that_begin_and_end_between_two_looks_are_heard() -> None:
    silence = Silence(0)
    for now in range(20, 200, 20):
        request = Request()
        state.task_accepted(request)
        state.task_ready(request)
        assert silence.lasts(now, expected=always) == 0


def test_a_task_that_is_still_in_hand_is_no_silence() -> None:
    silence = Silence(0)
    request = Request()
    state.task_accepted(request)
    assert [silence.lasts(now, expected=always) for now in (20, 40, 60)] == [0, 0, 0]
    state.task_ready(request)


def test_silence_is_counted_from_the_last_task_on() -> None:
    silence = Silence(0)
    request = Request()
    state.task_accepted(request)
    state.task_ready(request)
    assert [silence.lasts(now, expected=always) for now in (20, 40, 60)] == [0, 20, 40]


def test_there_is_no_silence_while_there_is_nothing_to_hear() -> None:
    silence = Silence(0)
    assert silence.lasts(100, expected=lambda: False) == 0
    assert silence.lasts(120, expected=always) == 20
