"""Beat without a schedule file, and with at most one sender.

A file of last runs is broken by a kill at the wrong moment, and two beats send everything twice. Here every beat holds,
or waits for, one PostgreSQL session lock; the lock of a killed leader goes with its connection. Beat only ticks: what
is due is decided in the database, so a tick that comes late or twice does no harm. How long a tick is worth something
(`expires` in the schedule) is said by the database's clock: see `workflow.ticks`.
"""

import time
from copy import copy
from datetime import datetime, timedelta
from typing import Any

from celery.beat import Scheduler
from celery.utils.log import get_logger
from django.db import DatabaseError, connection

logger = get_logger(__name__)
LEADER = 45_2012  # one number for all beats of one database
LEAD = """
    select coalesce(
        (select true from pg_locks
          where locktype = 'advisory' and objid = %(key)s and objsubid = 1 and classid = 0 and granted
            and pid = pg_backend_pid() and database = (select oid from pg_database where datname = current_database())),
        pg_try_advisory_lock(%(key)s)), clock_timestamp()
"""
WAIT = 2.0  # seconds until a beat that does not lead asks again
SIGN = 5.0  # seconds between two signs of life
AHEAD = timedelta(seconds=5)  # so far ahead may a last run lie without the clock being suspected


class LockedScheduler(Scheduler):
    leads = False
    signed = float("-inf")
    asked_at: datetime
    """When this beat last asked whether it leads, by the database's clock."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if not self._leads():
            return WAIT
        self._forget_the_future()
        return min(SIGN, float(super().tick(*args, **kwargs)))

    def apply_async(self, entry: Any, producer: Any = None, advance: bool = True, **kwargs: Any) -> Any:
        from workflow.ticks import GOOD_UNTIL

        entry = copy(entry)
        entry.options = dict(entry.options)
        if seconds := entry.options.pop("expires", None):
            until = self.asked_at + timedelta(seconds=seconds)
            entry.options["headers"] = {GOOD_UNTIL: until.isoformat()}
        return super().apply_async(entry, producer=producer, advance=advance, **kwargs)

    def _forget_the_future(self) -> None:
        """A clock that was set back would keep beat silent until it has caught up with the last run."""
        for entry in self.schedule.values():
            now = entry.default_now()
            if entry.last_run_at > now + AHEAD:
                logger.warning("beat: đồng hồ bị lùi; tính nhịp “%s” lại từ bây giờ", entry.name)
                entry.last_run_at = now
                self._heap = None  # made anew by the next tick

    def _leads(self) -> bool:
        """Whether this beat holds the lock or can take it now; asked each time, as a lost connection is a lost lock."""
        was = self.leads
        try:
            with connection.cursor() as cursor:
                cursor.execute(LEAD, {"key": LEADER})
                answer, self.asked_at = cursor.fetchone()
            self.leads = bool(answer)
            self._sign()
        except DatabaseError as error:
            logger.warning("beat: chưa nối được cơ sở dữ liệu: %s", error)
            connection.close()
            self.leads = False
        if self.leads and not was:
            logger.info("beat: giữ nhịp")
        return self.leads

    def _sign(self) -> None:
        """The sign of life of whoever leads, for the watch outside."""
        from workflow.heartbeats import BEAT, began, finished

        if self.leads and time.monotonic() - self.signed >= SIGN:
            began(BEAT)
            finished(BEAT)
            self.signed = time.monotonic()
