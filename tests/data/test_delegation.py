"""Handing roles over for an absence: what it gives on each day, who may do it, what is refused, what the database refuses."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.delegating import CannotDelegate, covers, delegate, end
from accounts.models import Delegation, Membership, Organisation, User
from accounts.people import Holding
from accounts.queries import absent_until, person_of, stand_ins
from accounts.vocabulary import OrganisationKind, Role
from tests.absences import FIRST, LAST, absence, employ, lend
from tests.at_once import at_once, raised
from tests.world import START, World, person, world
from workflow.engine.clock import VIETNAM

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> World:
    return world()


def lent(user: User, on: date) -> set[tuple[Role, str]]:
    return {(h.role, h.for_name) for h in person_of(user, on).holdings if h.for_user_id}


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(CannotDelegate) as refused:
        act()
    return str(refused.value)


# --- what it gives, day by day ------------------------------------------------------------------------------------
def test_a_substitute_holds_the_roles_from_the_first_day_to_the_last_and_not_a_day_longer(place: World) -> None:
    lend(place.agency_leader, place.agency_clerk, first=FIRST + DAY)
    whole = {(Role.AGENCY_LEADER, "Phan Văn Cục")}
    days = {FIRST: set(), FIRST + DAY: whole, LAST: whole, LAST + DAY: set()}
    assert {day: lent(place.agency_clerk, day) for day in days} == days


@pytest.mark.parametrize(("clock", "holds"), [(time(23, 59, 59), True), (time(0, 0), False)])
def test_it_ends_by_itself_at_midnight_in_hanoi(place: World, clock: time, holds: bool) -> None:
    lend(place.agency_leader, place.agency_clerk)
    at = datetime.combine(LAST if holds else LAST + DAY, clock, VIETNAM)
    assert bool([h for h in person(place.agency_clerk, at).holdings if h.for_user_id]) is holds


def test_what_is_revoked_is_over_at_once_and_stays_on_record(place: World) -> None:
    made = lend(place.agency_leader, place.agency_clerk)
    assert lent(place.agency_clerk, FIRST)
    end(delegation_id=made.pk, by=person(place.agency_leader, START), at=START)
    assert not lent(place.agency_clerk, FIRST)
    kept = Delegation.objects.get()
    assert (kept.revoked_by, kept.revoked_at) == (place.agency_leader, START)
    end(delegation_id=made.pk, by=person(place.agency_clerk, START + DAY), at=START + DAY)
    assert Delegation.objects.get().revoked_at == START


def test_a_lent_holding_is_that_of_the_principal_with_its_unit_and_the_charge_of_it(place: World) -> None:
    lend(place.leader, place.clerk)
    lend(place.accountant, place.auditor)
    (holding,) = (h for h in person(place.clerk, START).holdings if h.for_user_id)
    assert holding == Holding(
        Role.DEPARTMENT_LEADER, place.department.pk, OrganisationKind.DEPARTMENT, place.province.pk, is_head=True,
        for_user_id=place.leader.pk, for_name="Hoàng Minh Giám",
    )  # fmt: skip
    assert not any(h.is_head for h in person(place.auditor, START).holdings)


def test_one_role_is_lent_alone_and_another_may_go_to_somebody_else(place: World) -> None:
    employ("Pham Thi Van", place.department, Role.ACCOUNTANT)
    both = User.objects.get(username="phamthivan")
    Membership.objects.create(user=both, organisation=place.department, role=Role.CLERK, valid_from=FIRST)
    lend(both, place.auditor, Role.CLERK)
    assert lent(place.auditor, FIRST) == {(Role.CLERK, "Pham Thi Van")}
    lend(both, place.chair, Role.ACCOUNTANT)
    assert lent(place.chair, FIRST) == {(Role.ACCOUNTANT, "Pham Thi Van")}
    assert absent_until([both.pk, place.chair.pk], FIRST) == {both.pk: LAST}


def test_nothing_is_lent_that_the_principal_does_not_hold_that_day(place: World) -> None:
    lend(place.agency_leader, place.agency_clerk)
    Membership.objects.filter(user=place.agency_leader).update(valid_to=FIRST)
    assert lent(place.agency_clerk, FIRST)
    assert not lent(place.agency_clerk, FIRST + DAY)


@pytest.mark.parametrize("whose", ["agency_leader", "agency_clerk"])
def test_when_either_of_the_two_leaves_the_house_nothing_is_lent_any_more(place: World, whose: str) -> None:
    lend(place.agency_leader, place.agency_clerk)
    User.objects.filter(pk=getattr(place, whose).pk).update(is_active=False)
    assert not stand_ins(FIRST)


def test_a_substitute_who_leaves_the_unit_loses_what_was_lent_there(place: World) -> None:
    lend(place.agency_leader, place.agency_clerk)
    Membership.objects.filter(user=place.agency_clerk).update(valid_to=FIRST)
    assert lent(place.agency_clerk, FIRST)
    assert not lent(place.agency_clerk, FIRST + DAY)


def test_the_administrators_role_is_never_lent(place: World) -> None:
    Membership.objects.create(
        user=place.clerk, organisation=place.department, role=Role.ADMINISTRATOR, valid_from=FIRST
    )
    text = refusal(lambda: lend(place.clerk, place.accountant, Role.ADMINISTRATOR))
    assert "“Quản trị hệ thống” không ủy quyền được" in text
    lend(place.clerk, place.accountant)
    assert lent(place.accountant, FIRST) == {(Role.CLERK, "Phạm Thị Văn")}


# --- no chains ------------------------------------------------------------------------------------------------------
def test_whoever_is_away_stands_in_for_nobody_and_whoever_stands_in_hands_nothing_on(place: World) -> None:
    lend(place.clerk, place.accountant)
    assert "Phạm Thị Văn cũng vắng mặt" in refusal(lambda: lend(place.leader, place.clerk))
    assert "không giao tiếp" in refusal(lambda: lend(place.accountant, place.auditor))
    lend(place.leader, place.clerk, first=LAST + DAY, last=LAST + DAY)
    lend(place.accountant, place.auditor, first=LAST + DAY, last=LAST + DAY)


def test_the_database_too_refuses_to_hand_on_what_was_handed_over(place: World) -> None:
    lend(place.clerk, place.accountant)
    for principal, substitute in ((place.leader, place.clerk), (place.accountant, place.auditor)):
        with pytest.raises(IntegrityError, match="what_was_handed_over_is_not_handed_on"), transaction.atomic():
            write(principal, substitute)


def test_roles_that_were_lent_do_not_pass_through_even_where_the_rows_formed_a_chain(place: World) -> None:
    lend(place.clerk, place.accountant)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        write(place.accountant, place.auditor)
        cursor.execute("SET session_replication_role = DEFAULT")
    assert lent(place.auditor, FIRST) == {(Role.ACCOUNTANT, "Đỗ Văn Toán")}


@pytest.mark.django_db(transaction=True)
def test_two_absences_recorded_at_the_same_moment_do_not_become_a_chain() -> None:
    place = world()
    answers = at_once(lambda: lend(place.clerk, place.accountant), lambda: lend(place.accountant, place.auditor))
    assert len(raised(answers)) == 1
    assert isinstance(raised(answers)[0], CannotDelegate)
    assert Delegation.objects.count() == 1


# --- what is refused, as sentences ----------------------------------------------------------------------------------
def test_every_reason_is_given_at_once_each_beside_its_field(place: World) -> None:
    wrong = absence(place.clerk, place.agency_clerk, first=FIRST - DAY)
    wrong = type(wrong)(**{name: getattr(wrong, name) for name in wrong.__slots__} | {"document_number": "  "})
    with pytest.raises(CannotDelegate) as refused:
        delegate(absence=wrong, by=person(place.clerk, START), at=START)
    assert [fault.field for fault in refused.value.faults] == ["valid_from", "document_number", "substitute"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"last": FIRST - DAY}, "Ngày hết hiệu lực phải từ ngày bắt đầu trở đi"),
        ({"first": FIRST - DAY}, "không có hiệu lực lùi"),
        ({"last": FIRST + timedelta(days=366)}, "dài nhất 12 tháng"),
    ],
)
def test_a_period_is_from_today_on_in_order_and_not_endless(place: World, changed: dict[str, date], words: str) -> None:
    assert words in refusal(lambda: lend(place.clerk, place.accountant, **changed))  # type: ignore[arg-type]


def test_nobody_stands_in_for_themselves(place: World) -> None:
    assert refusal(lambda: lend(place.clerk, place.clerk)) == "Không ai tự thay mình."


def test_a_role_has_one_substitute_at_a_time_whether_lent_alone_or_with_all_others(place: World) -> None:
    lend(place.clerk, place.accountant)
    for role in (None, Role.CLERK):
        text = refusal(lambda role=role: lend(place.clerk, place.auditor, role, first=LAST, last=LAST + DAY))  # type: ignore[misc]
        assert "Đỗ Văn Toán đã thay từ 02/03/2026 đến hết 01/04/2026" in text
    lend(place.clerk, place.auditor, first=LAST + DAY, last=LAST + DAY)


def test_a_period_that_was_revoked_is_free_again(place: World) -> None:
    made = lend(place.clerk, place.accountant)
    end(delegation_id=made.pk, by=person(place.accountant, START), at=START)
    lend(place.clerk, place.auditor)


def test_a_role_of_somebody_else_is_not_ones_to_hand_over(place: World) -> None:
    theirs = absence(place.clerk, place.auditor)
    theirs = type(theirs)(
        place.clerk, place.auditor, Membership.objects.get(user=place.accountant), FIRST, LAST, "1/QĐ", FIRST
    )
    with pytest.raises(CannotDelegate, match="không giữ vai trò nào như vậy"):
        delegate(absence=theirs, by=person(place.clerk, START), at=START)


# --- who may stand in -----------------------------------------------------------------------------------------------
def test_a_substitute_is_of_the_same_office_on_every_day_of_the_period(place: World) -> None:
    assert "không thuộc Sở Công Thương Phú Thọ" in refusal(lambda: lend(place.clerk, place.agency_clerk))
    brief = employ("Tam Thoi", place.department, Role.AUDITOR, until=LAST - DAY)
    assert "trong suốt thời gian" in refusal(lambda: lend(place.clerk, brief))
    Membership.objects.create(user=brief, organisation=place.department, role=Role.ACCOUNTANT, valid_from=LAST)
    lend(place.clerk, brief)


def test_the_unit_above_or_below_is_the_same_office_only_where_it_is_of_the_same_kind(place: World) -> None:
    """The Sở above the Trung tâm judges what the Trung tâm writes."""
    assert "không thuộc" in refusal(lambda: lend(place.owner, place.clerk))
    assert "không thuộc" in refusal(lambda: lend(place.clerk, place.owner))
    assert "không thuộc" in refusal(lambda: lend(place.agency_leader, place.ministry_officer))
    section = Organisation.objects.create(
        code="phong", name="Phòng Quản lý công nghiệp", kind=OrganisationKind.DEPARTMENT, parent=place.department
    )
    below = employ("Nguoi Phong", section, Role.CLERK)
    lend(place.accountant, below)
    lend(place.auditor, below)
    assert lent(below, FIRST) == {(Role.ACCOUNTANT, "Đỗ Văn Toán"), (Role.AUDITOR, "Bùi Thị Kiểm")}
    lend(employ("Nguoi Phong Hai", section, Role.CLERK), place.chair)


def test_who_has_left_the_house_stands_in_for_nobody(place: World) -> None:
    User.objects.filter(pk=place.accountant.pk).update(is_active=False)
    gone = User.objects.get(pk=place.accountant.pk)
    assert "đã ngừng hoạt động" in refusal(lambda: lend(place.clerk, gone))


@pytest.mark.parametrize(
    ("periods", "held"),
    [
        ([(0, 30)], True),
        ([(0, 10), (11, 30)], True),
        ([(11, None), (0, 10)], True),
        ([(0, 20), (10, 30)], True),
        ([(0, 10), (12, 30)], False),
        ([(1, 30)], False),
        ([(0, 29)], False),
        ([], False),
    ],
)
def test_periods_hold_a_time_together_when_no_day_is_left_out(
    periods: list[tuple[int, int | None]], held: bool
) -> None:
    rows = [
        Membership(
            valid_from=FIRST + timedelta(days=first), valid_to=None if last is None else FIRST + timedelta(days=last)
        )
        for first, last in periods
    ]
    assert covers(rows, FIRST, FIRST + timedelta(days=30)) is held


# --- four eyes ------------------------------------------------------------------------------------------------------
def test_the_head_records_the_absence_of_a_sick_colleague_and_the_row_says_who_did(place: World) -> None:
    made = lend(place.clerk, place.accountant, by=place.leader)
    assert (made.principal, made.created_by) == (place.clerk, place.leader)


def test_the_head_is_never_the_substitute_of_an_absence_they_record_themselves(place: World) -> None:
    text = refusal(lambda: lend(place.clerk, place.leader, by=place.leader))
    assert "không được là người thay" in text
    with pytest.raises(IntegrityError, match="nobody_hands_themselves_anothers_work"), transaction.atomic():
        write(place.clerk, place.leader, created_by=place.leader)
    lend(place.clerk, place.leader)


@pytest.mark.parametrize("by", ["accountant", "chair", "agency_leader", "owner", "administrator"])
def test_nobody_else_records_an_absence_for_another(place: World, by: str) -> None:
    assert "không phụ trách" in refusal(lambda: lend(place.clerk, place.auditor, by=getattr(place, by)))


def test_a_head_is_in_charge_of_the_roles_in_their_unit_and_of_no_others(place: World) -> None:
    Membership.objects.create(user=place.clerk, organisation=place.agency, role=Role.CLERK, valid_from=FIRST)
    Membership.objects.create(user=place.accountant, organisation=place.agency, role=Role.CLERK, valid_from=FIRST)
    assert "không phụ trách Cục" in refusal(lambda: lend(place.clerk, place.accountant, by=place.leader))
    here = Membership.objects.get(user=place.clerk, organisation=place.department)
    one = absence(place.clerk, place.accountant)
    one = type(one)(place.clerk, place.accountant, here, FIRST, LAST, "1/QĐ", FIRST)
    delegate(absence=one, by=person(place.leader, START), at=START)


def test_who_stands_in_for_the_head_is_in_charge_too_but_not_of_the_head(place: World) -> None:
    lend(place.leader, place.chair, first=FIRST, last=FIRST)
    lend(place.clerk, place.accountant, by=place.chair)
    text = refusal(lambda: lend(place.leader, place.auditor, first=LAST, last=LAST, by=place.chair))
    assert "không phụ trách" in text


@pytest.mark.parametrize(
    ("by", "may"),
    [("clerk", True), ("accountant", True), ("leader", True), ("chair", False), ("agency_leader", False)],
)
def test_the_principal_the_substitute_and_the_head_may_end_it_and_nobody_else(place: World, by: str, may: bool) -> None:
    made = lend(place.clerk, place.accountant)
    user = getattr(place, by)
    if may:
        assert end(delegation_id=made.pk, by=person(user, START), at=START).revoked_by == user
    else:
        assert "Chỉ người ủy quyền" in refusal(lambda: end(delegation_id=made.pk, by=person(user, START), at=START))


def test_what_is_over_is_not_ended_again(place: World) -> None:
    made = lend(place.clerk, place.accountant)
    at = datetime.combine(LAST + DAY, time(8), VIETNAM)
    assert "đã hết" in refusal(lambda: end(delegation_id=made.pk, by=person(place.clerk, at), at=at))


# --- what the database refuses --------------------------------------------------------------------------------------
def write(principal: User, substitute: User, **changed: Any) -> Delegation:
    row = {
        "principal": principal, "substitute": substitute, "scope": "all", "valid_from": FIRST, "valid_to": LAST,
        "document_number": "1/QĐ", "document_on": FIRST, "created_by": principal, "created_at": START,
    }  # fmt: skip
    return Delegation.objects.create(**row | changed)


def test_the_database_refuses_what_the_law_refuses_each_by_its_name(place: World) -> None:
    held = Membership.objects.get(user=place.clerk)
    other = Membership.objects.get(user=place.auditor)
    wrong: list[tuple[str, User, dict[str, Any]]] = [
        ("nobody_stands_in_for_themselves", place.clerk, {"created_by": place.leader}),
        ("a_delegation_ends_after_it_begins", place.accountant, {"valid_to": FIRST - DAY}),
        ("a_scope_is_one_named_role_or_all", place.accountant, {"scope": "one"}),
        ("a_scope_is_one_named_role_or_all", place.accountant, {"membership": held}),
        ("a_role_is_handed_over_by_who_holds_it", place.accountant, {"scope": "one", "membership": other}),
        ("a_revocation_says_when_and_by_whom", place.accountant, {"revoked_at": START}),
    ]
    for name, substitute, changed in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write(place.clerk, substitute, **changed)
    write(place.clerk, place.accountant)
    with pytest.raises(IntegrityError, match="a_role_has_one_substitute_at_a_time"), transaction.atomic():
        write(place.clerk, place.auditor, scope="one", membership=held, valid_from=LAST, valid_to=LAST)


def test_a_row_is_only_ever_revoked_once_and_never_changed_or_deleted(place: World) -> None:
    made = lend(place.clerk, place.accountant)
    rows = Delegation.objects.filter(pk=made.pk)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        rows.update(valid_to=LAST + DAY)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        rows.delete()
    end(delegation_id=made.pk, by=person(place.clerk, START), at=START)
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        rows.update(revoked_at=None, revoked_by=None)
