"""Work that beat asks for again and again: what was asked for too long ago is left to the tick after it.

Celery's own `expires` compares the clock of the machine that asks with the clock of the one that works. Where either is
days wrong every message is thrown away and all work stands still. Here both ends go by the database's clock.
"""

from datetime import datetime
from typing import Any

from celery import Task

from workflow.engine import clock

#: The header of a message that says until when it is worth something: an ISO instant of the database's clock.
GOOD_UNTIL = "good_until"


class Tick(Task):
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """None, untried, when it comes too late. Called without a message, or woken by hand, it is always in time."""
        until = (self.request.headers or {}).get(GOOD_UNTIL)
        if until and clock.now() > datetime.fromisoformat(until):
            return None
        return super().__call__(*args, **kwargs)
