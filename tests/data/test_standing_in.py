"""Acting for somebody who is away: both names stand in the record, and neither of them opens a way round separation of duties."""

from datetime import datetime, time, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.management import call_command

from accounts.delegating import end
from accounts.models import Delegation, Membership, User
from accounts.queries import person_of
from accounts.vocabulary import Role
from tests.absences import FIRST, LAST, employ, lend
from tests.councils import rows
from tests.lists import AT, GOOD, HEADERS, csv_of, save
from tests.world import START, World, act, dossier, draft, judge, person, take, walk_to, world
from workflow.appraisal.queries import candidates, people_for, suggested_members
from workflow.engine.chain import seal
from workflow.engine.checking import check
from workflow.engine.clock import VIETNAM
from workflow.engine.drafting import create_case
from workflow.engine.refusals import EngineError, Ground
from workflow.engine.verify import verify_chains
from workflow.importing.known import may_import
from workflow.models import Case, Event
from workflow.permissions import acting_as
from workflow.queries import units_to_write_for, visible_cases
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> World:
    return world()


def last_event(case: Case) -> Event:
    return case.events.latest("seq")


def names(event: Event) -> tuple[User, User | None, str]:
    return event.actor, event.on_behalf_of, event.on_behalf_name


def refused(case: Case, action: Action, by: User, **more: Any) -> str:
    """The act is refused, and nothing was written."""
    before = rows()
    with pytest.raises(EngineError) as error:
        act(case, action, by=by, **more)
    assert rows() == before
    return str(error.value)


# --- both names -----------------------------------------------------------------------------------------------------
def test_an_act_on_behalf_of_another_carries_both_names_and_the_chain_is_whole(place: World) -> None:
    case = walk_to(draft(place), State.ALLOCATION)
    lend(place.agency_leader, place.agency_clerk)
    case = act(case, Action.ALLOCATE, by=place.agency_clerk)
    event = last_event(case)
    assert names(event) == (place.agency_clerk, place.agency_leader, "Phan Văn Cục")
    assert event.actor_organisation == place.agency
    assert verify_chains().fault == ""
    call_command("verify_events", verbosity=0)
    event.on_behalf_name = "Người khác"
    assert seal(event) != event.hash


def test_the_whole_road_can_be_walked_by_substitutes_with_every_chain_whole(place: World) -> None:
    """Everybody of the offices is away; for each a newcomer of the same unit stands in. Only the council judges in person."""
    stays = {user.pk for user in (*place.appraisers, place.chair)}
    absent = [user for user in place.people if user.memberships.exists() and user.pk not in stays]
    for number, user in enumerate(absent):
        unit = user.memberships.get().organisation
        lend(user, employ(f"Nguoi Thay {chr(97 + number)}", unit, Role.AUDITOR), last=FIRST + timedelta(days=300))
    lent = {one.principal_id: one.substitute for one in Delegation.objects.filter(principal__in=absent)}
    case = create_case(dossier=dossier(place), actor=person(lent[place.owner.pk], START), key="k", at=START)
    for action in (Action.SUBMIT, Action.RECEIVE):
        who = {Action.SUBMIT: place.owner, Action.RECEIVE: place.clerk}[action]
        case = act(case, action, by=lent[who.pk])
    case = judge(case)
    steps = [
        (Action.PASS_APPRAISAL, place.leader), (Action.REGISTER, place.leader),
        (Action.ACCEPT_REGISTRATION, place.agency_appraiser), (Action.INCLUDE, place.agency_leader),
        (Action.APPROVE_PLAN, place.ministry_officer), (Action.SEND_TO_FINANCE, place.ministry_officer),
        (Action.FINANCE_AGREE, place.finance_reviewer), (Action.ALLOCATE, place.agency_leader),
        (Action.SIGN_CONTRACT, place.agency_leader), (Action.REPORT_PROGRESS, place.owner),
        (Action.REQUEST_ACCEPTANCE, place.owner), (Action.ACCEPT_WORK, place.leader),
        (Action.SUBMIT_SETTLEMENT, place.owner), (Action.RECORD_PAYMENT, place.agency_accountant),
        (Action.LIQUIDATE, place.agency_accountant), (Action.CLOSE, place.agency_accountant),
    ]  # fmt: skip
    for action, principal in steps:
        case = act(case, action, by=lent[principal.pk])
        assert names(last_event(case)) == (lent[principal.pk], principal, principal.full_name), action
    assert case.state == State.CLOSED
    assert verify_chains().fault == ""


def test_who_may_act_in_their_own_name_does_though_they_stand_in_for_somebody(place: World) -> None:
    lend(place.appraisers[0], place.appraisers[1])
    case = act(take(draft(place), Action.SUBMIT), Action.ASK_SUPPLEMENT, by=place.appraisers[1])
    assert names(last_event(case)) == (place.appraisers[1], None, "")


