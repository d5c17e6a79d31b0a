"""`manage.py deadline --case`: both clocks told from what is stored; and the stored trace alone gives the date again."""

import io
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from tests.calendars import applied, off, open_visit, proposed
from tests.dossiers import START
from tests.populations import population
from tests.world import World, act, draft, take, ticking, walk_to, world
from workflow.deadlines.trace import due_from_trace, from_json
from workflow.models import Case, Visit
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
#: The Monday two weeks before Tết 2026 (16/02–20/02 off).
BEFORE_TET = START.replace(month=2, day=9)
WHY = {"reason": "Chờ ý kiến bằng văn bản của cơ quan liên quan."}


@pytest.fixture
def place() -> World:
    return world()


def answer(code: str) -> list[str]:
    out = io.StringIO()
    call_command("deadline", "--case", code, stdout=out)
    return out.getvalue().splitlines()


def recomputed(visit: Visit) -> tuple[date | None, date | None]:
    """From the trace alone; None also where the stage has no such clock."""
    traces = (visit.legal_trace, visit.target_trace)
    legal, target = (due_from_trace(from_json(trace)) if trace else None for trace in traces)
    return legal, target


def stored(visit: Visit) -> tuple[date | None, date | None]:
    return visit.legal_due_on, visit.target_due_on


def paused_over_tet(place: World) -> Case:
    case = act(draft(place, at=BEFORE_TET - timedelta(days=1)), Action.SUBMIT, at=BEFORE_TET)
    return act(case, Action.PAUSE_CLOCK, at=_at(11), data=WHY)


def _at(day: int, month: int = 2) -> datetime:
    return BEFORE_TET.replace(month=month, day=day, hour=9)


# --- the command -----------------------------------------------------------------------------------------------------
def test_both_clocks_are_told_step_by_step_and_the_last_line_is_the_date(place: World) -> None:
    case = walk_to(draft(place), State.SETTLEMENT_DOSSIER, clock=ticking(START))
    lines = answer(case.code)
    assert lines[0].startswith(f"Đề án {case.code}: ")
    assert any(line.startswith("Thời hạn pháp lý: ") and "Đ.18.1" in line for line in lines)
    assert "Chỉ tiêu nội bộ: không có." in lines
    assert any(line.startswith("1. Tính từ") for line in lines)
    assert lines[-1] == str(open_visit(case.pk).legal_due_on)


def test_a_pause_is_told_with_who_and_why_and_the_last_line_says_that_it_stands(place: World) -> None:
    case = paused_over_tet(place)
    lines = answer(case.code)
    assert lines[-1] == "tạm dừng"
    (pause,) = [line for line in lines if line.startswith("Tạm dừng lần 1")]
    assert place.leader.full_name in pause and "Chờ ý kiến" in pause and "chưa tính tiếp" in pause


def test_an_extension_is_told_with_its_decision_and_who_gave_it(place: World) -> None:
    case = act(paused_over_tet(place), Action.RESUME_CLOCK, at=_at(24))
    case = act(case, Action.EXTEND, at=_at(24, 2) + timedelta(hours=1), data={"clock": "target", "days": 2})
    lines = answer(case.code)
    (told,) = [line for line in lines if line.startswith("Gia hạn lần 1: chỉ tiêu")]
    assert place.leader.full_name in told and "thêm 2 ngày" in told
    assert lines[-1] == open_visit(case.pk).due_on.isoformat()  # type: ignore[union-attr]


def test_a_case_that_has_ended_has_no_deadline(place: World) -> None:
    case = act(take(draft(place), Action.SUBMIT), Action.WITHDRAW)
    assert answer(case.code)[-1] == "không tính hạn"


@pytest.mark.parametrize(
    "arguments", [["--case", "KCQG-1"], ["--case", "KCQG-1", "--start", "2026-01-01"], ["--case", ""]]
)
def test_a_bad_code_is_a_clear_error_with_exit_code_2(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("deadline", *arguments)
    assert refused.value.returncode == 2
    assert "Không có đề án mang mã" in str(refused.value) or "không dùng cùng" in str(refused.value)


# --- the trace alone -------------------------------------------------------------------------------------------------
def test_the_trace_alone_gives_the_date_of_every_kind_of_stay(place: World) -> None:
    population(place)
    visits = list(Visit.objects.filter(closed_at=None))
    assert [visit.pk for visit in visits if recomputed(visit) != stored(visit)] == []
    assert {visit.paused_on is None for visit in visits} == {True, False}


def test_the_trace_alone_gives_the_date_after_a_pause_over_tet_an_extension_and_a_changed_calendar(
    place: World,
) -> None:
    case = paused_over_tet(place)
    assert recomputed(open_visit(case.pk)) == (None, None)
    case = act(case, Action.RESUME_CLOCK, at=_at(24))
    case = act(case, Action.EXTEND, at=_at(24) + timedelta(hours=1), data={"clock": "target", "days": 2})
    # one day counted (10/02), the pause until 24/02, which counts again: 24, 25; two more days granted: 26, 27
    assert open_visit(case.pk).target_due_on == recomputed(open_visit(case.pk))[1] == date(2026, 2, 27)
    applied(proposed(place.administrator, off(date(2026, 2, 25))), place.administrator, at=_at(24) + timedelta(hours=3))
    assert open_visit(case.pk).target_due_on == recomputed(open_visit(case.pk))[1] == date(2026, 3, 2)


def test_the_trace_alone_gives_the_date_of_a_term_that_is_counted_anew(place: World) -> None:
    case = walk_to(draft(place), State.FINANCE_REVIEW, clock=ticking(START))
    at = case.updated_at
    case = act(case, Action.PAUSE_CLOCK, at=at + timedelta(days=3), data=WHY)
    case = act(case, Action.RESUME_CLOCK, at=at + timedelta(days=10))
    visit = open_visit(case.pk)
    assert any(step["kind"] == "restarted" for step in visit.target_trace)
    assert recomputed(visit) == stored(visit) and visit.target_due_on is not None
    applied(proposed(place.administrator, off(visit.target_due_on)), place.administrator, at=at + timedelta(days=11))
    again = open_visit(case.pk)
    assert recomputed(again) == stored(again) and again.target_due_on != visit.target_due_on
