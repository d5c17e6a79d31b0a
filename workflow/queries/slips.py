"""Sổ việc chậm: every stay that went past its deadline, late still or finished late, with what was said of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from accounts.models import Organisation
from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass
from workflow.models import Case, Duty, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.scope import visible_cases
from workflow.queries.timeclass import classes
from workflow.vocabulary import State

#: Stays with two columns more: `unit`, whose work it was, and `missed_on`, the deadline that was missed.
Stays = QuerySet[Any]
OPEN, DONE = "open", "done"
STANDS = {OPEN: "Đang chậm", DONE: "Đã xong, trễ hạn"}


@dataclass(frozen=True, slots=True)
class SlipFilters:
    """Values that are not known are dropped: a hand-made address never breaks a page."""

    unit: int | None = None
    state: str = ""
    year: int | None = None
    stands: str = ""
    old_books: bool = False
    """Also what is late for ever: open stays of plan years whose books are closed."""

    @classmethod
    def read(cls, query: QueryDict) -> "SlipFilters":
        def number(name: str) -> int | None:
            value = query.get(name, "")
            return int(value) if value.isdecimal() and len(value) < 10 else None

        state, stands = query.get("state", ""), query.get("stands", "")
        return cls(
            number("unit"),
            state if state in State.values else "",
            number("year"),
            stands if stands in STANDS else "",
            query.get("old") == "1",
        )

    @property
    def active(self) -> bool:
        return self != SlipFilters(old_books=self.old_books)

    def query(self) -> str:
        names = {
            "unit": self.unit,
            "state": self.state,
            "year": self.year,
            "stands": self.stands,
            "old": "1" if self.old_books else "",
        }
        return urlencode({name: value for name, value in names.items() if value})

    def apply(self, stays: Stays, on: date) -> Stays:
        if not self.old_books:
            stays = stays.exclude(left_hanging(on))
        if self.unit:
            stays = stays.filter(unit=self.unit)
        if self.state:
            stays = stays.filter(state=self.state)
        if self.year:
            stays = stays.filter(missed_on__year=self.year)
        if self.stands:
            stays = stays.filter(closed_at__isnull=self.stands == OPEN)
        return stays


def left_hanging(on: date) -> Q:
    """Open stays of plan years whose books are closed: nothing of them can be funded, nobody is chased."""
    return Q(closed_at=None, case__plan_year__lt=oldest_open_year(on))


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One stay in the register. `days` late: until today while it is open, in all when it is finished (calendar days)."""

    case: Case
    stage: str
    unit: str
    due_on: date
    days: int
    reason: str
    promised_on: date | None
    finished_on: date | None

    @property
    def is_open(self) -> bool:
        return self.finished_on is None

    @property
    def kept(self) -> bool | None:
        """Was the promise kept? None where none was made, or its day has not been seen yet."""
        if self.promised_on is None or self.finished_on is None:
            return None
        return self.finished_on <= self.promised_on


@dataclass(frozen=True, slots=True)
class SlipTotals:
    slips: int = 0
    open: int = 0
    days: int = 0
    without_reason: int = 0
    promised: int = 0
    kept: int = 0
    judged: int = 0
    """Promises whose outcome is known: the whole of which `kept` is a part."""


def unit_of_stay() -> Subquery:
    """The id of the organisation that has, or had, the stay's work to do."""
    return Subquery(Duty.objects.filter(visit=OuterRef("pk")).order_by("pk").values("organisation_id")[:1])


def slips(person: Person, on: date, calendar: Calendar) -> Stays:
    """Every late stay in view, also one whose deadline was moved after the apology: the longest overdue of the open ones
    first, then the finished ones, newest first."""
    found = classes(on, calendar)
    late = Q(slip__isnull=False) | found[DueClass.LATE] | found[DueClass.OVERDUE]
    stays = Visit.objects.filter(late, case__in=visible_cases(person))
    return (
        stays.annotate(unit=unit_of_stay(), missed_on=Coalesce("slip__due_on", "due_on"))
        .select_related("case", "slip")
        .order_by(F("closed_on").desc(nulls_first=True), "missed_on", "pk")
    )


def lines(stays: Iterable[Any], on: date) -> list[SlipLine]:
    stays = list(stays)
    names = dict(Organisation.objects.filter(pk__in={stay.unit for stay in stays}).values_list("pk", "name"))
    return [_line(stay, names, on) for stay in stays]


def _line(stay: Any, names: dict[int, str], on: date) -> SlipLine:
    slip = getattr(stay, "slip", None)
    due: date = stay.missed_on
    return SlipLine(
        case=stay.case,
        stage=str(stay.get_state_display()),
        unit=names.get(stay.unit) or str(stay.get_party_display()),
        due_on=due,
        days=((stay.closed_on or on) - due).days,
        reason=slip.reason if slip else "",
        promised_on=slip.promised_on if slip else None,
        finished_on=stay.closed_on,
    )


def totals(found: Iterable[SlipLine]) -> SlipTotals:
    sum_ = SlipTotals()
    for line in found:
        sum_ = replace(
            sum_,
            slips=sum_.slips + 1,
            open=sum_.open + line.is_open,
            days=sum_.days + line.days,
            without_reason=sum_.without_reason + (not line.reason),
            promised=sum_.promised + (line.promised_on is not None),
            kept=sum_.kept + (line.kept is True),
            judged=sum_.judged + (line.kept is not None),
        )
    return sum_


def choices(stays: Stays) -> dict[str, list[tuple[object, str]]]:
    """What the filter bar offers: only what occurs in the register."""
    stays = stays.order_by()
    units = {pk for pk in stays.values_list("unit", flat=True).distinct() if pk}
    years = sorted({day.year for day in stays.dates("missed_on", "year")}, reverse=True)
    states = set(stays.values_list("state", flat=True).distinct())
    return {
        "units": [(unit.pk, unit.name) for unit in Organisation.objects.filter(pk__in=units).order_by("name")],
        "states": [(value, label) for value, label in State.choices if value in states],
        "years": [(year, str(year)) for year in years],
        "stands": list(STANDS.items()),
    }
