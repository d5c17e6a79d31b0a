"""Waiting for a fact with a deadline, and asking a database that is just being killed."""

import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

T = TypeVar("T")
PATIENCE = 180.0  # seconds; what is right comes in a few, on a machine that has little else to do
LOOK = 0.03  # seconds between two looks


def until(fact: Callable[[], bool], what: str, within: float = PATIENCE) -> float:
    """Looks again until it holds; returns how long that took. A fact that never comes ends the test with a sentence."""
    began = time.monotonic()
    while not asked(fact):
        assert time.monotonic() - began < within, f"waited {within:.0f} s for: {what}"
        pause(LOOK)
    return time.monotonic() - began


def pause(seconds: float) -> None:
    """Between two looks, or between two blows."""
    Event().wait(seconds)


def asked(question: Callable[[], T], within: float = PATIENCE) -> T:
    """Asks anew on a new connection while the database is away."""
    late = time.monotonic() + within
    while True:
        try:
            return question()
        except (OperationalError, InterfaceError):
            if time.monotonic() > late:
                raise
            connection.close()
            pause(LOOK)
