"""Which clocks a stage has: dated rules, chosen by the plan year of the đề án.

A stage may carry two clocks, a legal deadline and an internal target; they are told apart everywhere. `Rule` mirrors
a row of the table of rules, so that the choice stays pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.deadlines.terms import BeforeDate, ByDate, CalendarDays, NoTerm, OnDate, Term, WorkingDays


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
    """`amount` in working or calendar days; `month`/`day` in the year `plan_year + year_offset`."""

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

    def valid_for(self, plan_year: int) -> bool:
        return self.plan_year_from <= plan_year and (self.plan_year_to is None or plan_year <= self.plan_year_to)

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


def rules_for(state: str, programme: str, plan_year: int, rules: Iterable[Rule]) -> tuple[Rule | None, Rule | None]:
    """The legal deadline and the internal target of a stage. Where several rules are valid, the youngest wins."""
    valid = [r for r in rules if r.state == state and r.programme == programme and r.valid_for(plan_year)]
    valid.sort(key=lambda rule: (rule.plan_year_from, rule.code))
    youngest = {rule.kind: rule for rule in valid}
    return youngest.get(RuleKind.LEGAL), youngest.get(RuleKind.TARGET)


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
