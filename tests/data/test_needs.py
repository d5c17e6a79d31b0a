"""Every need refuses alone: one thing wrong, one sentence, nothing written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from accounts.models import Membership, User
from accounts.vocabulary import Role
from tests.world import START, World, act, draft, judge, take, walk_to, world
from workflow import needs
from workflow.engine.refusals import Ground, Refused
from workflow.models import Case, Event, Visit
from workflow.vocabulary import Action, FundingSource, State

pytestmark = pytest.mark.django_db
A, S = Action, State


@dataclass(frozen=True)
class Wrong:
    """What is wrong (`spoil`), in which act, and what the one refusal says."""

    need: str
    state: State
    action: Action
    said: str
    data: dict[str, Any] | None = None
    spoil: Callable[[World, Case], User | None] | None = None


def column(**values: Any) -> Callable[[World, Case], None]:
    """Spoils columns behind the back of the forms."""

    def spoil(place: World, case: Case) -> None:
        Case.objects.filter(pk=case.pk).update(**values)

    return spoil


def no_beneficiary(place: World, case: Case) -> None:
    case.beneficiaries.all().delete()


def nothing_asked(place: World, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(requested_amount=0)
    case.budget_lines.filter(source=FundingSource.NATIONAL).update(unit_price=0)


def owner_at_the_department(place: World, case: Case) -> User:
    Membership.objects.create(user=place.owner, organisation=place.department, role=Role.CLERK, valid_from=START.date())
    return place.owner


def standing_still(place: World, case: Case) -> None:
    Visit.objects.filter(case=case, closed_at=None).update(paused_on=START.date())


def outside_the_council(place: World, case: Case) -> User:
    return place.leader


CHAIR_ONLY: dict[str, Any] = {"verdict": "pass", "proposed_amount": 300_000_000, "reason": "Đủ điều kiện."}
WRONGS = (
    Wrong("dossier_complete", S.DRAFT, A.SUBMIT, "mục tiêu", spoil=column(objectives="")),
    Wrong("has_beneficiary", S.DRAFT, A.SUBMIT, "đơn vị thụ hưởng", spoil=no_beneficiary),
    Wrong("budget_adds_up", S.DRAFT, A.SUBMIT, "khác tổng các dòng", spoil=column(requested_amount=299_999_999)),
    Wrong("grant_within_budget", S.DRAFT, A.SUBMIT, "lớn hơn 0", spoil=nothing_asked),
    Wrong("not_own_case", S.SUBMITTED, A.ASK_SUPPLEMENT, "chính đề án đó", spoil=owner_at_the_department),
    Wrong("council_is_fit", S.SUBMITTED, A.RECEIVE, "", data={"members": [991, 992, 993]}),
    Wrong("my_score_is_due", S.LOCAL_APPRAISAL, A.SCORE, "Chỉ thành viên hội đồng", spoil=outside_the_council),
    Wrong("my_conclusion_is_due", S.LOCAL_APPRAISAL, A.CONCLUDE, "", data=CHAIR_ONLY, spoil=outside_the_council),
    Wrong("council_has_concluded", S.LOCAL_APPRAISAL, A.PASS_APPRAISAL, "Còn thiếu phiếu"),
    Wrong("proposal_not_reduced", S.MINISTRY_APPRAISAL, A.INCLUDE, "phải bằng", data={"proposed_amount": 1}),
    Wrong("proposal_is_reduced", S.MINISTRY_APPRAISAL, A.REDUCE, "phải nhỏ hơn", data={"proposed_amount": 300_000_000}),
    Wrong("approved_within_proposal", S.PLAN_PENDING, A.APPROVE_PLAN, "vượt", data={"approved_amount": 300_000_001}),
    Wrong("adjustment_not_above_plan", S.FINANCE_ADJUSTMENT, A.RESEND_TO_FINANCE, "vượt", {"approved_amount": 10**9}),
    Wrong("allocation_is_whole", S.ALLOCATION, A.ALLOCATE, "đúng mức kế hoạch", data={"allocated_amount": 1}),
    Wrong("allocation_is_part", S.ALLOCATION, A.ALLOCATE_PART, "ít hơn", data={"allocated_amount": 300_000_000}),
    Wrong("contract_within_allocation", S.CONTRACTING, A.SIGN_CONTRACT, "vượt", data={"contract_amount": 300_000_001}),
    Wrong("contract_dates_make_sense", S.CONTRACTING, A.SIGN_CONTRACT, "sau ngày ký", data={"ends_on": "2020-01-01"}),
    Wrong("advance_within_ratio", S.EXECUTION, A.RECORD_ADVANCE, "tối đa 70 %", data={"amount": 210_000_001}),
    Wrong("acceptance_is_whole", S.ACCEPTANCE, A.ACCEPT_WORK, "đúng giá trị hợp đồng", data={"accepted_amount": 1}),
    Wrong("acceptance_is_part", S.ACCEPTANCE, A.ACCEPT_PART, "ít hơn", data={"accepted_amount": 300_000_000}),
    Wrong("payment_within_accepted", S.LIQUIDATION, A.RECORD_PAYMENT, "còn được thanh toán", {"amount": 300_000_001}),
    Wrong("money_is_settled", S.LIQUIDATION, A.LIQUIDATE, "chưa thanh toán"),
    Wrong("clock_runs", S.EXECUTION, A.PAUSE_CLOCK, "ngày đã ấn định thì không dời"),
    Wrong("clock_stands", S.SUBMITTED, A.RESUME_CLOCK, "không phải tạm dừng"),
    Wrong("clock_is_not_paused", S.SUBMITTED, A.EXTEND, "đang tạm dừng", spoil=standing_still),
    Wrong("extension_within_rule", S.SUBMITTED, A.EXTEND, "Chỉ còn gia hạn được 3 ngày làm việc", data={"days": 4}),
    Wrong("stage_is_late", S.SUBMITTED, A.ACKNOWLEDGE, "chưa quá hạn"),
    Wrong("work_can_be_given", S.SUBMITTED, A.REASSIGN, "không giữ vai trò", data={"assignee": [991]}),
)


@pytest.mark.parametrize("wrong", WRONGS, ids=lambda wrong: wrong.need)
def test_a_need_refuses_alone_and_nothing_is_written(wrong: Wrong) -> None:
    place = world()
    case = walk_to(draft(place), wrong.state)
    by = wrong.spoil(place, case) if wrong.spoil else None
    before = (Case.objects.get(pk=case.pk).version, Event.objects.count())
    with pytest.raises(Refused) as caught:
        act(case, wrong.action, by=by, data=wrong.data)
    refusals = caught.value.refusals
    assert len(refusals) == 1, [str(refusal) for refusal in refusals]
    assert refusals[0].ground != Ground.PERMISSION and wrong.said in refusals[0].text
    assert (Case.objects.get(pk=case.pk).version, Event.objects.count()) == before


def test_a_council_cannot_propose_more_than_was_asked_for() -> None:
    place = world()
    case = walk_to(draft(place), State.LOCAL_APPRAISAL)
    case = take(case, Action.SCORE, Action.SCORE, Action.SCORE)
    with pytest.raises(Refused) as caught:
        act(case, Action.CONCLUDE, data={"proposed_amount": 300_000_001})
    assert len(caught.value.refusals) == 1
    assert judge(case).proposed_amount == 300_000_000


def test_money_already_paid_must_come_back_with_its_voucher_before_a_stop_is_closed() -> None:
    place = world()
    case = take(walk_to(draft(place), State.EXECUTION), Action.RECORD_ADVANCE, Action.STOP)
    with pytest.raises(Refused, match="chứng từ nộp trả ngân sách"):
        act(case, Action.CONFIRM_RECOVERY, data={"voucher": None})
    assert act(case, Action.CONFIRM_RECOVERY, data={"voucher": "UNC-77"}).state == State.STOPPED


def test_every_need_of_the_tables_is_refused_alone_by_some_test_here() -> None:
    elsewhere = {"proposal_within_request", "refund_is_shown"}  # the two tests above
    assert {wrong.need for wrong in WRONGS} | elsewhere == needs.registered()