def test_who_stands_in_for_two_acts_for_the_one_whose_work_it_is(place: World) -> None:
    second = employ("Can Bo Hai", place.agency, Role.AGENCY_APPRAISER)
    lend(place.agency_appraiser, place.agency_clerk)
    lend(second, place.agency_clerk)
    case = walk_to(draft(place), State.REGISTERED)
    row = case.table.row(State.REGISTERED, Action.ACCEPT_REGISTRATION)
    assert row is not None
    found = acting_as(person(place.agency_clerk, START), row, case)
    assert found is not None
    assert found.for_user_id == place.agency_appraiser.pk
    case = act(case, Action.REASSIGN, by=second, data={"assignee": [second.pk]})
    case = act(case, Action.ACCEPT_REGISTRATION, by=place.agency_clerk)
    assert last_event(case).on_behalf_of == second


def test_the_principal_keeps_their_right_and_acts_in_their_own_name(place: World) -> None:
    lend(place.agency_leader, place.agency_clerk)
    case = act(walk_to(draft(place), State.ALLOCATION), Action.ALLOCATE, by=place.agency_leader)
    assert names(last_event(case)) == (place.agency_leader, None, "")


# --- only while it lasts --------------------------------------------------------------------------------------------
def test_the_right_is_there_at_one_second_to_midnight_and_gone_at_midnight(place: World) -> None:
    lend(place.agency_leader, place.agency_clerk)
    case = walk_to(draft(place), State.ALLOCATION)
    over = datetime.combine(LAST + DAY, time(0), VIETNAM)
    assert "Bước này dành cho: Lãnh đạo Cục" in refused(case, Action.ALLOCATE, place.agency_clerk, at=over)
    act(case, Action.ALLOCATE, by=place.agency_clerk, at=over - timedelta(seconds=1))


def test_the_right_is_gone_the_moment_it_is_revoked(place: World) -> None:
    made = lend(place.agency_leader, place.agency_clerk)
    case = walk_to(draft(place), State.ALLOCATION)
    end(delegation_id=made.pk, by=person(place.agency_leader, START), at=START)
    assert "Bước này dành cho" in refused(case, Action.ALLOCATE, place.agency_clerk)


def test_a_substitute_sees_what_the_principal_sees_and_no_more_once_it_is_over(place: World) -> None:
    section = employ("Nguoi Trung Tam", place.implementer, Role.AUDITOR)
    Membership.objects.filter(user=section).update(valid_to=LAST)
    lend(place.owner, section)
    case = draft(place)
    assert case in visible_cases(person_of(section, FIRST))
    assert case not in visible_cases(person_of(section, LAST + DAY))
    assert list(units_to_write_for(person_of(section, FIRST))) == [place.implementer]
    assert not units_to_write_for(person_of(section, LAST + DAY)).exists()


# --- what nobody does for another -----------------------------------------------------------------------------------
def test_nobody_scores_or_concludes_in_anothers_stead(place: World) -> None:
    lend(place.appraisers[0], place.accountant)
    lend(place.chair, place.auditor)
    case = take(draft(place), Action.SUBMIT, Action.RECEIVE)
    for action, by in ((Action.SCORE, place.accountant), (Action.CONCLUDE, place.auditor)):
        row = case.table.row(State.LOCAL_APPRAISAL, action)
        assert row is not None
        answer = check(case, row, person(by, START), FIRST)
        assert answer.holding is None
        assert answer.refusals[0].ground == Ground.PERMISSION
        refused(case, action, by)


def test_a_substitute_gets_no_seat_in_the_council_by_what_was_lent(place: World) -> None:
    lend(place.appraisers[0], place.accountant)
    case = take(draft(place), Action.SUBMIT)
    assert place.accountant not in candidates(case, "members", FIRST)
    members = [place.accountant.pk, place.appraisers[1].pk, place.appraisers[2].pk]
    assert "không phải thẩm định viên" in refused(case, Action.RECEIVE, place.clerk, data={"members": members})


def test_who_is_away_is_offered_last_for_a_council_and_marked(place: World) -> None:
    fourth = employ("Tham Dinh Bon", place.department, Role.DEPARTMENT_APPRAISER)
    case = take(draft(place), Action.SUBMIT)
    assert suggested_members(case, FIRST)["members"] == [user.pk for user in place.appraisers]
    lend(place.appraisers[0], place.accountant)
    assert suggested_members(case, FIRST)["members"] == [place.appraisers[1].pk, place.appraisers[2].pk, fourth.pk]
    label = dict(people_for(case, "members", FIRST))[place.appraisers[0].pk]
    assert label == "Nguyễn Thị Một (vắng mặt đến hết 01/04/2026)"


# --- nobody judges what is theirs, under either name ----------------------------------------------------------------
NEVER = "không được xử lý chính đề án đó"


