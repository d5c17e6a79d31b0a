"""The law's clocks as the tables hold them now: the only file of this package that knows the database.

Every call looks at the rows, so that a change by an administrator counts at once. `load_clocks` asks for their
fingerprint, one small query, and reads them only when it is another one; what is built from the same rows is built once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from workflow.deadlines.calendar import Calendar, Day, DayKind
from workflow.deadlines.milestones import Milestone, Reckoning
from workflow.deadlines.rules import Rule, RuleKind, Unit
from workflow.deadlines.terms import Resumption
from workflow.models import CalendarDay, CalendarYear, DeadlineRule
from workflow.models import Milestone as MilestoneRow

DAY_FIELDS = ("date", "kind", "name", "basis")
RULE_FIELDS = (
    "code",
    "programme",
    "state",
    "kind",
    "unit",
    "basis",
    "mark",
    "amount",
    "month",
    "day",
    "year_offset",
    "plan_year_from",
    "plan_year_to",
    "note",
    "organisation_id",
    "valid_from",
    "valid_to",
    "on_resume",
    "max_extensions",
    "max_extension_days",
    "extended_by",
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """What a deadline is made of: the working calendar and the dated rules."""

    calendar: Calendar
    rules: tuple[Rule, ...]


#: One number for the working calendar of a database: whoever reckons a date shares it, whoever changes a day wants it alone.
CALENDAR_LOCK = 36_2013

ROWS_AS_TEXT = "(SELECT coalesce(string_agg(r::text, '|' ORDER BY r.{key}), '') FROM {table} r)"


#: Every column of every row of the tables, as one hash. Only names of our own tables go into the text.
def _fingerprint_of(*tables: type[Model]) -> str:
    rows = (ROWS_AS_TEXT.format(key=table._meta.pk.attname, table=table._meta.db_table) for table in tables)
    return "SELECT md5(concat_ws('/', {}))".format(", ".join(rows))


FINGERPRINT = _fingerprint_of(CalendarYear, CalendarDay, DeadlineRule)
FINGERPRINT_OF_CALENDAR = _fingerprint_of(CalendarYear, CalendarDay)


@dataclass(frozen=True, slots=True)
class _Kept:
    fingerprint: str
    clocks: Clocks


_kept: _Kept | None = None


def load_clocks() -> Clocks:
    """The clocks as of now. Kept under a fingerprint only if it is the same before and after they were read."""
    global _kept
    now, kept = _fingerprint(), _kept
    if kept is not None and kept.fingerprint == now:
        return kept.clocks
    clocks = Clocks(load_calendar(), load_rules())
    if _fingerprint() == now:
        _kept = _Kept(now, clocks)
    return clocks


def _fingerprint() -> str:
    return _asked(FINGERPRINT)


def calendar_fingerprint() -> str:
    """Another one whenever a day or a year of the calendar is another."""
    return _asked(FINGERPRINT_OF_CALENDAR)


def _asked(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        found: str = cursor.fetchone()[0]
    return found


def share_calendar() -> None:
    """Until this transaction ends nobody changes the calendar. To be asked before the calendar is read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [CALENDAR_LOCK])


def take_calendar() -> None:
    """The calendar alone, until this transaction ends: no act is under way that reckoned with the old one.

    Waits as long as `lock_timeout` says; OperationalError after that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])


def load_calendar() -> Calendar:
    """Days of a year without its CalendarYear row count for nothing: an undeclared year is an unknown year."""
    years = tuple(CalendarYear.objects.order_by("year").values_list("year", "status"))
    days = tuple(CalendarDay.objects.order_by("date").values_list(*DAY_FIELDS))
    return _calendar(years, days)


def load_rules() -> tuple[Rule, ...]:
    rows = DeadlineRule.objects.order_by("code").values_list(*RULE_FIELDS)
    return _rules(tuple((*row[:-1], tuple(row[-1])) for row in rows))


@lru_cache(maxsize=4)
def _calendar(years: tuple[tuple[int, str], ...], days: tuple[tuple[Any, ...], ...]) -> Calendar:
    return Calendar(
        (Day(date, DayKind(kind), name, basis) for date, kind, name, basis in days),
        official_years=_with_status(years, CalendarYear.Status.OFFICIAL),
        provisional_years=_with_status(years, CalendarYear.Status.PROVISIONAL),
    )


def _with_status(years: Iterable[tuple[int, str]], wanted: str) -> frozenset[int]:
    return frozenset(year for year, status in years if status == wanted)


@lru_cache(maxsize=4)
def _rules(rows: tuple[tuple[Any, ...], ...]) -> tuple[Rule, ...]:
    return tuple(_rule(**dict(zip(RULE_FIELDS, row, strict=True))) for row in rows)


def _rule(*, kind: str, unit: str, on_resume: str, **fields: Any) -> Rule:
    return Rule(kind=RuleKind(kind), unit=Unit(unit), on_resume=Resumption(on_resume), **fields)


MILESTONE_FIELDS = (
    "code",
    "programme",
    "title",
    "kind",
    "unit",
    "month",
    "day",
    "year_offset",
    "reaches",
    "with_advance",
    "near_days",
    "plan_year_from",
    "plan_year_to",
    "basis",
    "mark",
    "note",
)


def load_milestones() -> tuple[Milestone, ...]:
    """The days of the year as the table holds them now."""
    rows = MilestoneRow.objects.order_by("code").values(*MILESTONE_FIELDS)
    return tuple(_milestone(**row) for row in rows)


def _milestone(*, kind: str, unit: str, **fields: Any) -> Milestone:
    return Milestone(legal=kind == RuleKind.LEGAL, unit=Reckoning(unit), **fields)
