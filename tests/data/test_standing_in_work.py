"""Where the work of somebody who is away shows, and who hears of it: by reading only, page and mail alike."""

from datetime import date, datetime, time, timedelta

import pytest

from accounts.delegating import end
from accounts.models import Membership, User
from accounts.vocabulary import Role
from notifications.announce import announce
from notifications.audience import People, received_by
from notifications.digests import write_digests
from notifications.models import Alert, Mail
from notifications.services import sweep
from notifications.vocabulary import Audience
from tests.absences import FIRST, LAST, employ, lend
from tests.days import working
from tests.visitors import act_url, page_of, said, visitor
from tests.world import START, World, act, draft, person, take, walk_to, world
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import VIETNAM
from workflow.models import Case, Duty, Visit
from workflow.queries.filters import Filters
from workflow.queries.worklist import MINE, QUEUE, WorkItem, bucket, items, with_parts
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> World:
    return world()


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8), VIETNAM)


def lines(name: str, user: User, on: date = FIRST) -> list[WorkItem]:
    who = person(user, on)
    calendar = load_clocks().calendar
    return items(with_parts(bucket(name, who, Filters(), on, calendar)), who, on, calendar)


def listed(user: User, on: date = FIRST) -> dict[str, list[str]]:
    """Bucket → for whom each of its lines is."""
    return {name: [line.behalf for line in lines(name, user, on)] for name in (MINE, QUEUE)}


def must_act(case: Case, on: date = FIRST) -> set[User]:
    duties = tuple(Duty.objects.filter(case=case, done_at=None).select_related("user"))
    return set(People(on).of(Audience.MUST_ACT, implementer_id=case.implementer_id, work=duties))


def at_the_agency(place: World) -> Case:
    """The one appraiser of the Cục has it by name."""
    case = walk_to(draft(place), State.REGISTERED)
    assert Duty.objects.get(case=case, done_at=None).user == place.agency_appraiser
    return case


# --- the worklist ---------------------------------------------------------------------------------------------------
def test_what_the_absent_person_has_by_name_is_the_substitutes_work_and_says_for_whom(place: World) -> None:
    at_the_agency(place)
    assert listed(place.agency_clerk)[MINE] == []
    lend(place.agency_appraiser, place.agency_clerk)
    assert listed(place.agency_clerk)[MINE] == ["Đặng Văn Tra"]
    (line,) = lines(MINE, place.agency_clerk)
    assert line.sentence == "Thẩm tra hồ sơ đăng ký"
    assert line.waiting_for == f"{place.agency.name} (Ngô Thị Thư thay mặt Đặng Văn Tra)"


def test_the_one_who_is_away_still_sees_it_and_who_does_it_meanwhile(place: World) -> None:
    at_the_agency(place)
    lend(place.agency_appraiser, place.agency_clerk)
    (line,) = lines(MINE, place.agency_appraiser)
    assert (line.behalf, line.done_meanwhile_by) == ("", "Ngô Thị Thư")


def test_work_that_comes_during_the_absence_is_routed_too_and_no_row_is_changed(place: World) -> None:
    lend(place.agency_appraiser, place.agency_clerk)
    case = at_the_agency(place)
    assert listed(place.agency_clerk)[MINE] == ["Đặng Văn Tra"]
    assert Duty.objects.get(case=case, done_at=None).user == place.agency_appraiser


@pytest.mark.parametrize(("on", "shown"), [(FIRST - DAY, 0), (FIRST, 1), (LAST, 1), (LAST + DAY, 0)])
def test_it_is_there_from_the_first_day_to_the_last_and_back_with_its_person_after(
    place: World, on: date, shown: int
) -> None:
    at_the_agency(place)
    lend(place.agency_appraiser, place.agency_clerk)
    assert len(lines(MINE, place.agency_clerk, on)) == shown
    (line,) = lines(MINE, place.agency_appraiser, on)
    assert bool(line.done_meanwhile_by) == bool(shown)


def test_it_goes_the_moment_the_delegation_is_ended(place: World) -> None:
    at_the_agency(place)
    made = lend(place.agency_appraiser, place.agency_clerk)
    end(delegation_id=made.pk, by=person(place.agency_clerk, START), at=START)
    assert listed(place.agency_clerk) == {MINE: [], QUEUE: []}


def test_the_queue_of_a_lent_role_is_the_substitutes_queue_and_their_own_role_needs_no_name(place: World) -> None:
    take(draft(place), Action.SUBMIT)
    assert listed(place.accountant) == {MINE: [], QUEUE: []}
    lend(place.clerk, place.accountant)
    lend(place.appraisers[0], place.appraisers[1])
    assert listed(place.accountant) == {MINE: [], QUEUE: ["Phạm Thị Văn"]}
    assert listed(place.appraisers[1]) == {MINE: [], QUEUE: [""]}
    assert [line.done_meanwhile_by for line in lines(QUEUE, place.clerk)] == ["Đỗ Văn Toán"]


