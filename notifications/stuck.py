"""What is stuck right now, read from the rows that count their own tries. State-based: a look that was missed loses nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from notifications.models import Mail, Stumble
from notifications.vocabulary import IncidentKind, MailState
from workflow.effects import NAMES as EFFECTS
from workflow.heartbeats import NAMES as WORKS
from workflow.models import CalendarChange, Heartbeat, OutboxRow

#: So many failures make an incident.
FAILURES = 5
BATCH = 1000
ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")


@dataclass(frozen=True, slots=True)
class Stuck:
    """One stuck thing, in the condition it is in now (`mark`)."""

    kind: IncidentKind
    reference: str
    mark: str
    title: str
    attempts: int
    error: str
    case_id: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.kind.value, self.reference


def everything_stuck(at: datetime) -> Iterator[Stuck]:
    """`at`: an aware instant, the present one."""
    yield from stuck_effects(at)
    yield from stuck_mails(at)
    yield from stuck_visits()
    yield from stuck_changes()
    yield from stuck_works()


def stuck_effects(at: datetime) -> Iterator[Stuck]:
    """Failed for good, or cut off five times and not yet taken again."""
    tried_out = Q(status=OutboxRow.Status.WAITING, attempts__gte=FAILURES, next_at__lte=at)
    rows = OutboxRow.objects.filter(tried_out | Q(status=OutboxRow.Status.FAILED)).select_related("event__case")
    for row in rows.order_by("pk").iterator(BATCH):
        yield Stuck(
            IncidentKind.EFFECT,
            str(row.pk),
            f"{row.attempts}/{row.next_at.isoformat()}",
            f"{EFFECTS.get(row.effect, row.effect)} – sau “{row.event.get_action_display()}”, {row.event.case.code}",
            row.attempts,
            without_addresses(row.error),
            row.event.case_id,
        )


def stuck_mails(at: datetime) -> Iterator[Stuck]:
    """Five tries failed while it goes on being tried, or it will not go out by itself any more."""
    failing = Q(state=MailState.WAITING, attempts__gte=FAILURES)
    cut_off = Q(state=MailState.SENDING, attempts__gte=FAILURES, lease_until__lte=at)
    rows = Mail.objects.filter(failing | cut_off | Q(state=MailState.DEAD)).only(
        "kind", "state", "attempts", "next_at", "error", "case"
    )
    for mail in rows.order_by("pk").iterator(BATCH):
        yield Stuck(
            IncidentKind.MAIL,
            str(mail.pk),
            f"{mail.state}/{mail.attempts}/{mail.next_at.isoformat()}",
            f"Thư số {mail.pk}: {mail.get_kind_display()}",
            mail.attempts,
            without_addresses(mail.error),
            mail.case_id,
        )


def stuck_visits() -> Iterator[Stuck]:
    rows = Stumble.objects.filter(attempts__gte=FAILURES, visit__closed_at=None).select_related("visit__case")
    for stumble in rows.order_by("pk").iterator(BATCH):
        visit = stumble.visit
        yield Stuck(
            IncidentKind.SWEEP,
            f"{visit.pk}/{stumble.doing}",
            f"{stumble.attempts}/{stumble.retry_at.isoformat()}",
            f"{stumble.get_doing_display()}: {visit.case.code} ở giai đoạn “{visit.get_state_display()}”",
            stumble.attempts,
            without_addresses(stumble.error),
            visit.case_id,
        )


def stuck_changes() -> Iterator[Stuck]:
    """Changes of the working calendar that failed half way; those they have moved stay moved."""
    for change in CalendarChange.objects.filter(state=CalendarChange.State.FAILED):
        yield Stuck(
            IncidentKind.CALENDAR,
            str(change.pk),
            f"{change.attempts}/{change.ended_at}",
            str(change),
            max(change.attempts, 1),
            without_addresses(change.note),
        )


def stuck_works() -> Iterator[Stuck]:
    for work in Heartbeat.objects.filter(failures__gte=FAILURES):
        yield Stuck(
            IncidentKind.JOB,
            work.name,
            str(work.failed_at),
            WORKS.get(work.name, work.name),
            work.failures,
            without_addresses(work.error),
        )


def without_addresses(error: str) -> str:
    """A mail server likes to repeat whom it refuses; the mail itself says that to whoever may read it."""
    return ADDRESS.sub("…@…", error)[:300]
