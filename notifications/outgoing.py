"""Thư gửi đi: what administrators read of the outbox. The address of the page is the view."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet
from django.http import QueryDict

from accounts.models import User
from notifications.models import Mail
from notifications.requeue import STUCK, with_reader
from notifications.vocabulary import MailKind, MailState
from workflow.engine.clock import VIETNAM


@dataclass(frozen=True, slots=True)
class Filters:
    """Values that mean nothing are dropped: a hand-made address never breaks a page."""

    text: str = ""
    state: str = ""
    kind: str = ""
    day: date | None = None

    @classmethod
    def read(cls, query: QueryDict) -> "Filters":
        state, kind = query.get("state", ""), query.get("kind", "")
        return cls(
            text=" ".join(query.get("q", "").replace("\x00", "").split())[:100],
            state=state if state in MailState.values else "",
            kind=kind if kind in MailKind.values else "",
            day=_day(query.get("day", "")),
        )

    @property
    def active(self) -> bool:
        return replace(self, state="") != Filters()

    def query(self) -> str:
        """The address of this very view."""
        names = {
            "q": self.text,
            "state": self.state,
            "kind": self.kind,
            "day": self.day.isoformat() if self.day else "",
        }
        return urlencode({name: value for name, value in names.items() if value})

    def apply(self, mails: QuerySet[Mail]) -> QuerySet[Mail]:
        for word in self.text.split():
            mails = mails.filter(
                Q(address__icontains=word)
                | Q(recipient__full_name__unaccent__icontains=word)
                | Q(subject__unaccent__icontains=word)
                | Q(message_id__icontains=word)
            )
        if self.state:
            mails = mails.filter(state=self.state)
        if self.kind:
            mails = mails.filter(kind=self.kind)
        if self.day:
            begin = datetime.combine(self.day, time.min, VIETNAM)
            mails = mails.filter(created_at__gte=begin, created_at__lt=begin + timedelta(days=1))
        return mails


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def listed(filters: Filters) -> QuerySet[Mail]:
    """Newest first, without the letters themselves; `code`: of the đề án."""
    mails = filters.apply(Mail.objects.defer("text", "html")).annotate(code=F("case__code"))
    return mails.select_related("recipient").order_by("-created_at", "-id")


def numbers_by_state(filters: Filters) -> list[tuple[str, str, int]]:
    """(state, its name, how many) under the other filters; every state, also an empty one."""
    rows = replace(filters, state="").apply(Mail.objects.order_by()).values("state").annotate(number=Count("pk"))
    found = {row["state"]: row["number"] for row in rows}
    return [(state.value, state.label, found.get(state.value, 0)) for state in MailState]


def stuck(filters: Filters) -> QuerySet[Mail]:
    """Under these filters, what will not go out by itself, the oldest first."""
    return with_reader(filters.apply(Mail.objects.filter(state__in=STUCK))).order_by("pk")


@dataclass(frozen=True, slots=True)
class Try:
    """One line of what happened to a mail; `said` is empty for a try that was cut off, or is going on."""

    at: datetime
    said: str


def tries_of(mail: Mail) -> Iterator[Try]:
    return (Try(datetime.fromisoformat(one["at"]), one.get("said", "")) for one in mail.tries)


def refused_addresses() -> QuerySet[User]:
    """People who hear nothing because a mail server takes no mail for their address, the latest first."""
    return User.objects.filter(email_refused_at__isnull=False).order_by("-email_refused_at", "pk")
