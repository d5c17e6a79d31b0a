"""What appraisers open every morning: four buckets, in the order of risk, each row saying why it is here."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet

from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueStatus
from workflow.models import Case, Duty, Event, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.filters import Filters
from workflow.queries.scope import visible_cases
from workflow.queries.timeclass import SOON as SOON
from workflow.queries.timeclass import classes, rank_in
from workflow.queries.timeclass import status_of as status_of
from workflow.queries.turns import Lent, by_name, in_queues, lent, names_for, substitutes
from workflow.vocabulary import Party

MINE, QUEUE, WAITING, DONE = "mine", "queue", "waiting", "done"
BUCKETS = {
    MINE: "Việc của tôi",
    QUEUE: "Hàng chờ của phòng",
    WAITING: "Tôi đang chờ người khác",
    DONE: "Đã xong",
}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a list: the case, where it is, whose turn, and how its deadline stands."""

    case: Case
    visit: Visit
    duties: tuple[Duty, ...]
    status: DueStatus
    sentence: str
    is_new: bool
    since: datetime
    behalf: str = ""
    """Those for whom the reader would do it; empty for their own work."""
    done_meanwhile_by: str = ""
    """Those who do the reader's own work here while the reader is away."""
    away: Lent = field(default_factory=dict)
    """Who stands in today for those who are away."""

    @property
    def paused(self) -> bool:
        """Is the clock stopped? Also where a fixed date runs on meanwhile, which then gives the status."""
        return self.visit.paused_on is not None

    @property
    def held_since(self) -> date:
        return self.visit.held_since

    @property
    def pause_waits_for(self) -> str:
        """Whom a stopped clock waits for, by name where the đề án names the unit; empty where for nobody."""
        match self.visit.holder:
            case Party.PAUSED:
                return ""
            case Party.IMPLEMENTER:
                return self.case.implementer.name
            case Party.DEPARTMENT:
                return self.case.department.name
            case _:
                return str(self.visit.get_holder_display())

    @property
    def waiting_for(self) -> str:
        """ "Sở Công Thương tỉnh Phú Thọ (Nguyễn Văn A)": whose court, by unit and, where known, by name; while that
        person is away "(Trần Văn B thay mặt Nguyễn Văn A)"."""
        if self.paused:
            return self.pause_waits_for
        units: dict[str, list[str]] = {}
        for duty in self.duties:
            names = units.setdefault(duty.organisation.name, [])
            if duty.user:
                instead = ", ".join(map(str, substitutes(duty, duty.user_id, self.away)))
                names.append(f"{instead} thay mặt {duty.user}" if instead else str(duty.user))
        return "; ".join(f"{unit} ({', '.join(names)})" if names else unit for unit, names in units.items())


def bucket(name: str, person: Person, filters: Filters, on: date, calendar: Calendar) -> QuerySet[Visit]:
    """The visits of one bucket, filtered, in the order of risk. Never outside what the person may see."""
    visits = Visit.objects.filter(case__in=visible_cases(person))
    mine = Duty.objects.filter(by_name(person))
    queue = Duty.objects.filter(in_queues(person))
    acted = Q(case__in=Event.objects.filter(actor_id=person.user_id).values("case"))
    if name == MINE:
        visits = visits.filter(closed_at=None, pk__in=mine.values("visit"))
    elif name == QUEUE:
        visits = visits.filter(closed_at=None, pk__in=queue.values("visit"))
    elif name == WAITING:
        visits = visits.filter(acted, closed_at=None)
        visits = visits.exclude(pk__in=mine.values("visit")).exclude(pk__in=queue.values("visit"))
    else:
        visits = visits.filter(acted, party=Party.NOBODY)
    return in_order_of_risk(filters.apply(visits, on, calendar), on, calendar)


def in_order_of_risk(visits: QuerySet[Visit], on: date, calendar: Calendar) -> QuerySet[Visit]:
    """By class, most urgent first; in each the earliest deadline first, so the longest overdue before all; ties by money."""
    return visits.annotate(risk=rank_in(classes(on, calendar))).order_by(
        "risk", F("due_on").asc(nulls_last=True), "-case__requested_amount", "pk"
    )


def latest_visits(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """One visit per case: the open one, or the one that ended it."""
    return visits.filter(Q(closed_at=None) | Q(party=Party.NOBODY))


def counts(person: Person, on: date, calendar: Calendar) -> dict[str, int]:
    """How many in each bucket, unfiltered but for the years whose books are still open."""
    filters = Filters()
    return {name: bucket(name, person, filters, on, calendar).count() for name in BUCKETS}


def with_parts(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    open_duties = Duty.objects.filter(done_at=None).select_related("organisation", "user")
    return visits.select_related("case", "case__province", "case__implementer", "case__department").prefetch_related(
        Prefetch("duties", open_duties, to_attr="open_duties")
    )


def items(visits: Iterable[Visit], person: Person, on: date, calendar: Calendar) -> list[WorkItem]:
    """Turns visits (read through `with_parts`) into lines."""
    visits = list(visits)
    away = lent((duty for visit in visits for duty in getattr(visit, "open_duties", ())), on, reader=person)
    return [_item(visit, person, on, calendar, away) for visit in visits]


def _item(visit: Visit, person: Person, on: date, calendar: Calendar, away: Lent) -> WorkItem:
    duties: tuple[Duty, ...] = tuple(getattr(visit, "open_duties", ()))
    turn = {duty.pk: names for duty in duties if (names := names_for(duty, person)) is not None}
    own = [duty for duty in duties if duty.user_id and duty.pk in turn] or [
        duty for duty in duties if duty.user is None
    ]
    sentence = own[0].sentence if own else "; ".join(dict.fromkeys(duty.sentence for duty in duties))
    return WorkItem(
        case=visit.case,
        visit=visit,
        duties=duties,
        status=status_of(visit, on, calendar),
        sentence=sentence or visit.case.stage.public,
        is_new=any(duty.user_id == person.user_id and duty.seen_at is None for duty in own),
        since=visit.opened_at,
        behalf=", ".join(sorted(frozenset().union(*turn.values()))) if all(turn.values()) else "",
        done_meanwhile_by=_done_meanwhile_by(turn, duties, person, away),
        away=away,
    )


def _done_meanwhile_by(turn: Container[int], duties: Iterable[Duty], person: Person, away: Lent) -> str:
    instead = (user for duty in duties if duty.pk in turn for user in substitutes(duty, person.user_id, away))
    return ", ".join(dict.fromkeys(map(str, instead)))


def older_than_books(person: Person, on: date) -> int:
    """Open cases of years whose books are closed: hidden from the buckets by default, never forgotten."""
    year = oldest_open_year(on)
    return Visit.objects.filter(case__in=visible_cases(person), closed_at=None, case__plan_year__lt=year).count()


def mark_seen(*, case: Case, person: Person, at: datetime) -> None:
    """The dot beside a new duty goes once its case has been opened."""
    Duty.objects.filter(case=case, user_id=person.user_id, seen_at=None, done_at=None).update(seen_at=at)