def test_one_role_that_is_lent_routes_the_work_of_that_role_alone(place: World) -> None:
    Membership.objects.create(
        user=place.agency_appraiser, organisation=place.agency, role=Role.AUDITOR, valid_from=FIRST
    )
    at_the_agency(place)
    lend(place.agency_appraiser, place.agency_clerk, Role.AUDITOR)
    assert listed(place.agency_clerk) == {MINE: [], QUEUE: []}
    lend(place.agency_appraiser, place.agency_accountant, Role.AGENCY_APPRAISER)
    assert listed(place.agency_accountant)[MINE] == ["Đặng Văn Tra"]


def test_a_seat_in_the_council_is_routed_to_nobody_and_its_mail_stays_with_its_person(place: World) -> None:
    case = take(draft(place), Action.SUBMIT, Action.RECEIVE)
    lend(place.appraisers[0], place.accountant)
    assert listed(place.accountant) == {MINE: [], QUEUE: []}
    (line,) = lines(MINE, place.appraisers[0])
    assert line.done_meanwhile_by == ""
    assert must_act(case) == set(place.appraisers)


def test_opening_the_case_does_not_take_the_dot_from_the_one_who_is_away(place: World) -> None:
    case = at_the_agency(place)
    lend(place.agency_appraiser, place.agency_clerk)
    visitor(place.agency_clerk).get(page_of(case))
    assert Duty.objects.get(case=case, done_at=None).seen_at is None


# --- page and mail agree --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "state",
    [State.DRAFT, State.SUBMITTED, State.LOCAL_APPRAISAL, State.LOCAL_PASSED, State.REGISTERED, State.ALLOCATION],
)
def test_whoever_finds_it_in_their_list_hears_of_it_and_nobody_else(place: World, state: State) -> None:
    """Some are away, some hold the same role, one stands in for two: the mail goes to those whose list shows the work,
    but for the absent, who see it marked."""
    employ("Van Thu Hai", place.department, Role.CLERK)
    helper = employ("Nguoi Trung Tam", place.implementer, Role.AUDITOR)
    absent = [place.clerk, place.leader, place.appraisers[0], place.agency_appraiser, place.agency_leader, place.owner]
    for user, instead in (
        (place.clerk, place.accountant), (place.leader, place.accountant), (place.appraisers[0], place.appraisers[1]),
        (place.agency_appraiser, place.agency_clerk), (place.agency_leader, place.agency_clerk), (place.owner, helper),
    ):  # fmt: skip
        lend(user, instead)
    case = walk_to(draft(place), state)
    shown = {
        user
        for user in User.objects.filter(is_active=True)
        if any(line.case == case for name in (MINE, QUEUE) for line in lines(name, user))
    }
    personal = set(place.appraisers) if state == State.LOCAL_APPRAISAL else set()
    assert must_act(case) == shown - (set(absent) - personal)
    assert must_act(case)


# --- mail -----------------------------------------------------------------------------------------------------------
def due_of(case: Case) -> date:
    due = Visit.objects.get(case=case, closed_at=None).due_on
    assert due is not None
    return due


def test_alert_and_digest_go_to_the_substitute_in_both_names_and_to_the_absent_only_when_they_are_back(
    place: World,
) -> None:
    case = at_the_agency(place)
    late = working(due_of(case), 1)
    lend(place.agency_appraiser, place.agency_clerk, last=late)
    lend(place.agency_leader, place.agency_accountant, last=late)
    sweep(at=morning(late))
    told = {(alert.rung, alert.person) for alert in Alert.objects.filter(visit__case=case)}
    assert told >= {
        ("overdue", place.agency_clerk), ("overdue", place.owner), ("breach", place.agency_accountant),
    }  # fmt: skip
    assert not {person for _, person in told} & {place.agency_appraiser, place.agency_leader}
    assert "thay mặt Phan Văn Cục" in Mail.objects.get(recipient=place.agency_accountant).text
    write_digests(at=morning(late))
    digest = Mail.objects.get(recipient=place.agency_clerk, digest_on=late)
    for text in (digest.text, digest.html):
        assert "thay mặt Đặng Văn Tra" in text
    assert not Mail.objects.filter(recipient=place.agency_appraiser, digest_on=late).exists()
    back = working(late, 1)
    write_digests(at=morning(back))
    assert case.code in Mail.objects.get(recipient=place.agency_appraiser, digest_on=back).text
    assert not Mail.objects.filter(recipient=place.agency_clerk, digest_on=back).exists()


def test_an_announcement_goes_to_the_substitute_and_names_both_who_acted(place: World) -> None:
    lend(place.agency_leader, place.agency_accountant)
    lend(place.agency_appraiser, place.agency_clerk)
    case = at_the_agency(place)
    event = case.events.latest("seq")
    announce(event_id=event.pk, at=event.at)
    assert {mail.recipient for mail in Mail.objects.filter(event=event)} == {place.agency_clerk, place.owner}
    case = act(case, Action.ACCEPT_REGISTRATION, by=place.agency_clerk)
    event = case.events.latest("seq")
    announce(event_id=event.pk, at=event.at)
    mails = {mail.recipient: mail for mail in Mail.objects.filter(event=event)}
    assert set(mails) == {place.agency_accountant, place.owner}
    assert "Ngô Thị Thư thay mặt Đặng Văn Tra (Cục" in mails[place.owner].text
    assert "thay mặt <strong>Đặng Văn Tra</strong>" in mails[place.owner].html
    assert "Tạ Thị Kế (thay mặt Phan Văn Cục đang vắng mặt)" in mails[place.agency_accountant].text


