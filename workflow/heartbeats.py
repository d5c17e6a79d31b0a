"""Writing the signs of life. A tick says that it began, then that it came to its end or why it did not."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from workflow.models import Heartbeat

BEAT, EFFECTS, CALENDAR = "beat", "effects", "calendar"
#: Every work of this name, with the words for it. A room that has regular work of its own adds to it.
NAMES = {
    BEAT: "Nhịp đánh thức (celery beat)",
    EFFECTS: "Hệ quả sau bước chuyển",
    CALENDAR: "Tính lại hạn khi lịch làm việc đổi",
}


@contextmanager
def beating(name: str) -> Iterator[None]:
    """Around one run of a regular work. A fault is noted and goes on its way."""
    began(name)
    try:
        yield
    except Exception as error:
        with suppress(DatabaseError, InterfaceError):  # the fault may be the database itself
            failed(name, error)
        raise
    finished(name)


def began(name: str) -> None:
    said: datetime = timezone.now()
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, begun_at=Now(), clock_at=said)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["begun_at", "clock_at"],
    )


def finished(name: str) -> None:
    Heartbeat.objects.filter(name=name).update(done_at=Now(), failures=0, failed_since=None, failed_at=None, error="")


def failed(name: str, error: Exception) -> None:
    """Counts one more failure in a row."""
    Heartbeat.objects.filter(name=name).update(
        failures=F("failures") + 1,
        failed_since=Coalesce("failed_since", Now()),
        failed_at=Now(),
        error=f"{type(error).__name__}: {error}"[:300],
    )


def start_anew(name: str) -> None:
    """Forgets the failures: the next tick counts from the start."""
    Heartbeat.objects.filter(name=name).update(failures=0, failed_since=None, failed_at=None)
