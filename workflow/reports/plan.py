"""The plan of a year against its realisation: by province, by content, and what waits at Bộ Tài chính. Pure.

Words, kept apart on purpose: *planned* is what was approved for the year, *realised* ("thực hiện") is the accepted value of
work accepted by the day of the report. Neither is *allocated* nor *advanced*.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow.vocabulary import ContentType, Programme

#: The three contents the yearly conference counts by unit, and its word for the unit.
COUNTED = {
    ContentType.DEMONSTRATION: "mô hình",
    ContentType.MACHINERY: "cơ sở",
    ContentType.CLEANER_PRODUCTION: "cơ sở",
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One đề án as the report sees it. Amounts in whole đồng; `realised` is 0 until accepted by the day of the report;
    `units` counts facilities or models; `waits_for_finance`: at Bộ Tài chính on that day."""

    province: str
    programme: str
    content_type: str
    units: int
    planned: int
    realised: int
    waits_for_finance: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows added up. `national + local == planned`."""

    cases: int = 0
    units: int = 0
    planned: int = 0
    national: int = 0
    local: int = 0
    realised: int = 0


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province, this year and the year before. `before` is the plan of the year before, in đồng."""

    province: str
    before: int
    sum: Sum


@dataclass(frozen=True, slots=True)
class ContentLine:
    content: ContentType
    unit: str
    sum: Sum
    waiting: Sum
    realised_locally: Sum
    """Of the local programme, only the đề án that were realised."""


@dataclass(frozen=True, slots=True)
class PlanReport:
    """`total` adds up `provinces`; `counted` adds up `contents`; `others` is the rest of the plan."""

    year: int
    as_of: date
    provinces: tuple[ProvinceLine, ...]
    before: int
    total: Sum
    contents: tuple[ContentLine, ...]
    counted: Sum
    others: Sum
    waiting: Sum
    local: Sum
    realised_locally: Sum


def add_up(rows: Iterable[PlanRow]) -> Sum:
    cases = units = planned = national = realised = 0
    for row in rows:
        cases += 1
        units += row.units
        planned += row.planned
        national += row.planned if row.programme == Programme.NATIONAL else 0
        realised += row.realised
    return Sum(cases, units, planned, national, planned - national, realised)


def plan_report(
    *, year: int, as_of: date, rows: Iterable[PlanRow], before: Iterable[PlanRow], provinces: Iterable[str]
) -> PlanReport:
    """`before`: the rows of the year before. `provinces`: every one to be shown, in this order, also without any
    row; a province that only the rows know follows them, so that the total is always the sum of the lines."""
    rows, before = list(rows), list(before)
    local = [row for row in rows if row.programme == Programme.LOCAL]
    shown = dict.fromkeys([*provinces, *sorted({row.province for row in (*rows, *before)})])
    return PlanReport(
        year=year,
        as_of=as_of,
        provinces=tuple(_province(name, rows, before) for name in shown),
        before=sum(row.planned for row in before),
        total=add_up(rows),
        contents=tuple(_content(content, unit, rows) for content, unit in COUNTED.items()),
        counted=add_up(row for row in rows if row.content_type in COUNTED),
        others=add_up(row for row in rows if row.content_type not in COUNTED),
        waiting=add_up(row for row in rows if row.waits_for_finance),
        local=add_up(local),
        realised_locally=add_up(row for row in local if row.realised),
    )


def _province(name: str, rows: list[PlanRow], before: list[PlanRow]) -> ProvinceLine:
    earlier = sum(row.planned for row in before if row.province == name)
    return ProvinceLine(name, earlier, add_up(row for row in rows if row.province == name))


def _content(content: ContentType, unit: str, rows: list[PlanRow]) -> ContentLine:
    own = [row for row in rows if row.content_type == content]
    return ContentLine(
        content=content,
        unit=unit,
        sum=add_up(own),
        waiting=add_up(row for row in own if row.waits_for_finance),
        realised_locally=add_up(row for row in own if row.programme == Programme.LOCAL and row.realised),
    )
