"""A worker that hears nothing ends, and whoever keeps it running starts it anew.

A pool whose child was killed at the wrong moment can lock itself up, and after some reconnections a worker listens to a
queue that nobody fills any more; both look alive. As beat ticks every few seconds, a worker that has nothing to do and
took nothing for a minute while beat was alive is one of these. What it held comes back by its lease.
"""

import contextlib
import logging
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

import psycopg
from celery import bootsteps
from celery.worker import state
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql import base

from config.beat import SIGN

log = logging.getLogger(__name__)
EXIT_CODE = 70
ASK = "SELECT done_at > clock_timestamp() - make_interval(secs => %s) FROM workflow_heartbeat WHERE name = %s"


class Canary(bootsteps.StartStopStep):
    """Watches from a thread of its own: the main one may be the one that hangs."""

    requires = {"celery.worker.components:Pool"}

    def __init__(self, worker: Any, **_: Any) -> None:
        self.silence = float(settings.WORKER_SILENCE_SECONDS)

    def start(self, worker: Any) -> None:
        if self.silence > 0:
            self._begin(worker)

    def _begin(self, worker: Any) -> None:
        Thread(target=self._watch, args=[worker], name="canary", daemon=True).start()

    def _watch(self, worker: Any) -> None:
        silence = Silence(time.monotonic())
        while True:
            time.sleep(self.silence / 6)
            seconds = silence.lasts(time.monotonic(), expected=partial(beat_is_alive, max(self.silence / 3, 2 * SIGN)))
            if seconds > self.silence:
                end(worker, seconds)


class Silence:
    """Since when this worker has taken nothing. It is looked at now and then, and most tasks begin and end in between:
    so what counts is how many it has ever taken, and not only whether one is in its hands."""

    def __init__(self, now: float) -> None:
        self._taken, self._since = self._ever_taken(), now

    def lasts(self, now: float, *, expected: Callable[[], bool]) -> float:
        """Seconds of silence up to `now`; none while there is nothing to hear (`expected` is asked only in silence)."""
        taken = self._ever_taken()
        if taken != self._taken or state.active_requests or not expected():
            self._taken, self._since = taken, now
        return now - self._since

    def _ever_taken(self) -> int:
        return int(state.all_total_count[0])


def beat_is_alive(seconds: float) -> bool:
    """Asked on a plain connection, which starts no server: this process forks while its threads work, and a program that
    one of them had just started would be waited for by both."""
    try:
        with contextlib.closing(base.DatabaseWrapper.get_new_connection(connection, _parameters())) as line:
            found = line.execute(ASK, [seconds, "beat"]).fetchone()
    except psycopg.Error:
        return False
    return bool(found and found[0])


def _parameters() -> dict[str, Any]:
    return {**connection.get_connection_params(), "connect_timeout": 5}


def end(worker: Any, seconds: float) -> None:
    """At once: a lock that is held for ever cannot be waited for."""
    log.error("worker: không nhận được việc nào trong %.0f giây dù beat đang chạy; tự dừng để được chạy lại", seconds)
    pool = getattr(getattr(worker, "pool", None), "_pool", None)
    for process in getattr(pool, "_pool", None) or ():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    os._exit(EXIT_CODE)
