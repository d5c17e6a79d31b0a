"""The one door: whole or not at all, once, in order, and never for the wrong person."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from accounts.models import Membership, User
from accounts.vocabulary import Role
from tests.at_once import at_once
from tests.world import START, World, act, draft, fresh, person, sensible_data, walk_to, world
from workflow.engine.advance import Outcome, advance
from workflow.engine.clock import day_of
from workflow.engine.refusals import Busy, EngineError, KeyReused, Refused, Stale, UnknownAct
from workflow.engine.verify import verify_chains
from workflow.models import Case, Duty, Event, OutboxRow, Visit
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world()


def facts(case: Case) -> tuple[object, ...]:
    """Everything a refused act must leave as it was."""
    now = Case.objects.get(pk=case.pk)
    counts = [model.objects.count() for model in (Event, Visit, Duty, OutboxRow)]
    return (now.state, now.version, now.head_hash, now.updated_at, *counts)


def do(case: Case, action: str, by: User, **changes: object) -> Outcome:
    at = case.updated_at + timedelta(hours=1)
    row = case.table.row(State(case.state), Action(action)) if action in Action.values else None
    call: dict[str, object] = {
        "case_id": case.pk,
        "action": action,
        "actor": person(by, at),
        "seen_version": case.version,
        "key": f"{action}-{case.version}",
        "data": sensible_data(case, row, day_of(changes.get("at", at)), by) if row else {},  # type: ignore[arg-type]
        "at": at,
    }
    return advance(**(call | changes))  # type: ignore[arg-type]


def test_an_act_moves_the_state_and_writes_visit_duty_event_and_outbox_together(place: World) -> None:
    case = draft(place)
    outcome = do(case, Action.SUBMIT, place.owner)
    case = fresh(case)
    assert (case.state, case.version) == (State.SUBMITTED, 2)
    assert case.submitted_on is not None
    old, new = case.visits.order_by("id")
    assert old.closed_by_id == new.opened_by_id == outcome.event_id
    assert new.closed_at is None and new.due_on is not None and new.target_trace
    assert [duty.organisation for duty in new.duties.filter(done_at=None)] == [place.department]
    assert not old.duties.filter(done_at=None).exists()
    assert OutboxRow.objects.filter(event_id=outcome.event_id, effect="announce").count() == 1


def test_the_same_key_twice_is_done_once_and_answers_the_same(place: World) -> None:
    case = draft(place)
    first = do(case, Action.SUBMIT, place.owner, key="k")
    before = facts(case)
    again = do(case, Action.SUBMIT, place.owner, key="k")
    assert again.replayed and not first.replayed
    assert (again.event_id, again.version, again.state) == (first.event_id, first.version, first.state)
    assert facts(case) == before


def test_the_same_key_for_another_request_is_refused(place: World) -> None:
    case = draft(place)
    do(case, Action.SUBMIT, place.owner, key="k", data={"reason": "lần một"})
    with pytest.raises(KeyReused):
        do(case, Action.SUBMIT, place.owner, key="k", data={"reason": "lần hai"})


def test_a_stale_page_is_refused_and_told_who_changed_the_case(place: World) -> None:
    case = walk_to(draft(place), State.SUBMITTED)
    before = facts(case)
    with pytest.raises(Stale, match=place.owner.full_name) as caught:
        do(case, Action.ASK_SUPPLEMENT, place.clerk, seen_version=case.version - 1, data={"reason": "thiếu"})
    assert caught.value.status == 412
    assert facts(case) == before


def test_an_unknown_action_is_refused_in_words(place: World) -> None:
    with pytest.raises(UnknownAct, match="không làm được"):
        do(draft(place), "bay_len_troi", place.owner)


def test_an_action_of_another_stage_is_refused_in_words(place: World) -> None:
    with pytest.raises(UnknownAct, match="Đang soạn thảo"):
        do(draft(place), Action.CLOSE, place.agency_accountant)


def test_an_act_before_the_stage_began_is_refused(place: World) -> None:
    case = draft(place)
    with pytest.raises(Refused, match="sớm hơn"):
        do(case, Action.SUBMIT, place.owner, at=START - timedelta(days=1))


def test_every_reason_is_given_at_once(place: World) -> None:
    """Not the right person, an incomplete dossier and a foreign field: three sentences, not one after another."""
    case = draft(place)
    Case.objects.filter(pk=case.pk).update(objectives="")
    case.beneficiaries.all().delete()
    before = facts(case)
    with pytest.raises(Refused) as caught:
        do(case, Action.SUBMIT, place.clerk, data={"state": "closed"})
    text = str(caught.value)
    assert "dành cho: Chủ đề án" in text
    assert "mục tiêu" in text and "Chưa có đơn vị thụ hưởng" in text
    assert "không phải là mục của bước này" in text
    assert caught.value.status == 403
    assert facts(case) == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("allocated_amount", "-5", "không được nhỏ hơn"),
        ("allocated_amount", "9" * 19, "không được lớn hơn"),
        ("allocated_amount", "9" * 400, "quá dài"),
        ("allocated_amount", "ba trăm triệu", "phải là số nguyên"),
        ("allocated_amount", 300_000_000.0, "phải là số nguyên"),
        ("allocated_amount", "1", "Giao đủ nghĩa là đúng mức kế hoạch"),
        ("decided_on", "31/02/2026", "không có ngày"),
        ("decided_on", "2999-01-01", "năm phải trong khoảng"),
        ("decided_on", "2099-01-01", "không được sau ngày hôm nay"),
        ("decision", "", "chưa có nội dung"),
        ("decision", "x" * 201, "tối đa 200"),
        ("reason", "x" * 100_000, "tối đa 4.000"),
    ],
)
def test_a_wrong_input_is_refused_with_its_sentence(place: World, field: str, value: object, sentence: str) -> None:
    case = walk_to(draft(place), State.ALLOCATION)
    row = case.table.row(State.ALLOCATION, Action.ALLOCATE)
    assert row is not None
    data = dict(sensible_data(case, row, case.updated_at.date())) | {field: value}
    before = facts(case)
    with pytest.raises(Refused, match=sentence):
        do(case, Action.ALLOCATE, place.agency_leader, data=data)
    assert facts(case) == before


def test_nobody_judges_their_own_case_even_with_the_right_role(place: World) -> None:
    Membership.objects.create(user=place.owner, organisation=place.department, role=Role.CLERK, valid_from=START.date())
    case = walk_to(draft(place), State.SUBMITTED)
    with pytest.raises(Refused, match="không được xử lý chính đề án đó"):
        do(case, Action.ASK_SUPPLEMENT, place.owner, data={"reason": "thiếu"})


def test_a_suspended_case_comes_back_to_where_it_was(place: World) -> None:
    case = walk_to(draft(place), State.EXECUTION)
    case = act(case, Action.SUSPEND, by=place.agency_leader, data={"reason": "bão lũ"})
    assert case.state == State.SUSPENDED and case.visits.get(closed_at=None).due_on is None
    case = act(case, Action.RESUME, by=place.agency_leader, data={"reason": "đã khắc phục"})
    assert case.state == State.EXECUTION and case.state_before_suspension == ""


@pytest.mark.parametrize("programme", list(Programme))
def test_a_case_can_be_walked_from_registration_to_settlement(place: World, programme: Programme) -> None:
    case = walk_to(draft(place, programme=programme), State.CLOSED)
    assert case.paid_amount == case.accepted_amount == case.contract_amount
    assert not Duty.objects.filter(case=case, done_at=None).exists()
    assert not case.visits.filter(closed_at=None).exists()
    assert verify_chains().fault == ""


def test_the_database_refuses_a_state_that_moves_without_its_version(place: World) -> None:
    case = draft(place)
    with pytest.raises(IntegrityError, match="version"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=State.CLOSED)
    with pytest.raises(AttributeError):
        case.state = State.CLOSED


def test_the_database_refuses_a_case_that_does_not_begin_as_a_draft(place: World) -> None:
    case = draft(place)
    with pytest.raises(IntegrityError, match="draft"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copy AS SELECT * FROM workflow_case WHERE id = %s", [case.pk])
        cursor.execute("UPDATE copy SET id = id + 1000000, code = 'X-1', state = 'closed'")
        cursor.execute("INSERT INTO workflow_case SELECT * FROM copy")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflow_event SET reason = 'khác'",
        "DELETE FROM workflow_event",
    ],
)
def test_the_database_refuses_to_change_or_delete_events(place: World, statement: str) -> None:
    draft(place)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_act_that_needs_a_calendar_year_nobody_has_entered_is_refused_in_words(place: World) -> None:
    case = draft(place, plan_year=2030)
    before = facts(case)
    with pytest.raises(Refused, match="2031"):
        do(case, Action.SUBMIT, place.owner, at=START.replace(year=2031))
    assert facts(case) == before


def test_the_database_refuses_amounts_above_the_one_decided_before(place: World) -> None:
    case = walk_to(draft(place), State.CONTRACTING)
    with pytest.raises(IntegrityError, match="contract_not_above_allocated"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(contract_amount=(case.allocated_amount or 0) + 1)


def tamper(sql: str, *params: int) -> None:
    """As a superuser of the database would, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute(sql, params)
        cursor.execute("SET LOCAL session_replication_role = 'origin'")


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE workflow_event SET reason = 'sửa lén' WHERE case_id = %s AND seq = 2", "số 2.*không khớp mã băm"),
        ("UPDATE workflow_event SET actor_id = actor_id + 1 WHERE case_id = %s AND seq = 3", "số 3"),
        ("DELETE FROM workflow_event WHERE case_id = %s AND seq = 3", "thiếu sự kiện số 3"),
        (
            "DELETE FROM workflow_event WHERE case_id = %s AND seq = (SELECT max(seq) FROM workflow_event)",
            "chỉ khớp đến",
        ),
        ("UPDATE workflow_case SET event_count = event_count + 1 WHERE id = %s", "hồ sơ ghi"),
    ],
)
def test_tampering_is_found_and_the_first_broken_row_is_named(place: World, sql: str, said: str) -> None:
    case = walk_to(draft(place), State.LOCAL_PASSED)
    with transaction.atomic():
        tamper(sql, case.pk)
        fault = verify_chains().fault
        transaction.set_rollback(True)
    assert case.code in fault and re.search(said, fault), fault


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_approve_one_case_at_once_one_wins() -> None:
    place = world()
    case = walk_to(draft(place), State.PLAN_PENDING)
    row = case.table.row(State.PLAN_PENDING, Action.APPROVE_PLAN)
    assert row is not None
    at = case.updated_at + timedelta(hours=1)
    officer, data = person(place.ministry_officer, at), sensible_data(case, row, day_of(at))

    def approve(number: int) -> str:
        try:
            advance(
                case_id=case.pk, action=Action.APPROVE_PLAN, actor=officer, seen_version=case.version,
                key=f"approve-{number}", data=data, at=at,
            )  # fmt: skip
        except (Stale, Busy, UnknownAct) as error:
            return type(error).__name__
        return "won"

    answers = at_once(*[lambda number=number: approve(number) for number in range(50)])
    assert answers.count("won") == 1, answers
    assert fresh(case).state == State.PLAN_APPROVED
    assert Event.objects.filter(case=case, action=Action.APPROVE_PLAN).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_case_held_by_somebody_else_answers_busy_within_seconds() -> None:
    place = world()
    case = draft(place)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)

        def submit() -> str:
            try:
                do(case, Action.SUBMIT, place.owner)
            except EngineError as error:
                return f"{type(error).__name__} {error.status}"
            return "done"

        assert at_once(submit) == ["Busy 503"]
    assert fresh(case).state == State.DRAFT
