"""The periods a contract names, read from the same dated rules that the clocks of the stages follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.words import date_in_words
from workflow.deadlines.rules import Rule, Unit, rules_for
from workflow.models import Case
from workflow.vocabulary import State

AFTER_ACCEPTANCE = "kể từ ngày nghiệm thu cơ sở cuối cùng của hợp đồng"
AFTER_DOSSIER = "kể từ ngày Bên A nhận đủ hồ sơ quyết toán"
BY_NOTICE = "Trong thời hạn do Bên A thông báo"


@dataclass(frozen=True, slots=True)
class ReportRule:
    """Progress reports are due before this day of every month, for plan years from `plan_year_from` on."""

    plan_year_from: int
    day: int
    basis: str
    mark: str


#: Newest first.
REPORT_RULES = (ReportRule(2005, 25, "TT 36/2013 Đ.22.2, Đ.23.3.a", "CONFIRMED"),)


def report_before(plan_year: int) -> int:
    return next(rule.day for rule in REPORT_RULES if plan_year >= rule.plan_year_from)


def settlement_term(case: Case, rules: Sequence[Rule]) -> str:
    """“Chậm nhất 15 ngày kể từ ngày nghiệm thu …” (TT 36/2013 Đ.18.1)."""
    return _sentence(_rule(case, State.SETTLEMENT_DOSSIER, rules), case.plan_year, AFTER_ACCEPTANCE)


def liquidation_term(case: Case, rules: Sequence[Rule]) -> str:
    """“Chậm nhất ngày 22 tháng 01 năm 2027” (TT 36/2013 Đ.18.2)."""
    return _sentence(_rule(case, State.LIQUIDATION, rules), case.plan_year, AFTER_DOSSIER)


def _rule(case: Case, state: State, rules: Sequence[Rule]) -> Rule | None:
    """The legal deadline; where the law is silent, the target the office has set itself."""
    legal, target = rules_for(state, case.programme, case.plan_year, rules)
    return legal or target


def _sentence(rule: Rule | None, plan_year: int, start: str) -> str:
    if rule is None:
        return BY_NOTICE
    match rule.unit:
        case Unit.WORKING_DAYS | Unit.CALENDAR_DAYS:
            return f"Chậm nhất {rule.in_words} {start}"
        case Unit.BY_DATE:
            return f"Chậm nhất {_day(rule, plan_year)}"
        case Unit.BEFORE_DATE:
            return f"Trước {_day(rule, plan_year)}"
        case _:
            return BY_NOTICE


def _day(rule: Rule, plan_year: int) -> str:
    return date_in_words(date(plan_year + rule.year_offset, rule.month or 1, rule.day or 1))
