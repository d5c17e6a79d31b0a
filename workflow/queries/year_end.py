"""Chốt năm: for every day of the year that the law names, the đề án that have missed it, will miss it, or are near it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.people import Person
from workflow.deadlines.milestones import Milestone, Outlook, working_days_left
from workflow.deadlines.tables import Clocks
from workflow.models import Case, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.outlooks import Prospect, Reckoner
from workflow.queries.scope import visible_cases
from workflow.queries.standings import gathered
from workflow.vocabulary import Party, Programme

CHUNK = 1000
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
class Line:
    """One đề án before one milestone."""

    visit: Visit
    prospect: Prospect

    @property
    def case(self) -> Case:
        return self.visit.case

    @property
    def holder(self) -> str:
        return str(Party(self.visit.holder).label)

    @property
    def remaining(self) -> tuple[str, ...]:
        return tuple(str(stage.label) for stage in self.prospect.stages)


@dataclass(frozen=True, slots=True)
class Group:
    """One milestone of one plan year. `safe` will be in time; `found` are the others, by how they stand, most urgent
    first: the ids of their stays. `lines` are as many of these as were asked for."""

    key: str
    milestone: Milestone
    year: int
    last_day: date | None
    left: int | None
    safe: int
    found: tuple[tuple[Prospect, tuple[int, ...]], ...]
    lines: tuple[Line, ...] = ()

    @property
    def listed(self) -> int:
        return sum(len(ids) for _, ids in self.found)

    @property
    def concerned(self) -> int:
        return self.safe + self.listed

    def count(self, kind: Outlook) -> int:
        return sum(len(ids) for prospect, ids in self.found if prospect.outlook is kind)

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
    stays = Visit.objects.filter(year, case__in=visible_cases(person), closed_at=None)
    return stays.filter(case__programme=chosen.programme) if chosen.programme else stays


def groups(
    person: Person, chosen: YearFilters, on: date, clocks: Clocks, milestones: Iterable[Milestone]
) -> list[Group]:
    """Every milestone that concerns a đề án in view, by its day; those of one stay each come last. Without lines."""
    milestones, reckoner = list(milestones), Reckoner(on, clocks)
    found: dict[tuple[str, int], dict[Prospect, list[int]]] = defaultdict(lambda: defaultdict(list))
    for seen, ids in gathered(open_stays(person, chosen, on), on, milestones, clocks.rules):
        for milestone in milestones:
            if milestone.programme == seen.programme and milestone.valid_for(seen.plan_year):
                for prospect in reckoner.prospects(seen, milestone):
                    found[milestone.code, seen.plan_year][prospect] += ids
    known = {milestone.code: milestone for milestone in milestones}
    every = [_group(known[code], year, one, on, clocks) for (code, year), one in found.items()]
    return sorted(
        every, key=lambda group: (group.last_day is None, group.last_day or on, group.milestone.code, group.year)
    )


def chosen_of(found: Iterable[Group], chosen: YearFilters) -> list[Group]:
    """Narrowed to one milestone, or to one outlook."""
    kept = [group for group in found if chosen.milestone in ("", group.key)]
    if not chosen.outlook:
        return kept
    return [replace(g, found=tuple(one for one in g.found if one[0].outlook == chosen.outlook)) for g in kept]


def with_lines(found: Iterable[Group], limit: int | None = None) -> list[Group]:
    """With the first lines of each group, at most `limit`; the stays of all of them are read together."""
    found = list(found)
    wanted = [list(_first(group, limit)) for group in found]
    stays = _read({pk for lines in wanted for _, pk in lines})
    return [
        replace(group, lines=tuple(sorted((Line(stays[pk], prospect) for prospect, pk in lines), key=_place)))
        for group, lines in zip(found, wanted, strict=True)
    ]


def _first(group: Group, limit: int | None) -> Iterable[tuple[Prospect, int]]:
    return islice(((prospect, pk) for prospect, ids in group.found for pk in ids), limit)


def _read(ids: set[int]) -> dict[int, Visit]:
    """The stays, a thousand at a time."""
    order, found = sorted(ids), dict[int, Visit]()
    for start in range(0, len(order), CHUNK):
        part = Visit.objects.filter(pk__in=order[start : start + CHUNK])
        found |= {stay.pk: stay for stay in part.select_related("case", "case__implementer")}
    return found


def _place(line: Line) -> tuple[object, ...]:
    return line.prospect.urgency, line.case.code


def _group(milestone: Milestone, year: int, found: dict[Prospect, list[int]], on: date, clocks: Clocks) -> Group:
    shown = [(prospect, tuple(ids)) for prospect, ids in found.items() if prospect.outlook in SHOWN]
    shown.sort(key=lambda one: (one[0].urgency, one[0].stages))
    last = milestone.last_day(year, on)
    return Group(
        key=f"{milestone.code}-{year}",
        milestone=milestone,
        year=year,
        last_day=last,
        left=working_days_left(on, last, clocks.calendar) if last else None,
        safe=sum(len(ids) for prospect, ids in found.items() if prospect.outlook not in SHOWN),
        found=tuple(shown),
    )
