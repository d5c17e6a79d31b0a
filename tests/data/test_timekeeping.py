"""Pausing, going on, extending, apologising, handing over: what each writes, and what it never touches."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import Membership, User
from accounts.vocabulary import Role
from tests.world import World, act, draft, fresh, person, take, walk_to, world
from workflow.deadlines.compute import due_from_trace, from_json
from workflow.deadlines.tables import load_clocks
from workflow.engine.advance import key_from
from workflow.engine.clock import VIETNAM
from workflow.engine.redating import redate
from workflow.engine.refusals import Refused
from workflow.engine.verify import verify_chains
from workflow.models import CalendarDay, Case, DeadlineRule, Duty, Event, OutboxRow, Slip, Visit
from workflow.vocabulary import Action, Party, Programme, State

pytestmark = pytest.mark.django_db
A, S = Action, State
PAUSE = {"pause": "supplement", "party": "implementer", "expected_on": "2026-03-20", "reason": "Công văn 12 đã gửi."}


@pytest.fixture
def place() -> World:
    return world()


def at(day: str, hour: int = 9) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), VIETNAM).replace(hour=hour)


def stay(case: Case) -> Visit:
    return Visit.objects.get(case=case, closed_at=None)


def last(case: Case) -> Event:
    event = case.events.order_by("-seq").first()
    assert event is not None
    return event


def submitted(place: World) -> Case:
    """Handed in on Monday 2026-03-02: three working days, due on Thursday 5/3."""
    case = act(draft(place), A.SUBMIT, at=at("2026-03-02", 10))
    assert stay(case).due_on == date(2026, 3, 5)
    return case


# --- standing still
def test_a_paused_term_has_no_date_and_its_days_do_not_count(place: World) -> None:
    case = act(submitted(place), A.PAUSE_CLOCK, at=at("2026-03-04"), data=PAUSE)
    visit = stay(case)
    assert (visit.due_on, visit.paused_on, visit.holder) == (None, date(2026, 3, 4), Party.IMPLEMENTER)
    assert last(case).data["dates"] == {"target": ["2026-03-05", None]}
    case = act(case, A.RESUME_CLOCK, at=at("2026-03-16"))
    visit = stay(case)
    assert (visit.due_on, visit.paused_on, visit.holder) == (date(2026, 3, 17), None, Party.DEPARTMENT)
    assert visit.held_since == date(2026, 3, 16)
    assert last(case).data["dates"] == {"target": [None, "2026-03-17"]}
    assert visit.cycle == 3 and visit.watch_on == date(2026, 3, 16)
    assert verify_chains().fault == ""


def test_a_stay_may_be_paused_many_times_and_its_trace_tells_each_with_who_and_why(place: World) -> None:
    case = submitted(place)
    for pause, resume in (("2026-03-03", "2026-03-05"), ("2026-03-06", "2026-03-10")):
        case = act(case, A.PAUSE_CLOCK, at=at(pause), data=PAUSE)
        case = act(case, A.RESUME_CLOCK, at=at(resume))
    visit = stay(case)
    assert visit.due_on == date(2026, 3, 11)  # 5/3 | 10, 11/3
    texts = [step["text"] for step in visit.target_trace]
    told = f"Chờ bổ sung hồ sơ – Công văn 12 đã gửi; đang chờ: Đơn vị thực hiện; {place.leader} ghi"
    assert sum(text.startswith("Tạm dừng từ") and told in text for text in texts) == 2
    assert due_from_trace(from_json(visit.target_trace)) == visit.due_on


def test_the_estimate_review_begins_anew_when_the_full_explanation_has_come(place: World) -> None:
    """TT 342/2016 Đ.13.4: ten working days from receipt of the whole explanation."""
    case = walk_to(draft(place), S.FINANCE_REVIEW)
    entered = stay(case).opened_on
    waiting = PAUSE | {"pause": "finance_ministry", "party": "ministry"}
    case = act(case, A.PAUSE_CLOCK, at=at("2026-03-05"), data=waiting)
    case = act(case, A.RESUME_CLOCK, at=at("2026-03-12"))
    visit = stay(case)
    assert entered < date(2026, 3, 5)
    assert visit.due_on == date(2026, 3, 26)
    assert any("Đếm lại từ đầu" in step["text"] for step in visit.target_trace)


def test_a_date_fixed_by_law_goes_on_while_the_days_of_the_office_stand_still(place: World) -> None:
    case = walk_to(draft(place, plan_year=2026), S.ACCEPTANCE)
    case = act(case, A.PAUSE_CLOCK, data=PAUSE | {"pause": "force_majeure", "party": "paused"})
    visit = stay(case)
    assert visit.target_due_on is None
    assert (visit.due_on, visit.due_clock, visit.holder) == (date(2026, 12, 31), Visit.Clock.LEGAL, Party.PAUSED)


def test_a_term_that_is_over_cannot_be_stopped_to_hide_it(place: World) -> None:
    case = submitted(place)
    with pytest.raises(Refused, match="tạm dừng không xóa được việc chậm"):
        act(case, A.PAUSE_CLOCK, at=at("2026-03-09"), data=PAUSE)
    with pytest.raises(Refused, match="đang tạm dừng từ 04/03/2026"):
        act(act(case, A.PAUSE_CLOCK, at=at("2026-03-04"), data=PAUSE), A.PAUSE_CLOCK, data=PAUSE)


def test_leaving_a_stage_ends_its_pause(place: World) -> None:
    case = act(submitted(place), A.PAUSE_CLOCK, at=at("2026-03-04"), data=PAUSE)
    case = act(case, A.WITHDRAW, at=at("2026-03-09"))
    pause = Visit.objects.get(case=case, state=S.SUBMITTED).pauses.get()
    assert (pause.until_on, pause.closed_by) == (date(2026, 3, 9), last(case))


def test_a_suspended_stay_goes_on_where_it_stood(place: World) -> None:
    case = walk_to(draft(place), S.CONTRACTING)
    before = stay(case)
    case = act(case, A.SUSPEND, at=before.opened_at + timedelta(days=2))
    suspended = stay(case)
    case = act(case, A.RESUME, at=suspended.opened_at + timedelta(days=14))
    visit, calendar = stay(case), load_clocks().calendar
    assert (visit.clock_from, visit.target_rule) == (before.clock_from, before.target_rule)
    assert before.due_on is not None and visit.due_on is not None
    taken = calendar.working_days_between(suspended.opened_on - timedelta(days=1), visit.opened_on - timedelta(days=1))
    assert calendar.working_days_between(before.due_on, visit.due_on) == taken
    assert due_from_trace(from_json(visit.target_trace)) == visit.due_on


# --- more days
def test_an_extension_adds_days_by_a_decision_and_the_event_keeps_the_old_date(place: World) -> None:
    grant = {"clock": "target", "days": "2", "decision": "41/QĐ-SCT", "reason": "Khối lượng lớn."}
    case = act(submitted(place), A.EXTEND, at=at("2026-03-04"), data=grant)
    assert stay(case).due_on == date(2026, 3, 9)
    assert last(case).data["dates"] == {"target": ["2026-03-05", "2026-03-09"]}
    assert stay(case).extensions.get().decision == "41/QĐ-SCT"
    with pytest.raises(Refused, match="Chỉ còn gia hạn được 1 ngày làm việc"):
        act(case, A.EXTEND, data=grant)
    case = act(case, A.EXTEND, data=grant | {"days": 1})
    with pytest.raises(Refused, match="Đã gia hạn 2 lần, tối đa 2 lần"):
        act(case, A.EXTEND, data=grant | {"days": 1})


def test_a_legal_deadline_is_extended_by_nobody_unless_its_rule_says_so(place: World) -> None:
    case = walk_to(draft(place), S.LOCAL_PASSED)
    with pytest.raises(Refused, match="Quy tắc không cho gia hạn thời hạn pháp lý"):
        act(case, A.EXTEND, data={"clock": "legal"})


def test_the_end_of_a_contract_is_extended_by_the_leader_of_the_agency(place: World) -> None:
    case = walk_to(draft(place, plan_year=2026), S.EXECUTION)
    ends = stay(case).target_due_on
    assert ends is not None
    case = act(case, A.EXTEND, data={"clock": "target", "days": 30})
    assert stay(case).target_due_on == ends + timedelta(days=30)


def test_a_target_whose_day_had_gone_by_when_the_stay_began_is_no_promise_and_nobody_is_late(place: World) -> None:
    """A draft for the plan of 2027 made after 20/5/2026."""
    visit = stay(draft(place, at=at("2026-11-23")))
    assert (visit.due_on, visit.due_clock) == (None, Visit.Clock.NONE)


# --- slips
def test_whoever_lets_a_stage_slip_says_why_before_it_is_finished(place: World) -> None:
    case = submitted(place)
    with pytest.raises(Refused, match="Lý do chậm: chưa có nội dung"):
        act(case, A.RECEIVE, at=at("2026-03-09"), data={"late_reason": None})
    case = act(case, A.RECEIVE, at=at("2026-03-09"), data={"late_reason": "Hồ sơ dồn về một đợt."})
    slip = Slip.objects.get(visit__case=case)
    assert (slip.due_on, slip.finished_on, slip.reason) == (date(2026, 3, 5), date(2026, 3, 9), "Hồ sơ dồn về một đợt.")
    assert last(case).data["late_reason"] == "Hồ sơ dồn về một đợt."


def test_the_owner_who_leaves_a_late_office_owes_it_no_reason_and_the_register_shows_the_gap(place: World) -> None:
    case = act(submitted(place), A.WITHDRAW, at=at("2026-03-09"))
    assert Slip.objects.get(visit__case=case).reason == ""
    assert "late_reason" not in last(case).data


def test_in_time_nobody_is_asked_why(place: World) -> None:
    case = act(submitted(place), A.RECEIVE, at=at("2026-03-05"))
    assert not Slip.objects.filter(visit__case=case).exists()
    with pytest.raises(Refused, match="không phải là mục của bước này"):
        act(draft(place), A.SUBMIT, data={"late_reason": "Không chậm."})


def test_an_apology_names_a_new_day_and_moves_no_deadline(place: World) -> None:
    case = submitted(place)
    said = {"promised_on": "2026-03-12", "reason": "Chờ xác minh mặt bằng."}
    with pytest.raises(Refused, match="phải sau ngày hôm nay"):
        act(case, A.PROMISE, at=at("2026-03-10"), data=said | {"promised_on": "2026-03-10"})
    case = act(case, A.PROMISE, at=at("2026-03-10"), data=said)
    slip = stay(case).slip
    assert (slip.promised_on, slip.reason, slip.finished_on) == (date(2026, 3, 12), "Chờ xác minh mặt bằng.", None)
    assert stay(case).due_on == date(2026, 3, 5)
    assert OutboxRow.objects.filter(event=last(case), effect="announce").exists()


# --- who does the work
def colleague(place: World) -> User:
    user = User.objects.create(username="vanthu2", full_name="Ngô Thị Hai", email="hai@khuyencong.example")
    Membership.objects.create(user=user, organisation=place.department, role=Role.CLERK, valid_from=date(2025, 7, 1))
    return user


def test_work_is_given_to_a_colleague_and_back_to_the_queue(place: World) -> None:
    other = colleague(place)
    case = act(submitted(place), A.REASSIGN, by=place.leader, data={"assignee": [other.pk]})
    duty = Duty.objects.get(case=case, done_at=None)
    assert (duty.user, duty.seen_at) == (other, None)
    case = act(case, A.REASSIGN, by=other, data={"assignee": None})
    assert Duty.objects.get(case=case, done_at=None).user is None


def test_a_seat_in_the_council_is_given_to_nobody_else(place: World) -> None:
    case = walk_to(draft(place), S.LOCAL_APPRAISAL)
    with pytest.raises(Refused, match="không có việc nào ở giai đoạn này để giao"):
        act(case, A.REASSIGN, by=place.leader)


# --- rules and calendars that change
def test_a_rule_that_changes_moves_no_promised_date(place: World) -> None:
    case = submitted(place)
    DeadlineRule.objects.filter(code="national-submitted-target").update(amount=30)
    case = act(case, A.PAUSE_CLOCK, at=at("2026-03-04"), data=PAUSE)
    case = act(case, A.RESUME_CLOCK, at=at("2026-03-05"))
    assert stay(case).due_on == date(2026, 3, 6)


def test_the_own_target_of_a_unit_counts_for_stays_that_begin_in_its_time(place: World) -> None:
    def own(unit: Any, first: str, amount: int) -> None:
        DeadlineRule.objects.create(
            code=f"own-{unit.pk}-{first}", programme=Programme.NATIONAL, state=S.SUBMITTED, kind="target",
            unit="working_days", amount=amount, organisation=unit, valid_from=date.fromisoformat(first),
            basis="Quyết định 5/QĐ-SCT", mark="DERIVED",
        )  # fmt: skip

    own(place.department, "2026-03-02", 1)
    own(place.committee, "2026-03-02", 9)
    assert stay(act(draft(place), A.SUBMIT, at=at("2026-03-02", 10))).due_on == date(2026, 3, 3)
    DeadlineRule.objects.filter(organisation=place.department).update(valid_to=date(2026, 3, 8))
    own(place.department, "2026-03-09", 2)
    assert stay(act(draft(place), A.SUBMIT, at=at("2026-03-06"))).due_on == date(2026, 3, 9)
    assert stay(act(draft(place), A.SUBMIT, at=at("2026-03-10"))).due_on == date(2026, 3, 12)


def test_a_new_day_off_moves_open_dates_once_and_the_event_keeps_the_old_ones(place: World) -> None:
    case = submitted(place)
    CalendarDay.objects.create(date=date(2026, 3, 4), kind="holiday", name="Nghỉ bão", basis="Công điện 5")
    call = {
        "case_ids": [case.pk], "actor": person(place.administrator, at("2026-03-03")), "reason": "Công điện 5",
        "key": key_from("calendar", 1), "at": at("2026-03-03"), "clocks": load_clocks(),
    }  # fmt: skip
    first, again = redate(**call), redate(**call)  # type: ignore[arg-type]
    assert (list(first.moved), again.moved) == ([case.pk], {})
    case = fresh(case)
    assert stay(case).due_on == date(2026, 3, 6)
    event = last(case)
    assert (event.action, event.data["dates"]) == (A.REDATE, {"target": ["2026-03-05", "2026-03-06"]})
    assert "Nghỉ bão" in " ".join(step["text"] for step in stay(case).target_trace)
    assert case.events.filter(action=A.REDATE).count() == 1
    assert verify_chains().fault == ""


def test_a_day_that_touches_no_open_term_writes_nothing(place: World) -> None:
    case = take(submitted(place), A.RECEIVE)
    CalendarDay.objects.create(date=date(2026, 12, 7), kind="holiday", name="Nghỉ", basis="x")
    before = case.version
    batch = redate(
        case_ids=[case.pk], actor=person(place.administrator, at("2026-03-03")), reason="x", key="k", at=at("2026-03-03"),
        clocks=load_clocks(),
    )  # fmt: skip
    assert (batch.moved, batch.kept, fresh(case).version) == ({}, 1, before)
