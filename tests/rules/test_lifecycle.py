"""The law is a table, and the table tests itself."""

from collections.abc import Iterator

import pytest

from workflow import effects, needs
from workflow.lifecycle import BACK, TABLES, InputKind, Row, Table
from workflow.lifecycle.print import as_markdown
from workflow.models import Case
from workflow.vocabulary import Action, Party, State

tables = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.programme.value)


def rows() -> Iterator[tuple[Table, Row]]:
    return ((table, row) for table in TABLES.values() for row in table.rows)


def targets(table: Table, row: Row) -> set[State]:
    if row.target is BACK:
        return {other.source for other in table.rows if other.action == Action.SUSPEND}
    return {row.target} if isinstance(row.target, State) else set()


@tables
def test_every_state_can_be_reached(table: Table) -> None:
    reached, ahead = set(), {table.initial}
    while ahead:
        state = ahead.pop()
        reached.add(state)
        ahead |= {t for row in table.rows_from(state) for t in targets(table, row)} - reached
    assert reached == set(table.states)


@tables
def test_every_end_can_be_reached_from_every_open_state(table: Table) -> None:
    """No dead end: from wherever a case stands there is a road out."""
    for stage in table.stages:
        seen, ahead = set(), {stage.state}
        while ahead:
            state = ahead.pop()
            seen.add(state)
            ahead |= {t for row in table.rows_from(state) for t in targets(table, row)} - seen
        assert any(table.stage(state).terminal for state in seen), stage.state


@tables
def test_in_every_open_stage_somebody_whose_turn_it_is_can_move_the_case(table: Table) -> None:
    for stage in table.stages:
        if stage.terminal:
            assert not table.rows_from(stage.state), stage.state
            continue
        movers = {grant for row in table.rows_from(stage.state) if not row.stays for grant in row.who}
        assert set(stage.turn) & movers, stage.state


@tables
def test_no_two_rows_answer_the_same_act_in_the_same_state(table: Table) -> None:
    acts = [(row.source, row.action) for row in table.rows]
    assert len(acts) == len(set(acts))


@tables
def test_rows_speak_only_of_the_stages_of_their_table(table: Table) -> None:
    known = set(table.states)
    assert len(known) == len(table.stages)
    for row in table.rows:
        assert row.source in known, row
        assert targets(table, row) <= known, row


def test_every_row_names_who_and_its_basis() -> None:
    for _, row in rows():
        assert row.who, row
        assert str(row.basis).strip(), row


def test_every_need_that_a_row_names_is_registered_and_every_registered_need_is_used() -> None:
    assert {name for _, row in rows() for name in row.needs} == needs.registered()


def test_every_effect_that_a_row_names_is_registered_and_every_registered_effect_is_used() -> None:
    used = {name for _, row in rows() for name in row.effects}
    assert used == effects.registered() == set(effects.NAMES)


def test_what_inputs_write_are_fields_of_the_case() -> None:
    fields = {field.name for field in Case._meta.concrete_fields}
    for _, row in rows():
        for item in row.inputs:
            assert {item.sets, item.suggests, *item.adds} - {""} <= fields, (row.action, item.name)
        assert not row.stamps or row.stamps in fields, row.action


def test_inputs_of_a_row_have_different_names_and_money_is_bounded() -> None:
    for _, row in rows():
        names = [item.name for item in row.inputs]
        assert len(names) == len(set(names)), row.action
        for item in row.inputs:
            if item.kind == InputKind.MONEY:
                assert item.minimum is not None and item.maximum is not None, item.name


def test_every_decision_against_the_owner_asks_for_a_reason() -> None:
    against = {
        Action.REJECT, Action.ASK_SUPPLEMENT, Action.FAIL_APPRAISAL, Action.DROP, Action.REDUCE, Action.RETURN_PLAN,
        Action.FINANCE_ASK_ADJUSTMENT, Action.FINANCE_DISAGREE, Action.ALLOCATE_PART, Action.ALLOCATE_NONE,
        Action.DECLINE_CONTRACT, Action.ACCEPT_PART, Action.REFUSE_WORK, Action.RETURN_SETTLEMENT, Action.STOP,
        Action.SUSPEND,
    }  # fmt: skip
    for _, row in rows():
        if row.action in against:
            assert any(item.name == "reason" and item.required for item in row.inputs), row.action


def test_nobody_but_the_owner_acts_without_separation_of_duties() -> None:
    owners = {Action.WITHDRAW, Action.SUSPEND, Action.RESUME}
    for table, row in rows():
        party = table.stage(row.source).party
        if party != Party.IMPLEMENTER and row.action not in owners:
            assert "not_own_case" in row.needs, (table.programme, row.source, row.action)


def test_every_action_is_in_some_table_but_making_a_case_and_recomputing_its_dates() -> None:
    assert {row.action for _, row in rows()} == set(Action) - {Action.CREATE, Action.REDATE}


def test_the_page_for_lawyers_tells_every_row_and_every_basis() -> None:
    text = as_markdown()
    for _, row in rows():
        assert row.action.label in text
        assert str(row.basis) in text
