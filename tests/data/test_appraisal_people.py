"""Who may sit in a council, whom the dialog suggests, and what the page tells of a council at work."""

import pytest

from accounts.models import Membership, User
from tests.world import World, act, draft, person, take, walk_to, world
from workflow.appraisal.queries import council_of, people_for, suggested_members
from workflow.engine.checking import check
from workflow.engine.clock import day_of
from workflow.engine.refusals import Refused
from workflow.models import Case, Council
from workflow.vocabulary import Action, State

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


@pytest.mark.parametrize(
    ("member", "sentence"),
    [
        ("leader", "Hoàng Minh Giám không phải thẩm định viên của Sở Công Thương Phú Thọ."),
        ("owner", "Trần Văn Chủ lập đề án hoặc thuộc đơn vị thực hiện"),
        ("agency_appraiser", "Đặng Văn Tra không phải thẩm định viên của Sở Công Thương Phú Thọ."),
    ],
)
def test_a_member_from_elsewhere_is_refused_by_name(place: World, member: str, sentence: str) -> None:
    case = take(draft(place), A.SUBMIT)
    one, two, _ = place.appraisers
    members = [one.pk, two.pk, getattr(place, member).pk]
    assert sentence in refusal(case, A.RECEIVE, place.clerk, members=members)


def test_a_chair_from_elsewhere_is_refused_by_name(place: World) -> None:
    case = take(draft(place), A.SUBMIT)
    told = refusal(case, A.RECEIVE, place.clerk, chair=[place.agency_leader.pk])
    assert "Phan Văn Cục không thuộc lãnh đạo, thẩm định viên của Sở Công Thương Phú Thọ." in told


@pytest.mark.parametrize("unknown", [999_999, 10**19])
def test_an_unknown_person_is_refused_by_number(place: World, unknown: int) -> None:
    case = take(draft(place), A.SUBMIT)
    members = [place.appraisers[0].pk, place.appraisers[1].pk, unknown]
    assert f"Không có người dùng mang số {unknown}." in refusal(case, A.RECEIVE, place.clerk, members=members)
    assert not Council.objects.exists()


def test_an_appraiser_who_owns_the_project_does_not_judge_it(place: World) -> None:
    judge_and_owner = place.appraisers[2]
    Membership.objects.create(
        user=judge_and_owner, organisation=place.implementer, role="owner", valid_from="2020-01-01"
    )
    case = take(draft(place), A.SUBMIT)
    members = [user.pk for user in place.appraisers]
    told = refusal(case, A.RECEIVE, place.clerk, members=members)
    assert "Nguyễn Đức Ba lập đề án hoặc thuộc đơn vị thực hiện, không được thẩm định đề án của mình." in told
    assert judge_and_owner.pk not in suggested_members(case, day_of(case.updated_at))["members"]


def test_a_department_with_too_few_appraisers_is_told_before_anyone_fills_the_form(place: World) -> None:
    Membership.objects.filter(user=place.appraisers[0]).delete()
    case = take(draft(place), A.SUBMIT)
    on = day_of(case.updated_at)
    row = case.table.row(S.SUBMITTED, A.RECEIVE)
    assert row is not None
    answer = check(case, row, person(place.clerk, on), on)
    assert [str(r) for r in answer.refusals] == [
        "Sở Công Thương Phú Thọ mới có 2 thẩm định viên có thể tham gia, cần 3 người để lập hội đồng."
        " (TT 36/2013 Đ.8.1.a)"
    ]


def test_the_page_shows_who_scored_what_and_who_is_awaited(place: World, case: Case) -> None:
    act(
        case,
        A.SCORE,
        by=place.appraisers[0],
        data={"score_1": 20, "score_2": 11, "verdict": "improve", "reason": "Rõ."},
    )
    sheet = council_of(case)
    assert sheet is not None
    first = sheet.seats[0]
    assert ([points for _, points in first.points], first.total) == ([20, 11, 16, 16, 16], 79)
    assert (first.verdict, first.comment) == ("Cần hoàn thiện", "Rõ.")
    assert (sheet.submitted, sheet.expected, sheet.average) == (1, 3, "79,0")
    assert sheet.waiting_for == place.appraisers[1:]
    assert (sheet.sitting, sheet.is_open, sheet.verdict) == (1, True, "")


def test_the_page_shows_the_conclusion_and_the_mean_to_one_decimal(place: World, case: Case) -> None:
    for user, points in zip(place.appraisers, (16, 17, 17), strict=True):
        act(case, A.SCORE, by=user, data={"score_1": points})
    sheet = council_of(act(case, A.CONCLUDE, data={"proposed_amount": 280_000_000}))
    assert sheet is not None
    assert (sheet.average, sheet.verdict, sheet.proposed_amount) == ("80,7", "Đạt", 280_000_000)
    assert (sheet.waiting_for, sheet.chair) == ((), place.chair)


def test_a_project_never_received_has_no_council(place: World) -> None:
    assert council_of(draft(place)) is None


def test_the_receive_dialog_offers_the_suggested_people_first(place: World) -> None:
    case = take(draft(place), A.SUBMIT)
    on = day_of(case.updated_at)
    assert suggested_members(case, on) == {"members": [u.pk for u in place.appraisers], "chair": [place.chair.pk]}
    assert [pk for pk, _ in people_for(case, "members", on)] == [u.pk for u in place.appraisers]
    assert [pk for pk, _ in people_for(case, "chair", on)][:2] == [place.chair.pk, place.leader.pk]


def test_the_busiest_appraiser_is_suggested_last(place: World) -> None:
    one, two, _ = place.appraisers
    fourth = User.objects.create(username="so4.phutho", full_name="Nguyễn Thị Bốn")
    Membership.objects.create(
        user=fourth, organisation=place.department, role="department_appraiser", valid_from="2020-01-01"
    )
    walk_to(draft(place), S.LOCAL_APPRAISAL)
    case = take(draft(place), A.SUBMIT)
    assert suggested_members(case, day_of(case.updated_at))["members"] == [fourth.pk, one.pk, two.pk]
