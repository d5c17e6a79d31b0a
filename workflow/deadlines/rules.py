"""Which clocks a stage has: dated rules, chosen by the plan year of the đề án.

A stage may carry two clocks, a legal deadline and an internal target; they are told apart everywhere. `Rule` mirrors
a row of the table of rules, so that the choice stays pure.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from workflow.deadlines.terms import BeforeDate, ByDate, CalendarDays, NoTerm, OnDate, Resumption, Term, WorkingDays


class RuleKind(StrEnum):
    LEGAL = "legal"
    TARGET = "target"


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    BEFORE_DATE = "before_date"
    BY_DATE = "by_date"
    CONTRACT_DATE = "contract_date"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Rule:
    """`amount` in working or calendar days; `month`/`day` in the year `plan_year + year_offset`.

    `organisation_id`: this unit's own target, for stays that begin from `valid_from` to `valid_to`. `max_extensions`
    and `max_extension_days` (in the unit of the rule; calendar days for a date) bound what the roles in `extended_by`
    may grant together.
    """

    code: str
    programme: str
    state: str
    kind: RuleKind
    unit: Unit
    basis: str
    mark: str
    amount: int | None = None
    month: int | None = None
    day: int | None = None
    year_offset: int = 0
    plan_year_from: int = 0
    plan_year_to: int | None = None
    note: str = ""
    organisation_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    on_resume: Resumption = Resumption.CONTINUE
    max_extensions: int = 0
    max_extension_days: int = 0
    extended_by: tuple[str, ...] = ()

    def valid_for(self, plan_year: int) -> bool:
        return self.plan_year_from <= plan_year and (self.plan_year_to is None or plan_year <= self.plan_year_to)

    def begins_on(self, day: date | None) -> bool:
        """May a stay that begins on this day take the rule? Without a day only rules without a period answer yes."""
        if day is None:
            return self.valid_from is None and self.valid_to is None
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_counted(self) -> bool:
        """Does the term count days, so that it can stand still?"""
        return self.unit in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)

    @property
    def extension_unit(self) -> str:
        return "ngày làm việc" if self.unit == Unit.WORKING_DAYS else "ngày"

    def to_json(self) -> dict[str, Any]:
        """As a stay keeps it: what was promised on entry, whatever becomes of the table."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Rule":
        days = {name: date.fromisoformat(data[name]) if data.get(name) else None for name in ("valid_from", "valid_to")}
        return cls(
            **data
            | days
            | {
                "kind": RuleKind(data["kind"]),
                "unit": Unit(data["unit"]),
                "on_resume": Resumption(data["on_resume"]),
                "extended_by": tuple(data["extended_by"]),
            }
        )

    @property
    def in_words(self) -> str:
        """ "10 ngày làm việc", "trước ngày 20/06 năm trước năm kế hoạch"."""
        match self.unit:
            case Unit.WORKING_DAYS:
                return f"{self.amount} ngày làm việc"
            case Unit.CALENDAR_DAYS:
                return f"{self.amount} ngày"
            case Unit.BEFORE_DATE:
                return f"trước ngày {self._date_in_words}"
            case Unit.BY_DATE:
                return f"chậm nhất ngày {self._date_in_words}"
            case Unit.CONTRACT_DATE:
                return "theo ngày trong hợp đồng"
            case Unit.NONE:
                return "không có thời hạn"

    @property
    def _date_in_words(self) -> str:
        years = {-1: "năm trước năm kế hoạch", 0: "năm kế hoạch", 1: "năm sau năm kế hoạch"}
        year = years.get(self.year_offset, f"năm kế hoạch {self.year_offset:+d}")
        return f"{self.day or 0:02d}/{self.month or 0:02d} {year}"


def rules_for(
    state: str,
    programme: str,
    plan_year: int,
    rules: Iterable[Rule],
    *,
    organisations: frozenset[int] = frozenset(),
    on: date | None = None,
) -> tuple[Rule | None, Rule | None]:
    """The legal deadline and the internal target of a stage that begins on a day.

    The own target of one of the `organisations` (those who must act there) outranks the general one; among equals the
    youngest wins.
    """
    valid = [
        r
        for r in rules
        if r.state == state
        and r.programme == programme
        and r.valid_for(plan_year)
        and r.begins_on(on)
        and (r.organisation_id is None or r.organisation_id in organisations)
    ]
    valid.sort(key=_rank)
    best = {rule.kind: rule for rule in valid}
    return best.get(RuleKind.LEGAL), best.get(RuleKind.TARGET)


def _rank(rule: Rule) -> tuple[bool, date, int, str]:
    return rule.organisation_id is not None, rule.valid_from or date.min, rule.plan_year_from, rule.code


def term_of(rule: Rule, plan_year: int, contract_end: date | None = None) -> Term:
    """The rule made concrete for one plan year. Raises ValueError (a Vietnamese sentence) for an incomplete rule."""
    match rule.unit:
        case Unit.WORKING_DAYS:
            return WorkingDays(_given(rule, rule.amount))
        case Unit.CALENDAR_DAYS:
            return CalendarDays(_given(rule, rule.amount))
        case Unit.BEFORE_DATE:
            return BeforeDate(_given(rule, rule.month), _given(rule, rule.day), plan_year + rule.year_offset)
        case Unit.BY_DATE:
            return ByDate(_given(rule, rule.month), _given(rule, rule.day), plan_year + rule.year_offset)
        case Unit.CONTRACT_DATE:
            return OnDate(contract_end)
        case Unit.NONE:
            return NoTerm()


def _given(rule: Rule, value: int | None) -> int:
    if value is None:
        raise ValueError(f"Quy tắc thời hạn “{rule.code}” thiếu số ngày hoặc ngày, tháng.")
    return value