def test_the_substitute_never_judges_their_own_case_for_another(place: World) -> None:
    """Drafted in January as owner; works at the Sở since, and stands in for its clerk."""
    mover = employ("Nguoi Chuyen", place.implementer, Role.OWNER, until=FIRST)
    case = take(draft(place, by=mover), Action.SUBMIT)
    Membership.objects.create(user=mover, organisation=place.department, role=Role.AUDITOR, valid_from=FIRST + DAY)
    lend(place.clerk, mover, first=FIRST + DAY)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, mover, at=START + DAY)


def test_the_case_of_the_principal_is_not_judged_in_their_name(place: World) -> None:
    mover = employ("Nguoi Chuyen", place.implementer, Role.OWNER, until=FIRST)
    case = take(draft(place, by=mover), Action.SUBMIT)
    Membership.objects.create(user=mover, organisation=place.department, role=Role.CLERK, valid_from=FIRST + DAY)
    lend(mover, place.accountant, first=FIRST + DAY)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, place.accountant, at=START + DAY)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, mover, at=START + DAY)


def test_who_only_submitted_a_case_does_not_judge_it_after_changing_roles_nor_does_their_substitute(
    place: World,
) -> None:
    """Drafted by a colleague: `created_by` names somebody else, only the event remembers."""
    mover = employ("Nguoi Chuyen", place.implementer, Role.OWNER, until=FIRST)
    case = act(draft(place), Action.SUBMIT, by=mover)
    Membership.objects.create(user=mover, organisation=place.department, role=Role.CLERK, valid_from=FIRST + DAY)
    lend(mover, place.accountant, first=FIRST + DAY)
    for by in (mover, place.accountant):
        assert NEVER in refused(case, Action.ASK_SUPPLEMENT, by, at=START + DAY)


def test_an_owner_by_another_role_than_the_one_handed_over_is_an_owner_all_the_same(place: World) -> None:
    Membership.objects.create(user=place.clerk, organisation=place.implementer, role=Role.OWNER, valid_from=FIRST)
    lend(place.clerk, place.accountant, Role.CLERK)
    case = take(draft(place), Action.SUBMIT)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, place.accountant)


def two_hats(place: World) -> User:
    """Works at the Trung tâm and at the Sở, an auditor in both: no act is theirs in their own name."""
    both = employ("Hai Vai", place.implementer, Role.AUDITOR)
    Membership.objects.create(user=both, organisation=place.department, role=Role.AUDITOR, valid_from=FIRST)
    return both


def test_nobody_submits_for_one_and_judges_for_another(place: World) -> None:
    both = two_hats(place)
    owned, clerked = lend(place.owner, both), lend(place.clerk, both)
    case = act(draft(place), Action.SUBMIT, by=both)
    assert last_event(case).on_behalf_of == place.owner
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, both)
    end(delegation_id=owned.pk, by=person(both, START), at=START)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, both)
    end(delegation_id=clerked.pk, by=person(both, START), at=START)
    Membership.objects.create(user=both, organisation=place.department, role=Role.CLERK, valid_from=FIRST)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, both)


def test_nobody_judges_for_one_and_then_speaks_for_the_owner(place: World) -> None:
    both = two_hats(place)
    lend(place.clerk, both, last=FIRST)
    case = act(take(draft(place), Action.SUBMIT), Action.ASK_SUPPLEMENT, by=both)
    lend(place.owner, both, first=FIRST + DAY, at=START + DAY)
    text = refused(case, Action.RESUBMIT, both, at=START + DAY)
    assert "với tư cách khác (“Yêu cầu bổ sung”)" in text
    assert "Việc chờ Trần Văn Chủ" in text


def test_who_stands_in_for_the_owner_judges_nothing_of_that_unit_even_before_they_acted(place: World) -> None:
    both = two_hats(place)
    lend(place.owner, both)
    lend(place.clerk, both)
    case = take(draft(place), Action.SUBMIT)
    assert NEVER in refused(case, Action.ASK_SUPPLEMENT, both)


def test_whoever_acted_for_the_owner_is_not_offered_a_seat_in_the_council(place: World) -> None:
    Membership.objects.create(
        user=place.appraisers[0], organisation=place.implementer, role=Role.AUDITOR, valid_from=FIRST
    )
    made = lend(place.owner, place.appraisers[0])
    case = act(draft(place), Action.SUBMIT, by=place.appraisers[0])
    end(delegation_id=made.pk, by=person(place.owner, START), at=START)
    assert place.appraisers[0] not in candidates(case, "members", FIRST)
    members = [user.pk for user in place.appraisers]
    assert "không được thẩm định đề án của mình" in refused(
        case, Action.RECEIVE, place.clerk, data={"members": members, "chair": [place.chair.pk]}
    )


