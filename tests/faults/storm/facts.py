"""What must hold after every fault: nothing lost, nothing twice, nothing half."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, F, Q

from notifications import maildir
from notifications.models import Alert, Mail
from notifications.models.mail import PENDING
from notifications.vocabulary import AlertState, MailState
from tests.faults.storm.patience import asked
from workflow.engine.verify import verify_chains
from workflow.models import Case, Event, OutboxRow, Visit


def copies(folder: Path) -> Counter[str]:
    """How often each Message-ID was accepted."""
    return Counter(
        str(maildir.message_named(folder, path.name)["Message-ID"]) for path in (folder / "new").glob("*.thu")
    )


@dataclass(frozen=True, slots=True)
class Post:
    """`missing`: mails that should have arrived and did not; `extra`: copies beyond the first, and strangers;
    `told_twice`: (stay, rung, person, cycle) that reached the mail server in two messages."""

    arrived: int
    missing: int
    extra: int
    told_twice: int

    @property
    def sentence(self) -> str:
        return f"{self.arrived} tới, {self.missing} mất, {self.extra} thừa"

    @property
    def whole(self) -> bool:
        return (self.missing, self.extra, self.told_twice) == (0, 0, 0)


def post(folder: Path, *, but: int = 0) -> Post:
    """`but`: so many mails are not meant to arrive (refused for good)."""
    found = copies(folder)
    meant = Mail.objects.exclude(state__in=(MailState.SKIPPED, MailState.CANCELLED))
    mails = asked(lambda: dict(meant.values_list("message_id", "pk")))
    told: Counter[tuple[int, str, int, int]] = Counter()
    rows = asked(lambda: list(Alert.objects.exclude(mail=None).select_related("mail")))
    for alert in rows:
        assert alert.mail is not None
        told[alert.visit_id, alert.rung, alert.person_id, alert.cycle] += found[alert.mail.message_id]
    strangers = sum(number for message_id, number in found.items() if message_id not in mails)
    doubled = sum(number - 1 for message_id, number in found.items() if message_id in mails)
    return Post(
        arrived=len(found),
        missing=len(mails.keys() - found.keys()) - but,
        extra=strangers + doubled,
        told_twice=sum(number > 1 for number in told.values()),
    )


def all_settled() -> bool:
    """No mail is waiting or on its way any more."""
    return not Mail.objects.filter(state__in=PENDING).exists()


def effects_done() -> bool:
    return not OutboxRow.objects.filter(status=OutboxRow.Status.WAITING).exists()


def assert_nothing_is_half() -> None:
    """Chains whole, versions without gap, one open stay a case, a told alert for each sent mail, and only then."""
    report = asked(verify_chains)
    assert not report.fault, report.fault
    cases = Case.objects.annotate(
        events_there=Count("events", distinct=True),
        open_stays=Count("visits", filter=Q(visits__closed_at=None), distinct=True),
    )
    assert not asked(lambda: list(cases.exclude(event_count=F("events_there")))), "a case counts its events"
    odd = [case for case in asked(lambda: list(cases)) if case.open_stays > 1]
    assert not odd, "one open stay a case at most"
    assert not asked(_gaps), "versions follow each other"
    told = Q(state=AlertState.TOLD)
    sent = Q(mail__state=MailState.SENT)
    assert not asked(lambda: Alert.objects.filter(told & ~sent).exists()), "told means sent"
    assert not asked(lambda: Alert.objects.filter(sent & ~told).exists()), "sent means told"
    assert not asked(lambda: Visit.objects.filter(closed_at=None, due_on__lt=F("opened_on")).exists())


def _gaps() -> list[int]:
    """Cases whose events do not carry the versions 1, 2, 3 … to the version of the case."""
    seen: dict[int, list[int]] = {}
    for case_id, version in Event.objects.order_by("case_id", "seq").values_list("case_id", "version"):
        seen.setdefault(case_id, []).append(version)
    last = dict(Case.objects.values_list("pk", "version"))
    return [pk for pk, found in seen.items() if found != list(range(found[0], last[pk] + 1))]
