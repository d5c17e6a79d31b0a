"""When a letter about a delay may leave: in the hours of an office, on its working days."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings

from workflow.deadlines.calendar import Calendar
from workflow.engine.clock import VIETNAM

ONE_DAY = timedelta(days=1)
#: No run of days off is as long; a calendar that says otherwise must not hang a worker.
FURTHEST = 60
#: From when the digest of a day is written, and until when a morning that was missed is made good.
DIGEST_FROM, DIGEST_UNTIL = time(7, 30), time(19)


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `start` until just before `end` on working days; without both, always."""

    start: time | None = None
    end: time | None = None

    @property
    def always(self) -> bool:
        return self.start is None or self.end is None

    def opening(self, at: datetime, calendar: Calendar) -> datetime:
        """`at` itself when it lies in the hours, else the moment they begin next. An aware instant."""
        if self.start is None or self.end is None:
            return at
        local = at.astimezone(VIETNAM)
        if calendar.seems_working(local.date()) and self.start <= local.time() < self.end:
            return at
        day = local.date() if local.time() < self.start else local.date() + ONE_DAY
        for _ in range(FURTHEST):
            if calendar.seems_working(day):
                break
            day += ONE_DAY
        return datetime.combine(day, self.start, VIETNAM)

    def are_open(self, at: datetime, calendar: Calendar) -> bool:
        return self.opening(at, calendar) == at


def of_letters() -> Hours:
    """As this installation set them."""
    return Hours(*settings.ALERT_HOURS) if settings.ALERT_HOURS else Hours()


def digest_is_due(at: datetime, calendar: Calendar) -> bool:
    """On a working day from 07:30: a run that was missed then is made good by any later one, until the evening."""
    return Hours(DIGEST_FROM, DIGEST_UNTIL).are_open(at, calendar)
