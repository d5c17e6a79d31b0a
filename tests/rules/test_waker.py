"""Wake-ups are hints: handed over beside the work, joined, and given up while the queue is away."""

from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from workflow.engine.waker import Waker


def task(name: str, act: Any) -> Any:
    return SimpleNamespace(name=name, apply_async=lambda retry: act())


def test_whoever_wakes_does_not_wait_for_the_queue() -> None:
    frozen, reached = Event(), Event()

    def hang() -> None:
        reached.set()
        frozen.wait(30)

    waking = Waker()
    waking.wake(task("work", hang))
    assert reached.wait(30)
    waking.wake(task("work", hang))  # returns, though the first is still being handed over
    frozen.set()


def test_hints_for_the_same_work_are_joined() -> None:
    frozen, done = Event(), Event()
    calls: list[str] = []
    waking = Waker()
    waking.wake(task("first", lambda: frozen.wait(30)))
    for _ in range(100):
        waking.wake(task("work", lambda: calls.append("work")))
    frozen.set()
    waking.wake(task("last", done.set))
    assert done.wait(30)
    assert len(calls) <= 2


def test_a_queue_that_took_no_hint_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    tried, calls = Event(), []

    def refuse() -> None:
        calls.append(1)
        tried.set()
        raise ConnectionError("refused")

    waking = Waker()
    waking.wake(task("work", refuse))
    assert tried.wait(30)
    while not waking._rests_until:
        pass
    waking.wake(task("work", refuse))
    assert not waking._waiting
    monkeypatch.setattr("workflow.engine.waker.time.monotonic", lambda: waking._rests_until + 1)
    tried.clear()
    waking.wake(task("work", refuse))
    assert tried.wait(30)
    assert len(calls) == 2