def test_a_draft_made_for_the_absent_owner_belongs_to_both_names(place: World) -> None:
    both = two_hats(place)
    made = lend(place.owner, both)
    case = take(draft(place, by=both), Action.SUBMIT)
    assert names(case.events.earliest("seq")) == (both, place.owner, "Trần Văn Chủ")
    end(delegation_id=made.pk, by=person(both, START), at=START)
    for user in (both, place.owner):
        Membership.objects.create(user=user, organisation=place.department, role=Role.CLERK, valid_from=FIRST)
    Membership.objects.filter(user=place.owner, role=Role.OWNER).update(valid_to=FIRST - DAY)
    for user in (both, place.owner):
        assert NEVER in refused(case, Action.ASK_SUPPLEMENT, user)


# --- one hat in one case --------------------------------------------------------------------------------------------
def test_a_member_of_the_council_does_not_decide_for_the_absent_leader(place: World) -> None:
    lend(place.leader, place.appraisers[0])
    case = judge(take(draft(place), Action.SUBMIT, Action.RECEIVE))
    assert "với tư cách khác (“Chấm điểm thẩm định”)" in refused(case, Action.PASS_APPRAISAL, place.appraisers[0])
    act(case, Action.PASS_APPRAISAL, by=place.leader)


def test_the_appraiser_of_the_agency_does_not_conclude_for_its_leader(place: World) -> None:
    lend(place.agency_leader, place.agency_appraiser)
    case = walk_to(draft(place), State.MINISTRY_APPRAISAL)
    assert "Tiếp nhận đăng ký" in refused(case, Action.INCLUDE, place.agency_appraiser)
    other = walk_to(draft(place), State.ALLOCATION)
    assert "với tư cách khác" in refused(other, Action.ALLOCATE, place.agency_appraiser)


def test_who_did_the_same_role_for_another_absent_person_goes_on_with_it(place: World) -> None:
    second = employ("Van Thu Hai", place.department, Role.CLERK)
    lend(place.clerk, place.accountant, last=FIRST)
    case = act(take(draft(place), Action.SUBMIT), Action.ASK_SUPPLEMENT, by=place.accountant)
    case = act(case, Action.RESUBMIT, by=place.owner)
    lend(second, place.accountant, first=FIRST + DAY)
    case = act(case, Action.ASK_SUPPLEMENT, by=place.accountant, at=START + DAY)
    assert last_event(case).on_behalf_of == second


def test_what_was_said_of_the_clock_is_no_other_hat(place: World) -> None:
    lend(place.agency_leader, place.agency_appraiser)
    case = act(walk_to(draft(place), State.REGISTERED), Action.REASSIGN, by=place.agency_appraiser)
    second = employ("Tham Dinh Cuc", place.agency, Role.AGENCY_APPRAISER)
    case = act(case, Action.ACCEPT_REGISTRATION, by=second)
    act(case, Action.INCLUDE, by=place.agency_appraiser)


def test_nobody_gives_their_own_work_more_time_in_the_name_of_the_absent_leader(place: World) -> None:
    lend(place.agency_leader, place.agency_appraiser)
    case = walk_to(draft(place), State.REGISTERED)
    assert "không tự cho mình thêm thời gian" in refused(case, Action.PAUSE_CLOCK, place.agency_appraiser)
    act(case, Action.PAUSE_CLOCK, by=place.agency_leader)


def test_no_way_leads_one_person_to_submit_and_to_judge_the_same_case(place: World) -> None:
    """Every pair of an act for the owner and an act of judgement, whoever the names, in either order of the two lendings."""
    for first, second in product((place.owner, place.clerk), repeat=2):
        if first == second:
            continue
        both = two_hats(place)
        made = [lend(first, both), lend(second, both)]
        case = act(draft(place), Action.SUBMIT, by=both)
        for action in (Action.RECEIVE, Action.ASK_SUPPLEMENT, Action.ACKNOWLEDGE, Action.EXTEND):
            row = case.table.row(State.SUBMITTED, action)
            assert row is not None
            assert check(case, row, person(both, START), FIRST).refusals, action
        for one in made:
            end(delegation_id=one.pk, by=person(both, START), at=START)
        Membership.objects.filter(user=both).delete()


# --- bringing in a file ---------------------------------------------------------------------------------------------
def test_a_substitute_brings_in_a_list_for_the_owner_with_both_names(place: World) -> None:
    both = two_hats(place)
    assert not may_import(person(both, AT))
    lend(place.owner, both, first=AT.date(), last=AT.date(), at=AT)
    assert may_import(person(both, AT))
    assert save(csv_of(HEADERS, GOOD), person(both, AT)).created == 1
    assert names(Event.objects.get()) == (both, place.owner, "Trần Văn Chủ")
    assert verify_chains().fault == ""
