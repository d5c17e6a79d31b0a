"""Việc quá hạn của đơn vị: every open overdue stage that somebody answers for, with all that a manager needs to act.

Theirs are the stages in the units they lead, and one or two levels up those whose delay has climbed: far enough past the
deadline for the ladder to tell them, and acknowledged by nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from accounts.people import Person
from accounts.queries import units_below
from accounts.vocabulary import Role
from notifications.acknowledging import Acknowledgement, acknowledgements
from notifications.audience import LEVELS
from notifications.ladder import Days, Ladder, reached
from notifications.tables import load_ladder
from workflow.deadlines.calendar import Calendar
from workflow.models import Duty, Visit
from workflow.money.books import oldest_open_year
from workflow.queries import visible_cases
from workflow.queries.worklist import WorkItem, items, with_parts

#: Roles that answer for a unit without being in charge of it.
DEPUTIES = frozenset({Role.DEPARTMENT_LEADER, Role.AGENCY_LEADER})
#: Roles that read of every delay they may see, and lead nobody.
READERS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR, Role.MINISTRY_OFFICER})
AUDIENCE_AT = {level: audience for audience, level in LEVELS.items()}


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody answers for: ids of units by level of command. `everything`: all they may see, to read."""

    levels: tuple[frozenset[int], ...] = ()
    everything: bool = False

    @property
    def own(self) -> frozenset[int]:
        return self.levels[0] if self.levels else frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.levels)


@dataclass(frozen=True, slots=True)
class Breach:
    """`climbed`: it is here since nobody below has acknowledged it."""

    item: WorkItem
    acknowledgement: Acknowledgement | None
    climbed: bool

    @property
    def visit(self) -> Visit:
        return self.item.visit

    @property
    def unit_ids(self) -> set[int]:
        """The units that must act."""
        return {duty.organisation_id for duty in self.item.duties}


def led_by(person: Person, on: date) -> Scope:
    """What somebody is in charge of."""
    led = {holding.organisation_id for holding in person.holdings if holding.is_head}
    return Scope(tuple(map(frozenset, units_below(led, on)[: len(LEVELS)])))


def scope_of(person: Person, on: date) -> Scope:
    """What somebody may read the report of: a deputy's unit beside those they lead, everything in view for auditors."""
    levels = led_by(person, on).levels
    if deputy := frozenset(holding.organisation_id for holding in person.holdings if holding.role in DEPUTIES):
        levels = (deputy | levels[0], *levels[1:]) if levels else (deputy,)
    return Scope(levels, everything=person.is_superuser or bool(READERS & person.roles))


def overdue(person: Person, on: date) -> QuerySet[Visit]:
    """Open stages past their deadline that this person may see, the longest late first; years with open books only."""
    late = Visit.objects.filter(closed_at=None, due_on__lt=on, case__plan_year__gte=oldest_open_year(on))
    return late.filter(case__in=visible_cases(person)).order_by("due_on", "pk")


def breaches(person: Person, on: date, calendar: Calendar, *, scope: Scope) -> list[Breach]:
    """The longest late first."""
    if not scope:
        return []
    lines = items(with_parts(_within(overdue(person, on), scope)), person, on, calendar)
    known = acknowledgements(line.visit.pk for line in lines)
    ladder, days = load_ladder(), Days(calendar)
    found = []
    for line in lines:
        level = _level(line, scope)
        if level == 0 or _has_climbed(line, level, on, ladder, days, acknowledged=line.visit.pk in known):
            found.append(Breach(line, known.get(line.visit.pk), climbed=level > 0))
    return found


def _within(visits: QuerySet[Visit], scope: Scope) -> QuerySet[Visit]:
    if scope.everything:
        return visits
    return visits.filter(pk__in=_with_work_of(unit for units in scope.levels for unit in units))


def _with_work_of(units: Iterable[int]) -> QuerySet[Duty, int]:
    duties = Duty.objects.filter(organisation__in=list(units), done_at=None)
    return duties.values_list("visit", flat=True)


def _level(line: WorkItem, scope: Scope) -> int:
    """The lowest level of command on which this person answers for some unit that must act there."""
    units = {duty.organisation_id for duty in line.duties}
    return next((level for level, led in enumerate(scope.levels) if units & led), 0)


def _has_climbed(line: WorkItem, level: int, on: date, ladder: Ladder, days: Days, *, acknowledged: bool) -> bool:
    """Does some rung that is reached tell those on this level?"""
    assert line.visit.due_on is not None
    rungs = ladder.of(line.case.programme, line.visit.state)
    told = reached(rungs, line.visit.due_on, on, days, acknowledged=acknowledged)
    return any(AUDIENCE_AT[level] in one.rung.audiences for one in told)


def units_in(found: Sequence[Breach]) -> list[Organisation]:
    """The units that must act in these, by name: what the page filters by."""
    units = {duty.organisation for breach in found for duty in breach.item.duties}
    return sorted(units, key=lambda unit: (unit.name, unit.pk))


def late_units(on: date) -> set[int]:
    """Ids of every unit that keeps some stage waiting past its deadline."""
    late = Q(visit__closed_at=None, visit__due_on__lt=on, case__plan_year__gte=oldest_open_year(on), done_at=None)
    return set(Duty.objects.filter(late).order_by().values_list("organisation", flat=True).distinct())
