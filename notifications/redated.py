"""Dates that moved because the working calendar did: told in the digest of the next morning, never in letters of their own.

A change of the calendar may move hundreds of thousands of dates; a letter for each of them and each person would bury all
other mail. So a digest tells of whole changes, exactly once, and no row is kept for a person and a date:

- A change is told of once it has been applied to its end. From then on its lines stand: whoever redates works on a change
  that is being applied, and on no other. What a digest reads of it is all there will ever be.
- That a person was told of a change stands in the digest itself (`Mail.calendar_changes`), written with it in one
  transaction, under the lock on the person. A worker that dies before its end has told nothing and noted nothing.
- A digest that never left has told nothing, be it cancelled or still waiting on a later day, when it gives way to that
  day's (see `digests`): its changes are told by the one that takes its place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership
from accounts.people import Person
from accounts.queries import valid_on
from accounts.vocabulary import Role
from notifications.facts import link_to
from notifications.hours import DIGEST_FROM
from notifications.letters.content import Block, Paragraph, Row, Table
from notifications.letters.moved import CLOCKS
from notifications.models import Mail
from notifications.vocabulary import MailKind, MailState
from workflow.engine.clock import VIETNAM, day_of
from workflow.models import CalendarChange, CalendarLine, Visit

#: After that it is no news: who comes to a đề án later knows only the date that stands.
NEWS_FOR = timedelta(days=30)
#: A mail stays readable; the page behind its button has every date.
MOST = 20
TITLE = "Hạn đã đổi vì lịch làm việc thay đổi"
COLUMNS = ("Đề án", "Giai đoạn", "Hạn đã đổi")
#: Clock → the date that was promised before, and the one that stands.
Moved = dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Redating:
    """What one reader is told of some changes: how many of their stays have other dates now, and the first of them.

    `changes`: all that was looked through, also those that moved nothing of this reader's: a digest that knows of a
    change has said of it what there was to say.
    """

    changes: tuple[CalendarChange, ...] = ()
    total: int = 0
    first: tuple[tuple[Visit, Moved], ...] = ()

    def __len__(self) -> int:
        return self.total


# --- which changes ----------------------------------------------------------------------------------------------------
def news_of(on: date) -> QuerySet[CalendarChange]:
    """Changes that were applied to their end before this morning's digests, and not long ago."""
    morning = datetime.combine(on, DIGEST_FROM, VIETNAM)
    applied = CalendarChange.objects.filter(state=CalendarChange.State.APPLIED)
    return applied.filter(ended_at__lt=morning, ended_at__gte=morning - NEWS_FOR).order_by("pk")


def untold(user_id: int, on: date, *, but: Mail | None = None) -> list[CalendarChange]:
    """Those that no digest of this person has told of yet; never the person's own. `but`: this digest aside."""
    changes = list(news_of(on).exclude(confirmed_by=user_id))
    if not changes:
        return []
    known = _that_told(changes, on).filter(recipient=user_id).exclude(pk=but.pk if but else 0)
    told = {pk for pks in known.values_list("calendar_changes", flat=True) for pk in pks}
    return [change for change in changes if change.pk not in told]


def owners_to_tell(on: date) -> Q:
    """Owners of đề án with a date that moved and that they have not been told of. Who has work has a digest anyway."""
    found = Q(pk__in=[])
    for change in news_of(on):
        moved = CalendarLine.objects.filter(change=change, applied_at__isnull=False, visit__closed_at=None)
        owners = Membership.objects.filter(
            valid_on(on), role=Role.OWNER, organisation__in=moved.values("case__implementer")
        )
        told = _that_told([change], on).filter(recipient=OuterRef("pk"), calendar_changes__contains=[change.pk])
        found |= Q(pk__in=owners.values("user")) & ~Q(Exists(told)) & ~Q(pk=change.confirmed_by_id)
    return found


def _that_told(changes: Iterable[CalendarChange], on: date) -> QuerySet[Mail]:
    """Digests that may have told of some of these: all since the first of them had ended, but those that never left."""
    since = min(day_of(change.ended_at) for change in changes if change.ended_at)
    never_left = Q(state=MailState.CANCELLED) | Q(state=MailState.WAITING, digest_on__lt=on)
    return Mail.objects.filter(kind=MailKind.DIGEST, digest_on__gte=since).exclude(never_left)


# --- what of them -----------------------------------------------------------------------------------------------------
def redating_for(person: Person, turn: Q, changes: Sequence[CalendarChange]) -> Redating:
    """Of the stays that are this person's `turn`, and of those of đề án they own."""
    if not changes:
        return Redating()
    owned = [holding.organisation_id for holding in person.holdings if holding.role == Role.OWNER]
    stays = Visit.objects.filter(turn | Q(case__implementer__in=owned), closed_at=None)
    lines = CalendarLine.objects.filter(change__in=changes, applied_at__isnull=False, visit__in=stays.order_by())
    before: dict[int, dict[str, str | None]] = {}
    now: dict[int, dict[str, date | None]] = {}
    found = lines.order_by("visit__due_on", "visit_id", "change_id")
    for visit_id, dates, *stand in found.values_list("visit", "dates", *(f"visit__{clock}_due_on" for clock in CLOCKS)):
        now[visit_id] = dict(zip(CLOCKS, stand, strict=True))
        for clock, (was, _) in dates.items():
            before.setdefault(visit_id, {}).setdefault(clock, was)
    moved = {pk: difference for pk in before if (difference := _difference(before[pk], now[pk]))}
    shown = Visit.objects.select_related("case").in_bulk(list(moved)[:MOST])
    first = tuple((shown[pk], moved[pk]) for pk in list(moved)[:MOST] if pk in shown)
    return Redating(tuple(changes), len(moved), first)


def _difference(before: dict[str, str | None], now: dict[str, date | None]) -> Moved:
    """From what was promised before the first of the changes to what stands now, whatever happened in between."""
    stands = {clock: day.isoformat() if day else None for clock, day in now.items()}
    return {clock: (was, stands[clock]) for clock, was in before.items() if was != stands[clock]}


# --- in words ---------------------------------------------------------------------------------------------------------
def blocks_of(redating: Redating) -> list[Block]:
    """The table and the decisions behind it; nothing where nothing moved."""
    if not redating:
        return []
    rows = tuple(_row(visit, moved) for visit, moved in redating.first)
    blocks: list[Block] = [Table(f"{TITLE} ({len(redating)})", COLUMNS, rows)]
    if (others := len(redating) - len(rows)) > 0:
        blocks.append(Paragraph((f"… và {others} hạn khác, xem trong “Việc của tôi”.",)))
    why = "; ".join(dict.fromkeys(change.basis for change in redating.changes))
    return [*blocks, Paragraph((f"Căn cứ thay đổi lịch làm việc: {why}.",))]


def _row(visit: Visit, moved: Moved) -> Row:
    dates = "; ".join(f"{CLOCKS[clock]}: {_day(was)} → {_day(now)}" for clock, (was, now) in moved.items())
    return Row((f"{visit.case.code} – {visit.case.name}", visit.get_state_display(), dates), link_to(visit.case))


def _day(iso: str | None) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else "đang dừng"
