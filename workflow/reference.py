"""Bringing the shipped calendar and rules into the tables, as often as one likes, without touching what people
changed.

A year is the unit of the calendar: a year the table already knows belongs to its administrators, and nothing is added
to it or put back. A rule or a milestone is known by its code: an existing one is left as it is (to retire a rule, give it a last
plan year).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from workflow.deadlines.milestones import Milestone as Shipped
from workflow.deadlines.shipped import shipped_days, shipped_milestones, shipped_rules, shipped_years
from workflow.models import CalendarDay, CalendarYear, DeadlineRule, Milestone


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one run brought.

    `confirmed`: years that turned official. `differing`: dates on which the table and the shipped files disagree;
    people decide which is right. `others`: what other rooms brought, by title.
    """

    years: tuple[int, ...]
    days: int
    rules: int
    milestones: int
    confirmed: tuple[int, ...]
    differing: tuple[date, ...]
    others: tuple[tuple[str, int], ...] = ()


Loader = Callable[[], int]
_others: dict[str, Loader] = {}


def also_load(title: str) -> Callable[[Loader], Loader]:
    """Registers what another room ships: a function that brings what is new and says how many rows that is."""

    def keep(loader: Loader) -> Loader:
        _others[title] = loader
        return loader

    return keep


def load() -> Loaded:
    """One transaction; a second run brings nothing, and two runs at once bring what one would."""
    with transaction.atomic():
        years, days = _load_new_years()
        rules = _load_new_rules()
        milestones = _load_new_milestones()
        differing = _differing_dates()
        others = tuple((title, loader()) for title, loader in _others.items())
        return Loaded(years, days, rules, milestones, _confirm_years(differing), differing, others)


def _load_new_years() -> tuple[tuple[int, ...], int]:
    known = set(CalendarYear.objects.values_list("year", flat=True))
    new = [year for year in shipped_years() if year.year not in known]
    numbers = {year.year for year in new}
    days = [
        CalendarDay(date=day.date, kind=day.kind.value, name=day.name, basis=day.basis)
        for day in shipped_days()
        if day.date.year in numbers
    ]
    CalendarYear.objects.bulk_create(
        (CalendarYear(year=year.year, status=_status(official=year.official), basis=year.basis) for year in new),
        ignore_conflicts=True,
    )
    # A day someone named before its year was declared stays theirs.
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
    return tuple(sorted(numbers)), len(days)


def _load_new_rules() -> int:
    known = set(DeadlineRule.objects.values_list("code", flat=True))
    new = [
        DeadlineRule(**asdict(rule) | {"extended_by": list(rule.extended_by)})
        for rule in shipped_rules()
        if rule.code not in known
    ]
    DeadlineRule.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _load_new_milestones() -> int:
    known = set(Milestone.objects.values_list("code", flat=True))
    new = [_milestone(shipped) for shipped in shipped_milestones() if shipped.code not in known]
    Milestone.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _milestone(shipped: Shipped) -> Milestone:
    fields = asdict(shipped)
    kind = DeadlineRule.Kind.LEGAL if fields.pop("legal") else DeadlineRule.Kind.TARGET
    return Milestone(kind=kind, **fields)


def _differing_dates() -> tuple[date, ...]:
    """Dates of the shipped years that are named on one side only, or named otherwise."""
    years = [year.year for year in shipped_years()]
    table = set(CalendarDay.objects.filter(date__year__in=years).values_list("date", "kind"))
    shipped = {(day.date, day.kind.value) for day in shipped_days()}
    return tuple(sorted({day for day, _ in table ^ shipped}))


def _confirm_years(differing: tuple[date, ...]) -> tuple[int, ...]:
    """A year that the program now knows as official becomes so in the table, unless its days were changed by hand."""
    touched = {day.year for day in differing}
    confirmed = []
    for year in shipped_years():
        if year.official and year.year not in touched:
            provisional = CalendarYear.objects.filter(year=year.year, status=CalendarYear.Status.PROVISIONAL)
            if provisional.update(status=CalendarYear.Status.OFFICIAL, basis=year.basis):
                confirmed.append(year.year)
    return tuple(confirmed)


def _status(*, official: bool) -> str:
    return CalendarYear.Status.OFFICIAL if official else CalendarYear.Status.PROVISIONAL
