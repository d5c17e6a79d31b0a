"""The calendar and the rules that come with the program, as files that a lawyer can read: `workflow/data/*.csv`.

`calendar.csv` (date, kind, name, basis), `calendar_years.csv` (year, official or provisional, basis),
`deadline_rules.csv` (one clock of one stage per row), `milestones.csv` (one day of the year per row). They fill an
empty database once; after that the tables are the truth and administrators own them.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from workflow.deadlines.calendar import Calendar, Day, DayKind
from workflow.deadlines.milestones import Milestone, Reckoning
from workflow.deadlines.rules import Rule, RuleKind, Unit
from workflow.deadlines.terms import Resumption

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    official: bool
    basis: str


@lru_cache(maxsize=1)
def shipped_days() -> tuple[Day, ...]:
    return tuple(
        Day(date.fromisoformat(row["date"]), DayKind(row["kind"]), row["name"], row["basis"])
        for row in _rows("calendar.csv")
    )


@lru_cache(maxsize=1)
def shipped_years() -> tuple[Year, ...]:
    return tuple(
        Year(int(row["year"]), row["status"] == "official", row["basis"]) for row in _rows("calendar_years.csv")
    )


@lru_cache(maxsize=1)
def shipped_calendar() -> Calendar:
    years = shipped_years()
    return Calendar(
        shipped_days(),
        official_years=frozenset(y.year for y in years if y.official),
        provisional_years=frozenset(y.year for y in years if not y.official),
    )


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            code=row["code"],
            programme=row["programme"],
            state=row["state"],
            kind=RuleKind(row["kind"]),
            unit=Unit(row["unit"]),
            on_resume=Resumption(row["on_resume"]),
            max_extensions=int(row["max_extensions"]),
            max_extension_days=int(row["max_extension_days"]),
            extended_by=tuple(row["extended_by"].split()),
            basis=row["basis"],
            mark=row["mark"],
            amount=_number(row["amount"]),
            month=_number(row["month"]),
            day=_number(row["day"]),
            year_offset=int(row["year_offset"]),
            plan_year_from=int(row["plan_year_from"]),
            plan_year_to=_number(row["plan_year_to"]),
            note=row["note"],
        )
        for row in _rows("deadline_rules.csv")
    )


@lru_cache(maxsize=1)
def shipped_milestones() -> tuple[Milestone, ...]:
    return tuple(
        Milestone(
            code=row["code"],
            programme=row["programme"],
            title=row["title"],
            legal=row["kind"] == RuleKind.LEGAL,
            unit=Reckoning(row["unit"]),
            month=_number(row["month"]),
            day=_number(row["day"]),
            year_offset=int(row["year_offset"]),
            reaches=row["reaches"],
            with_advance=row["with_advance"] == "yes",
            near_days=int(row["near_days"]),
            plan_year_from=int(row["plan_year_from"]),
            plan_year_to=_number(row["plan_year_to"]),
            basis=row["basis"],
            mark=row["mark"],
            note=row["note"],
        )
        for row in _rows("milestones.csv")
    )


def _number(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
