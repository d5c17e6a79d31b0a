"""What an outside watch asks: is anything behind that should go on by itself? Counts and seconds only, nobody's data.

Everything is read by the database's clock, in which the signs of life were written: the clock of this process may be
the very thing that is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from notifications.incidents import open_incidents
from notifications.models import Mail
from notifications.models.mail import PENDING
from notifications.works import SWEEP
from workflow.engine import clock
from workflow.heartbeats import BEAT, NAMES
from workflow.models import Heartbeat, OutboxRow

NEVER = "chưa chạy lần nào"


@dataclass(frozen=True, slots=True)
class Check:
    """`seconds`: how far behind, None when it never ran; `limit`: how far it may be."""

    name: str
    label: str
    seconds: float | None
    limit: int

    @property
    def ok(self) -> bool:
        return self.seconds is not None and self.seconds <= self.limit

    @property
    def sentence(self) -> str:
        if self.seconds is None:
            return f"{self.label}: {NEVER}."
        return f"{self.label}: {self.seconds:.0f} giây (được phép {self.limit} giây)."


@dataclass(frozen=True, slots=True)
class Health:
    checks: tuple[Check, ...]
    incidents: int

    @property
    def behind(self) -> list[Check]:
        return [check for check in self.checks if not check.ok]


def health() -> Health:
    """Raises DatabaseError or InterfaceError when the database does not answer: then nothing is known."""
    mine = timezone.now()
    now = clock.now()
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}
    checks = (
        _silence(beats.get(BEAT), BEAT, now, settings.HEALTH_BEAT_SECONDS),
        _silence(beats.get(SWEEP), SWEEP, now, settings.HEALTH_SWEEP_SECONDS),
        _waiting("effects", "Hệ quả lâu nhất chưa xử lý", _oldest_effect(now), now, settings.HEALTH_EFFECT_SECONDS),
        _waiting("mail", "Thư lâu nhất chưa gửi", _oldest_mail(now), now, settings.HEALTH_MAIL_SECONDS),
        *_clocks(beats, mine - now),
    )
    return Health(checks, open_incidents().count())


def _silence(beat: Heartbeat | None, name: str, now: datetime, limit: int) -> Check:
    """How long ago the work last came to its end."""
    done = beat.done_at if beat else None
    return Check(name, f"{NAMES[name]} chạy lần cuối cách đây", (now - done).total_seconds() if done else None, limit)


def _waiting(name: str, label: str, since: datetime | None, now: datetime, limit: int) -> Check:
    return Check(name, label, (now - since).total_seconds() if since else 0, limit)


def _oldest_effect(now: datetime) -> datetime | None:
    waiting = OutboxRow.objects.filter(status=OutboxRow.Status.WAITING, next_at__lte=now)
    oldest: datetime | None = waiting.aggregate(at=Min("next_at"))["at"]
    return oldest


def _oldest_mail(now: datetime) -> datetime | None:
    oldest: datetime | None = Mail.objects.filter(state__in=PENDING, next_at__lte=now).aggregate(at=Min("next_at"))[
        "at"
    ]
    return oldest


def _clocks(beats: dict[str, Heartbeat], web: timedelta) -> Iterator[Check]:
    """Machines whose clock and the database's are apart: of this web server, and of whoever left a sign of life."""
    apart = {"web": ("máy chủ web", web)}
    apart |= {name: (NAMES.get(name, name), beat.clock_at - beat.begun_at) for name, beat in beats.items()}
    for name, (label, skew) in apart.items():
        yield Check(
            f"clock:{name}", f"Đồng hồ lệch – {label}", abs(skew.total_seconds()), settings.HEALTH_CLOCK_SECONDS
        )
