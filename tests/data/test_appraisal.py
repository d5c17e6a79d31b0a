"""The council of the Sở: three members side by side, the chair, the leader; and every way to leave before the end."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from viewflow.workflow import PROCESS
from viewflow.workflow.models import Task

from accounts.models import User
from tests.councils import open_duties, open_tasks, rows, unfinished_rows
from tests.world import GRANT, World, act, draft, fresh, judge, take, walk_to, world
from workflow.appraisal.flow import CouncilFlow
from workflow.engine.refusals import Refused, UnknownAct
from workflow.models import Case, Council, Event, Score
from workflow.vocabulary import Action, Programme, State

S, A = State, Action


@pytest.fixture
def place(db: None) -> World:
    return world()


@pytest.fixture
def case(place: World) -> Case:
    return walk_to(draft(place), S.LOCAL_APPRAISAL)


def refusal(case: Case, action: Action, by: User, **data: object) -> str:
    with pytest.raises(Refused) as caught:
        act(case, action, by=by, data=data)
    return str(caught.value)


def test_receiving_a_dossier_gives_each_member_a_task_and_a_duty(place: World, case: Case) -> None:
    assert open_tasks(case) == ["score"] * 3
    assert open_duties(case) == [("Chấm điểm thẩm định – 0/3 thành viên đã gửi", user) for user in place.appraisers]


def test_a_sheet_ends_the_duty_of_its_writer_and_tells_the_others(place: World, case: Case) -> None:
    act(case, A.SCORE, by=place.appraisers[1])
    one, _, three = place.appraisers
    assert open_duties(case) == [("Chấm điểm thẩm định – 1/3 thành viên đã gửi", user) for user in (one, three)]
    assert open_tasks(case) == ["score"] * 2


def test_the_last_sheet_calls_the_chair(place: World, case: Case) -> None:
    take(case, A.SCORE, A.SCORE, A.SCORE)
    assert open_duties(case) == [("Kết luận của hội đồng – đủ 3/3 phiếu", place.chair)]
    assert open_tasks(case) == ["conclude"]


def test_the_conclusion_calls_the_leaders_of_the_department(place: World, case: Case) -> None:
    case = judge(case)
    assert [sentence for sentence, _ in open_duties(case)] == [case.stage.duty]
    assert open_tasks(case) == ["decide"]
    assert case.proposed_amount == case.requested_amount


@pytest.mark.parametrize(("decision", "state"), [(A.PASS_APPRAISAL, S.LOCAL_PASSED), (A.FAIL_APPRAISAL, S.REJECTED)])
def test_the_decision_of_the_leader_finishes_the_council(
    place: World, case: Case, decision: Action, state: State
) -> None:
    case = act(judge(case), decision, by=place.leader)
    council = Council.objects.get(case=case)
    assert case.state == state
    assert (council.status, open_tasks(case)) == (PROCESS.DONE, [])
    assert Task.objects.get(process=council, flow_task=CouncilFlow.decide).owner == place.leader


def test_a_member_may_sit_as_chair_and_then_has_both_duties_in_turn(place: World) -> None:
    people = {"members": [user.pk for user in place.appraisers], "chair": [place.appraisers[0].pk]}
    case = act(take(draft(place), A.SUBMIT), A.RECEIVE, data=people)
    case = take(case, A.SCORE, A.SCORE, A.SCORE)
    assert [user for _, user in open_duties(case)] == [place.appraisers[0]]
    assert act(act(case, A.CONCLUDE), A.PASS_APPRAISAL).state == S.LOCAL_PASSED


def test_a_member_who_scored_is_refused_a_second_sheet(place: World, case: Case) -> None:
    act(case, A.SCORE, by=place.appraisers[0])
    assert "Bạn đã gửi phiếu thẩm định ngày 02/03/2026" in refusal(case, A.SCORE, place.appraisers[0])
    assert Score.objects.filter(council__case=case).count() == 1


def test_the_database_itself_refuses_a_second_sheet_of_a_member(place: World, case: Case) -> None:
    act(case, A.SCORE, by=place.appraisers[0])
    sheet = Score.objects.get()
    sheet.pk = None
    sheet.event = Event.objects.filter(case=case).earliest("seq")
    with pytest.raises(IntegrityError, match="a_member_scores_once_in_a_council"), transaction.atomic():
        sheet.save(force_insert=True)


def test_who_does_not_sit_in_the_council_is_told_who_does(place: World, case: Case) -> None:
    names = ", ".join(user.full_name for user in place.appraisers)
    assert f"Chỉ thành viên hội đồng chấm điểm: {names}." in refusal(case, A.SCORE, place.chair)


def test_the_chair_waits_for_every_sheet_and_is_told_whose_is_missing(place: World, case: Case) -> None:
    act(case, A.SCORE, by=place.appraisers[1])
    assert "Còn thiếu phiếu của Nguyễn Thị Một, Nguyễn Đức Ba." in refusal(case, A.CONCLUDE, place.chair)


def test_only_the_chair_concludes_and_only_once(place: World, case: Case) -> None:
    case = take(case, A.SCORE, A.SCORE, A.SCORE)
    assert "Chỉ chủ tịch hội đồng (Vũ Thị Chủ Tịch)" in refusal(case, A.CONCLUDE, place.leader)
    act(case, A.CONCLUDE, by=place.chair)
    assert "Hội đồng đã kết luận" in refusal(case, A.CONCLUDE, place.chair)


def test_the_council_never_proposes_more_than_the_owner_asks_for(place: World, case: Case) -> None:
    case = take(case, A.SCORE, A.SCORE, A.SCORE)
    told = refusal(case, A.CONCLUDE, place.chair, proposed_amount=GRANT + 1)
    assert "Mức hội đồng đề nghị không được vượt mức đề án xin hỗ trợ (300.000.000 đồng)." in told
    assert act(case, A.CONCLUDE, data={"proposed_amount": GRANT}).proposed_amount == GRANT


def test_the_leader_waits_for_the_council_and_is_told_for_whom(place: World, case: Case) -> None:
    assert "Còn thiếu phiếu của" in refusal(case, A.PASS_APPRAISAL, place.leader)
    take(case, A.SCORE, A.SCORE, A.SCORE)
    for decision in (A.PASS_APPRAISAL, A.FAIL_APPRAISAL):
        assert "Chủ tịch hội đồng Vũ Thị Chủ Tịch chưa kết luận." in refusal(case, decision, place.leader)


def test_a_refused_need_changes_nothing(place: World, case: Case) -> None:
    before, seen = rows(), fresh(case)
    refusal(case, A.CONCLUDE, place.chair)
    refusal(case, A.PASS_APPRAISAL, place.leader)
    refusal(case, A.SCORE, place.leader)
    refusal(case, A.SCORE, place.appraisers[0], score_1=21)
    after = fresh(case)
    assert rows() == before
    assert (after.version, after.head_hash, after.state) == (seen.version, seen.head_hash, seen.state)


def test_nobody_reaches_the_flow_but_through_the_engine(place: World) -> None:
    flow = CouncilFlow.instance
    assert not flow.has_manage_permission(place.administrator)
    assert not flow.has_view_permission(place.administrator)


def test_no_page_of_the_administration_lets_anyone_type_in_the_status_of_a_task(place: World, client: Client) -> None:
    client.force_login(place.administrator)
    council = reverse("admin:workflow_council_changelist")
    assert client.get(council).status_code == 200
    assert client.get(f"{council}add/").status_code == 403
    for page in ("admin:viewflow_process_changelist", "admin:viewflow_task_changelist"):
        with pytest.raises(NoReverseMatch):
            reverse(page)


def test_a_withdrawal_during_the_decision_of_the_chair_leaves_nothing_open(place: World, case: Case) -> None:
    case = take(case, A.SCORE, A.SCORE, A.SCORE)
    case = act(case, A.WITHDRAW, by=place.owner)
    assert case.state == S.WITHDRAWN
    assert (open_tasks(case), open_duties(case)) == ([], [])
    assert unfinished_rows(case) == 0
    assert Council.objects.get(case=case).status == PROCESS.CANCELED
    with pytest.raises(UnknownAct, match=r"Kết luận hội đồng.*Đã rút hồ sơ"):
        act(case, A.CONCLUDE, by=place.chair)


@pytest.mark.parametrize("done", [[], [A.SCORE], [A.SCORE] * 3, [A.SCORE] * 3 + [A.CONCLUDE]])
def test_a_supplement_asked_at_any_moment_dismisses_the_council(place: World, case: Case, done: list[Action]) -> None:
    case = take(case, *done, A.ASK_SUPPLEMENT)
    assert case.state == S.LOCAL_SUPPLEMENT
    assert unfinished_rows(case) == 0
    assert Council.objects.get(case=case).status == PROCESS.CANCELED
    assert [user for _, user in open_duties(case)] == [place.owner]


def test_a_dossier_received_again_gets_a_fresh_council(place: World, case: Case) -> None:
    case = take(case, A.SCORE, A.SCORE, A.ASK_SUPPLEMENT, A.RESUBMIT, A.RECEIVE)
    first, second = Council.objects.filter(case=case).order_by("pk")
    assert (first.scores.count(), second.scores.count()) == (2, 0)
    assert [seat.user for seat in second.members.all()] == list(place.appraisers)
    assert open_tasks(case) == ["score"] * 3
    assert act(judge(case), A.PASS_APPRAISAL).state == S.LOCAL_PASSED
    assert Score.objects.filter(council__case=case).count() == 5


def test_a_plan_returned_by_the_province_makes_the_last_council_sit_again(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), S.PLAN_PENDING)
    case = act(case, A.RETURN_PLAN, by=place.committee_clerk)
    first, second = Council.objects.filter(case=case).order_by("pk")
    seats = [list(council.members.values_list("user_id", flat=True)) for council in (first, second)]
    assert seats[0] == seats[1]
    assert (first.chair, first.status) == (second.chair, PROCESS.DONE)
    assert act(judge(case), A.PASS_APPRAISAL).state == S.PLAN_PENDING
