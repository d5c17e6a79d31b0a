"""Handing wake-ups to the queue, beside the work: nobody who approves something waits for a broker.

A broker that is down is refused only after seconds of tries by its library, one that is frozen keeps silent. A hint is
worth neither: one thread of the process hands the hints over, a second hint for the same work joins the first, and a
broker that did not take one is left alone for a while. The next tick of beat does what a lost hint left behind.
"""

import logging
import os
import time
from threading import Condition, Thread
from typing import Any

log = logging.getLogger(__name__)

#: Seconds without hints after one that was not taken.
REST = 10.0


class Waker:
    def __init__(self) -> None:
        self._waiting: dict[str, Any] = {}
        self._changed = Condition()
        self._thread: Thread | None = None
        self._rests_until = 0.0

    def wake(self, task: Any) -> None:
        """Returns at once. `task`: of Celery."""
        with self._changed:
            if time.monotonic() < self._rests_until:
                return
            self._waiting[task.name] = task
            self._changed.notify()
            if self._thread is None:
                self._thread = Thread(target=self._hand_over, name="waker", daemon=True)
                self._thread.start()

    def _hand_over(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                # the oldest first: none waits behind the others for ever
                task = self._waiting.pop(next(iter(self._waiting)))
            try:
                task.apply_async(retry=False)
            except Exception as error:
                log.warning("no worker was woken, the next tick will do: %s", error)
                with self._changed:
                    self._waiting.clear()
                    self._rests_until = time.monotonic() + REST


_waker = Waker()


def wake(task: Any) -> None:
    _waker.wake(task)


def _anew() -> None:
    """A forked child has none of its parent's threads."""
    global _waker
    _waker = Waker()


os.register_at_fork(after_in_child=_anew)
