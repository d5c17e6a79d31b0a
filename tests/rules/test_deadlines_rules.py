"""Which clock a stage has in which plan year: the choice, and the soundness of the shipped rules."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from workflow.deadlines.rules import Rule, RuleKind, Unit, rules_for, term_of
from workflow.deadlines.shipped import shipped_rules
from workflow.deadlines.terms import BeforeDate, ByDate, CalendarDays, NoTerm, OnDate, WorkingDays
from workflow.lifecycle import TABLES
from workflow.vocabulary import Programme, State

RULES = shipped_rules()
NATIONAL, LOCAL = Programme.NATIONAL.value, Programme.LOCAL.value
PLAN_YEARS = range(2017, 2031)


def legal_and_target(state: State, programme: str, plan_year: int) -> tuple[object, object]:
    legal, target = rules_for(state, programme, plan_year, RULES)
    return (legal and term_of(legal, plan_year), target and term_of(target, plan_year))


@pytest.mark.parametrize(
    ("state", "plan_year", "legal", "target"),
    [
        (State.DRAFT, 2019, BeforeDate(5, 20, 2018), None),
        (State.DRAFT, 2027, None, BeforeDate(5, 20, 2026)),
        (State.LOCAL_PASSED, 2019, BeforeDate(6, 15, 2018), None),
        (State.LOCAL_PASSED, 2020, BeforeDate(6, 20, 2019), None),
        (State.LOCAL_PASSED, 2027, BeforeDate(6, 20, 2026), None),
        (State.FINANCE_REVIEW, 2025, WorkingDays(10), None),
        (State.FINANCE_REVIEW, 2026, None, WorkingDays(10)),
        (State.FINANCE_ADJUSTMENT, 2025, WorkingDays(7), None),
        (State.FINANCE_ADJUSTMENT, 2026, None, WorkingDays(7)),
        (State.ALLOCATION, 2025, BeforeDate(12, 31, 2024), WorkingDays(10)),
        (State.ALLOCATION, 2026, None, WorkingDays(10)),
        (State.EXECUTION, 2026, ByDate(12, 31, 2026), OnDate(None)),
        (State.EXECUTION, 2025, None, OnDate(None)),
        (State.SETTLEMENT_DOSSIER, 2026, CalendarDays(15), None),
        (State.LIQUIDATION, 2026, ByDate(1, 22, 2027), None),
        (State.LIQUIDATED, 2026, None, ByDate(2, 15, 2027)),
        (State.RECOVERY, 2026, None, BeforeDate(2, 15, 2027)),
        (State.SUSPENDED, 2026, None, NoTerm()),
    ],
)
def test_a_national_stage_has_the_clocks_of_its_plan_year(
    state: State, plan_year: int, legal: object, target: object
) -> None:
    assert legal_and_target(state, NATIONAL, plan_year) == (legal, target)


def test_the_province_sets_its_own_pace_so_no_local_clock_is_law() -> None:
    assert [rule.code for rule in RULES if rule.programme == LOCAL and rule.kind is RuleKind.LEGAL] == []
    assert legal_and_target(State.PLAN_PENDING, LOCAL, 2026) == (None, WorkingDays(15))


def test_a_contract_date_becomes_the_target_of_the_execution() -> None:
    _, target = rules_for(State.EXECUTION, NATIONAL, 2026, RULES)
    assert target is not None
    assert term_of(target, 2026, date(2026, 10, 30)) == OnDate(date(2026, 10, 30))


@pytest.mark.parametrize("programme", list(Programme))
def test_every_stage_where_someone_must_act_has_a_clock(programme: Programme) -> None:
    waiting = [stage.state for stage in TABLES[programme].stages if not stage.terminal]
    silent = [(s, y) for s in waiting for y in PLAN_YEARS if rules_for(s, programme, y, RULES) == (None, None)]
    assert silent == []


def test_every_rule_is_for_a_stage_that_its_programme_has() -> None:
    stages = {(programme.value, stage.state.value) for programme, table in TABLES.items() for stage in table.stages}
    assert [rule.code for rule in RULES if (rule.programme, rule.state) not in stages] == []


def test_no_two_rules_of_one_kind_are_valid_in_the_same_plan_year() -> None:
    def face(rule: Rule) -> tuple[str, str, str]:
        return (rule.programme, rule.state, rule.kind)

    twins = [
        (one.code, other.code, year)
        for one, other in combinations(RULES, 2)
        for year in PLAN_YEARS
        if face(one) == face(other) and one.valid_for(year) and other.valid_for(year)
    ]
    assert twins == []


def test_only_a_text_that_was_read_may_be_a_legal_deadline() -> None:
    assert [rule.code for rule in RULES if rule.kind is RuleKind.LEGAL and rule.mark != "CONFIRMED"] == []


def test_every_rule_names_its_basis_and_makes_a_term_in_every_year() -> None:
    for rule in RULES:
        assert rule.basis
        assert rule.mark in {"CONFIRMED", "RECALLED", "DERIVED"}
        assert all(term_of(rule, year) is not None for year in PLAN_YEARS)


def test_codes_are_unique_and_fit_their_columns() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(len(rule.code) <= 60 and len(rule.basis) <= 300 and len(rule.note) <= 300 for rule in RULES)


RULE = Rule(
    "r", NATIONAL, "submitted", RuleKind.TARGET, Unit.WORKING_DAYS, "–", "DERIVED", amount=3, plan_year_from=2014
)


def test_of_two_valid_rules_the_youngest_wins() -> None:
    younger = replace(RULE, code="a", amount=5, plan_year_from=2026)
    assert rules_for("submitted", NATIONAL, 2026, [younger, RULE])[1] is younger
    assert rules_for("submitted", NATIONAL, 2025, [younger, RULE])[1] is RULE


def test_a_rule_says_nothing_outside_its_years_its_state_or_its_programme() -> None:
    ended = replace(RULE, plan_year_to=2020)
    assert rules_for("submitted", NATIONAL, 2021, [ended]) == (None, None)
    assert rules_for("draft", NATIONAL, 2020, [ended]) == (None, None)
    assert rules_for("submitted", LOCAL, 2020, [ended]) == (None, None)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.BEFORE_DATE, Unit.BY_DATE])
def test_a_rule_without_its_number_is_refused_by_name(unit: Unit) -> None:
    with pytest.raises(ValueError, match="“r” thiếu"):
        term_of(replace(RULE, unit=unit, amount=None), 2026)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RULE, "3 ngày làm việc"),
        (replace(RULE, unit=Unit.CALENDAR_DAYS, amount=15), "15 ngày"),
        (
            replace(RULE, unit=Unit.BEFORE_DATE, month=6, day=20, year_offset=-1),
            "trước ngày 20/06 năm trước năm kế hoạch",
        ),
        (replace(RULE, unit=Unit.BY_DATE, month=1, day=22, year_offset=1), "chậm nhất ngày 22/01 năm sau năm kế hoạch"),
        (replace(RULE, unit=Unit.BY_DATE, month=12, day=31), "chậm nhất ngày 31/12 năm kế hoạch"),
        (replace(RULE, unit=Unit.CONTRACT_DATE), "theo ngày trong hợp đồng"),
        (replace(RULE, unit=Unit.NONE), "không có thời hạn"),
    ],
)
def test_a_rule_can_be_read_aloud(rule: Rule, words: str) -> None:
    assert rule.in_words == words
