"""Báo cáo kỳ: the stays of a period, counted as one-stop offices count them, with the sum that must hold.

What was open before the period and what began in it is either done or left at its end: both sides are counted on their
own and compared, so that a stay that falls through a class is seen at once. A deadline counts as it stood on the last day
of the period: what moved it later changes nothing that was reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from accounts.models import Organisation
from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass
from workflow.engine.inputs import Fault, parse_date
from workflow.lifecycle import ENDS
from workflow.models import Visit
from workflow.money.books import oldest_open_year
from workflow.queries.due_then import with_due_then
from workflow.queries.scope import visible_cases
from workflow.queries.slips import unit_of_stay
from workflow.queries.timeclass import any_of, classes_then
from workflow.vocabulary import Programme, State

EARLIEST = date(2005, 1, 1)


@dataclass(frozen=True, slots=True)
class PeriodFilters:
    """From a day to a day, both included, never beyond today. Unknown values are dropped."""

    from_on: date
    to_on: date
    unit: int | None = None
    programme: str = ""
    state: str = ""
    old_books: bool = False
    """Also đề án of plan years whose books were closed before the period: left hanging, nobody answers for them any more."""

    @classmethod
    def read(cls, query: QueryDict, today: date) -> "PeriodFilters":
        first, last = _day(query.get("from", "")), _day(query.get("to", ""))
        to_on = min(last or today, today)
        from_on = first if first and first <= to_on else date(to_on.year, 1, 1)
        unit, programme, state = (query.get(name, "") for name in ("unit", "programme", "state"))
        return cls(
            from_on,
            to_on,
            int(unit) if unit.isdecimal() and len(unit) < 10 else None,
            programme if programme in Programme.values else "",
            state if state in State.values else "",
            query.get("old") == "1",
        )

    def query(self) -> str:
        names = {
            "from": self.from_on.isoformat(), "to": self.to_on.isoformat(), "unit": self.unit,
            "programme": self.programme, "state": self.state, "old": "1" if self.old_books else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in names.items() if value})

    @property
    def oldest_year(self) -> int:
        return oldest_open_year(self.from_on)

    def stays(self, person: Person) -> QuerySet[Any]:
        """Every stay that was open on some day of the period, but the endings, which nobody works at."""
        open_then = Q(closed_on=None) | Q(closed_on__gte=self.from_on)
        stays: QuerySet[Any] = Visit.objects.filter(
            open_then, case__in=visible_cases(person), opened_on__lte=self.to_on
        )
        stays = with_due_then(stays.exclude(state__in=ENDS), self.to_on).annotate(unit=unit_of_stay())
        if self.unit:
            stays = stays.filter(unit=self.unit)
        if self.programme:
            stays = stays.filter(case__programme=self.programme)
        if not self.old_books:
            stays = stays.filter(case__plan_year__gte=self.oldest_year)
        return stays.filter(state=self.state) if self.state else stays


def _day(text: str) -> date | None:
    try:
        day = parse_date(text) if text else None
    except Fault:
        return None
    return day if day and day >= EARLIEST else None


@dataclass(frozen=True, slots=True)
class Counts:
    """Stays (lượt xử lý) of one line. The names are those of the columns and of their lists."""

    carried: int = 0
    received: int = 0
    early: int = 0
    punctual: int = 0
    late: int = 0
    done_untimed: int = 0
    withdrawn: int = 0
    on_time: int = 0
    overdue: int = 0
    paused: int = 0
    untimed: int = 0

    @property
    def came(self) -> int:
        return self.carried + self.received

    @property
    def done(self) -> int:
        return self.early + self.punctual + self.late + self.done_untimed + self.withdrawn

    @property
    def left(self) -> int:
        return self.on_time + self.overdue + self.paused + self.untimed

    @property
    def holds(self) -> bool:
        """Tồn đầu + tiếp nhận = đã xong + còn lại."""
        return self.came == self.done + self.left

    @property
    def in_time(self) -> int:
        return self.early + self.punctual

    @property
    def counted(self) -> int:
        """What the on-time rate is a part of: what ended with a deadline and a result."""
        return self.early + self.punctual + self.late

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


COLUMNS = tuple(field.name for field in fields(Counts))
#: The columns as they are shown: the two sums stand before their parts.
SHOWN = (
    "carried", "received", "done", "early", "punctual", "late", "done_untimed", "withdrawn",
    "left", "on_time", "overdue", "paused", "untimed",
)  # fmt: skip
#: Lists of more than one column: the two sums, and the fraction of the on-time rate.
PARTS = {
    "came": COLUMNS[:2],
    "done": COLUMNS[2:7],
    "left": COLUMNS[7:],
    "in_time": ("early", "punctual"),
    "counted": ("early", "punctual", "late"),
}
LABELS = {
    "came": "Tồn đầu và tiếp nhận",
    "in_time": "Xong sớm và đúng hạn",
    "counted": "Xong có tính hạn",
    "carried": "Kỳ trước chuyển sang",
    "received": "Tiếp nhận trong kỳ",
    "done": "Đã xong",
    "early": "Sớm hạn",
    "punctual": "Đúng hạn",
    "late": "Trễ hạn",
    "done_untimed": "Xong, không tính hạn",
    "withdrawn": "Rút, trả, không giải quyết",
    "left": "Đang xử lý",
    "on_time": "Còn hạn",
    "overdue": "Quá hạn",
    "paused": "Tạm dừng",
    "untimed": "Không tính hạn",
}


@dataclass(frozen=True, slots=True)
class PeriodLine:
    key: str
    label: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class PeriodReport:
    stages: tuple[PeriodLine, ...]
    units: tuple[PeriodLine, ...]
    total: Counts

    @property
    def holds(self) -> bool:
        """Every line balances, and both tables have the same total."""
        lines = (*self.stages, *self.units)
        by_unit = sum((line.counts for line in self.units), Counts())
        return all(line.counts.holds for line in lines) and self.total == by_unit


def columns(chosen: PeriodFilters, calendar: Calendar) -> dict[str, Q]:
    """What each column counts, as conditions on the stays of the period."""
    then = classes_then(chosen.to_on, calendar)
    done, left = Q(closed_on__lte=chosen.to_on), Q(closed_on=None) | Q(closed_on__gt=chosen.to_on)
    return {
        "carried": Q(opened_on__lt=chosen.from_on),
        "received": Q(opened_on__gte=chosen.from_on),
        "early": then[DueClass.EARLY],
        "punctual": then[DueClass.PUNCTUAL],
        "late": then[DueClass.LATE],
        "done_untimed": then[DueClass.UNTIMED] & done,
        "withdrawn": then[DueClass.WITHDRAWN] & done,
        "on_time": any_of(then, (DueClass.ON_TIME, DueClass.DUE_SOON, DueClass.DUE_TODAY)),
        "overdue": then[DueClass.OVERDUE],
        "paused": then[DueClass.PAUSED],
        "untimed": then[DueClass.UNTIMED] & left,
    }


def report(person: Person, chosen: PeriodFilters, calendar: Calendar) -> PeriodReport:
    counted = {name: Count("pk", condition) for name, condition in columns(chosen, calendar).items()}
    stays = chosen.stays(person).order_by()
    by_stage, by_unit = (
        {row.pop(name): Counts(**row) for row in _grouped(stays, name, counted)} for name in ("state", "unit")
    )
    names = dict(Organisation.objects.filter(pk__in=[pk for pk in by_unit if pk]).values_list("pk", "name"))
    units = [PeriodLine(str(pk or ""), names.get(pk, "Chưa rõ đơn vị"), counts) for pk, counts in by_unit.items()]
    return PeriodReport(
        stages=tuple(PeriodLine(s.value, str(s.label), by_stage[s.value]) for s in State if s.value in by_stage),
        units=tuple(sorted(units, key=lambda line: (-line.counts.came, line.label))),
        total=sum(by_stage.values(), Counts()),
    )


def whole(person: Person, chosen: PeriodFilters, calendar: Calendar) -> Counts:
    """The total alone."""
    counted = {name: Count("pk", condition) for name, condition in columns(chosen, calendar).items()}
    found: dict[str, int] = chosen.stays(person).order_by().aggregate(**counted)
    return Counts(**found)


def hanging(person: Person, chosen: PeriodFilters) -> int:
    """How many stays of the period are left out, because the books of their plan year were closed before it."""
    stays = replace(chosen, old_books=True).stays(person).order_by()
    return stays.filter(case__plan_year__lt=chosen.oldest_year).count()


def _grouped(stays: QuerySet[Any], name: str, counted: dict[str, Count]) -> Iterable[Any]:
    rows: QuerySet[Any] = stays.values(name).annotate(**counted)
    return rows


def behind(person: Person, chosen: PeriodFilters, calendar: Calendar, column: str) -> QuerySet[Visit]:
    """The stays that one number counts, the earliest deadline first."""
    found = columns(chosen, calendar)
    wanted = Q(pk__in=[])
    for name in PARTS.get(column, (column,)):
        wanted |= found[name]
    stays = chosen.stays(person).filter(wanted)
    return stays.select_related("case", "case__implementer", "closed_by").order_by("due_then", "opened_on", "pk")


def units_to_choose(person: Person) -> Iterable[tuple[int, str]]:
    """Units that have, or had, work on the đề án in view."""
    cases = visible_cases(person).order_by().values("pk")
    return Organisation.objects.filter(duties__case__in=cases).distinct().order_by("name").values_list("pk", "name")
