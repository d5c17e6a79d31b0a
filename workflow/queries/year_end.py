"""Chốt năm: for every day of the year that the law names, the đề án that have missed it, will miss it, or are near it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from accounts.people import Person
from workflow.deadlines.milestones import Milestone, Outlook, working_days_left
from workflow.deadlines.tables import Clocks
from workflow.engine.clock import VIETNAM
from workflow.models import Event, Pause, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.outlooks import Line, Reckoner
from workflow.queries.scope import visible_cases
from workflow.queries.worklist import with_parts
from workflow.vocabulary import Action, Programme

SHOWN = (Outlook.MISSED, Outlook.WILL_MISS, Outlook.NEAR)


@dataclass(frozen=True, slots=True)
class YearFilters:
    """Unknown values are dropped. Without a year: every plan year whose books are open."""

    year: int | None = None
    programme: str = ""
    milestone: str = ""
    outlook: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "YearFilters":
        year, programme, look = (query.get(name, "") for name in ("year", "programme", "outlook"))
        return cls(
            int(year) if year.isdecimal() and len(year) == 4 else None,
            programme if programme in Programme.values else "",
            query.get("milestone", "").replace("\x00", "")[:80],
            look if look in SHOWN else "",
        )

    def query(self) -> str:
        names = {"year": self.year, "programme": self.programme, "milestone": self.milestone, "outlook": self.outlook}
        return urlencode({name: value for name, value in names.items() if value})


@dataclass(frozen=True, slots=True)
class Group:
    """One milestone of one plan year. `safe` are those who will be in time; the lines are the others, most urgent first."""

    key: str
    milestone: Milestone
    year: int
    last_day: date | None
    left: int | None
    lines: tuple[Line, ...]
    safe: int

    @property
    def concerned(self) -> int:
        return self.safe + len(self.lines)

    def count(self, kind: Outlook) -> int:
        return sum(line.outlook is kind for line in self.lines)

    @property
    def missed(self) -> int:
        return self.count(Outlook.MISSED)

    @property
    def will_miss(self) -> int:
        return self.count(Outlook.WILL_MISS)

    @property
    def near(self) -> int:
        return self.count(Outlook.NEAR)


def open_stays(person: Person, chosen: YearFilters, on: date) -> QuerySet[Visit]:
    year = Q(case__plan_year=chosen.year) if chosen.year else Q(case__plan_year__gte=oldest_open_year(on))
    stays = with_parts(Visit.objects.filter(year, case__in=visible_cases(person), closed_at=None))
    if chosen.programme:
        stays = stays.filter(case__programme=chosen.programme)
    first = datetime.combine(on.replace(day=1), time(0), VIETNAM)
    reports = Event.objects.filter(case=OuterRef("case"), action=Action.REPORT_PROGRESS, at__gte=first)
    return stays.annotate(reported=Exists(reports)).order_by("pk")


def groups(
    person: Person, chosen: YearFilters, on: date, clocks: Clocks, milestones: Iterable[Milestone]
) -> list[Group]:
    """Every milestone that concerns a đề án in view, by its day; those of one stay each come last."""
    milestones = list(milestones)
    reckoner = Reckoner(on, clocks, _expected(open_stays(person, chosen, on)))
    lines: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for stay in open_stays(person, chosen, on).iterator(chunk_size=500):
        for milestone in milestones:
            year = stay.case.plan_year
            if milestone.programme == stay.case.programme and milestone.valid_for(year):
                lines[milestone.code, year] += reckoner.lines(stay, milestone)
    known = {milestone.code: milestone for milestone in milestones}
    found = [_group(known[code], year, one, on, clocks) for (code, year), one in lines.items() if one]
    return sorted(
        found, key=lambda group: (group.last_day is None, group.last_day or on, group.milestone.code, group.year)
    )


def chosen_of(found: Iterable[Group], chosen: YearFilters) -> list[Group]:
    """Narrowed to one milestone, or to one outlook."""
    kept = [group for group in found if chosen.milestone in ("", group.key)]
    if not chosen.outlook:
        return kept
    return [
        Group(
            g.key,
            g.milestone,
            g.year,
            g.last_day,
            g.left,
            tuple(x for x in g.lines if x.outlook == chosen.outlook),
            g.safe,
        )
        for g in kept
    ]


def _group(milestone: Milestone, year: int, lines: list[Line], on: date, clocks: Clocks) -> Group:
    listed = [line for line in lines if line.outlook in SHOWN]
    order = list(Outlook)
    listed.sort(
        key=lambda line: (order.index(line.outlook), line.last_day, line.arrives or line.last_day, line.case.code)
    )
    last = milestone.last_day(year, on)
    left = working_days_left(on, last, clocks.calendar) if last else None
    return Group(f"{milestone.code}-{year}", milestone, year, last, left, tuple(listed), len(lines) - len(listed))


def _expected(stays: QuerySet[Visit]) -> dict[int, date]:
    """When each open pause was expected to end."""
    open_pauses = Pause.objects.filter(
        visit__in=stays.order_by().values("pk"), until_on=None, expected_on__isnull=False
    )
    return {visit: day for visit, day in open_pauses.values_list("visit_id", "expected_on") if day}