def test_the_bad_end_of_a_case_is_told_to_whoever_stands_in_for_those_who_worked_on_it(place: World) -> None:
    """The appraiser of the Cục is away when the đề án is dropped; a colleague who never worked on it hears instead."""
    case = walk_to(draft(place), State.MINISTRY_APPRAISAL)
    newcomer = employ("Can Bo Moi", place.agency, Role.AUDITOR)
    lend(place.agency_appraiser, newcomer)
    lend(place.clerk, place.appraisers[0])
    case = act(case, Action.DROP, by=place.agency_leader)
    event = case.events.latest("seq")
    announce(event_id=event.pk, at=event.at)
    mails = {mail.recipient: mail for mail in Mail.objects.filter(event=event)}
    worked = {event.actor for event in case.events.select_related("actor")}
    assert set(mails) == (worked | {newcomer}) - {place.agency_leader, place.agency_appraiser, place.clerk}
    assert "Can Bo Moi (thay mặt Đặng Văn Tra đang vắng mặt)" in mails[newcomer].text
    assert "vì người mà Ông/Bà thay mặt đã tham gia xử lý đề án" in mails[newcomer].text
    assert "thay mặt" not in mails[place.appraisers[0]].text.split("đã thực hiện")[0], "he worked on it himself"
    assert visitor(newcomer).get(page_of(case)).status_code == 200


def test_a_role_lent_in_another_unit_does_not_carry_the_news_of_this_one(place: World) -> None:
    case = walk_to(draft(place), State.MINISTRY_APPRAISAL)
    elsewhere = employ("Dang Van Tra Hai", place.finance, Role.FINANCE_REVIEWER)
    Membership.objects.create(
        user=place.agency_appraiser, organisation=place.finance, role=Role.AUDITOR, valid_from=FIRST
    )
    lend(place.agency_appraiser, elsewhere, Role.AUDITOR)
    event = act(case, Action.DROP, by=place.agency_leader).events.latest("seq")
    announce(event_id=event.pk, at=event.at)
    heard = {mail.recipient for mail in Mail.objects.filter(event=event)}
    assert place.agency_appraiser in heard
    assert elsewhere not in heard


def test_who_hears_in_their_own_right_hears_once_and_in_no_other_name(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    lend(place.clerk, place.appraisers[0])
    duties = tuple(Duty.objects.filter(case=case, done_at=None).select_related("user"))
    people = People(FIRST)
    owner = case.implementer_id
    assert people.of(Audience.MUST_ACT, implementer_id=owner, work=duties) == list(place.appraisers)
    assert people.on_behalf(place.appraisers[0], [Audience.MUST_ACT], implementer_id=owner, work=duties) == ""


def test_readers_are_told_once_for_all_whom_they_stand_in_for(place: World) -> None:
    away = {place.clerk: [place.auditor], place.accountant: [place.auditor], place.leader: [place.chair]}
    readers = received_by([place.clerk, place.chair, place.accountant, place.leader], lambda user: away.get(user, []))
    assert readers == {place.auditor: (place.clerk, place.accountant), place.chair: ()}


# --- the pages of the case ------------------------------------------------------------------------------------------
def test_the_case_page_says_in_whose_name_one_acts_and_the_timeline_shows_both(place: World) -> None:
    case = at_the_agency(place)
    today = datetime.now(VIETNAM).date()
    lend(place.agency_appraiser, place.agency_clerk, last=today + DAY, first=today, at=morning(today))
    page = said(visitor(place.agency_clerk).get(page_of(case)))
    assert "Ở đề án này bạn làm thay mặt Đặng Văn Tra" in page
    assert "Ngô Thị Thư thay mặt Đặng Văn Tra" in page
    dialog = visitor(place.agency_clerk).get(act_url(case, Action.ACCEPT_REGISTRATION))
    assert "Bạn làm việc này thay mặt Đặng Văn Tra" in said(dialog)
    assert "Ngô Thị Thư thay bạn làm việc này" in said(visitor(place.agency_appraiser).get(page_of(case)))
    act(case, Action.ACCEPT_REGISTRATION, by=place.agency_clerk, at=datetime.now(VIETNAM))
    history = said(visitor(place.owner).get(page_of(case)))
    assert "Ngô Thị Thư thay mặt Đặng Văn Tra · Cục" in history


def test_the_worklist_page_marks_what_is_done_for_somebody(place: World) -> None:
    at_the_agency(place)
    today = datetime.now(VIETNAM).date()
    lend(place.agency_appraiser, place.agency_clerk, first=today, last=today + DAY, at=morning(today))
    assert "Thay mặt Đặng Văn Tra" in said(visitor(place.agency_clerk).get("/?bucket=mine&old=1"))
    assert "Đang có người thay: Ngô Thị Thư" in said(visitor(place.agency_appraiser).get("/?bucket=mine"))
