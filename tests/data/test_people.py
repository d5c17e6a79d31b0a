"""People, units and places in the database: what it refuses, what is asked of it on a day, and the door."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import reference
from accounts.demo import load_people
from accounts.models import Membership, Organisation, OrganisationName, Province, ProvinceMerge, User
from accounts.queries import (
    heads_of,
    holders,
    person_of,
    province_by_code,
    province_named,
    provinces_on,
    successor_of,
)
from accounts.reference import NEW_FROM, OLD_TO
from accounts.vocabulary import OrganisationKind, Region, Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
IN_2024 = date(2024, 5, 16)


@pytest.fixture
def places() -> None:
    reference.load()


@pytest.fixture
def people(places: None) -> None:
    load_people()


def unit(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


def account(username: str) -> User:
    return User.objects.get(username=username)


def employ(
    user: User, where: Organisation, since: date, until: date | None = None, *, head: bool = False
) -> Membership:
    return Membership.objects.create(
        user=user, organisation=where, role=Role.CLERK, valid_from=since, valid_to=until, is_head=head
    )


# --- places ---
@pytest.mark.usefixtures("places")
def test_a_code_names_what_it_named_on_that_day() -> None:
    assert province_by_code("24", OLD_TO).name == "Tỉnh Bắc Giang"
    assert province_by_code("24", NEW_FROM).name == "Tỉnh Bắc Ninh"
    with pytest.raises(Province.DoesNotExist):
        province_by_code("27", NEW_FROM)


@pytest.mark.usefixtures("places")
def test_63_provinces_stood_until_the_last_of_june_2025_and_34_stand_from_july() -> None:
    assert provinces_on(OLD_TO).count() == 63
    assert provinces_on(NEW_FROM).count() == 34
    assert provinces_on(IN_2024).filter(region=Region.NORTH).count() == 28


@pytest.mark.usefixtures("places")
def test_vinh_phuc_and_hoa_binh_and_phu_tho_became_phu_tho() -> None:
    today = province_named("Phú Thọ", TODAY)
    assert today is not None
    for name in ("Vĩnh Phúc", "Hòa Bình", "Phú Thọ"):
        before = province_named(name, IN_2024)
        assert before is not None
        assert before != today
        assert successor_of(before) == today
    assert successor_of(today) == today
    assert ProvinceMerge.objects.filter(new=today).count() == 3


@pytest.mark.usefixtures("places")
def test_a_name_that_no_province_bore_on_that_day_finds_none() -> None:
    assert province_named("Vĩnh Phúc", TODAY) is None
    assert province_named("Atlantis", TODAY) is None


@pytest.mark.usefixtures("places")
def test_the_database_refuses_one_code_for_two_provinces_at_once() -> None:
    with pytest.raises(IntegrityError, match="a_code_names_one_province_at_a_time"), transaction.atomic():
        Province.objects.create(code="25", name="Tỉnh Khác", region=Region.NORTH, valid_from=date(2026, 1, 1))
    with pytest.raises(ValidationError, match="mã đã thuộc về một tỉnh khác"):
        Province(code="25", name="Tỉnh Khác", region=Region.NORTH, valid_from=date(2026, 1, 1)).full_clean()


def test_the_database_refuses_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Province.objects.create(
            code="99", name="Tỉnh Ngược", region=Region.NORTH, valid_from=date(2026, 1, 2), valid_to=date(2026, 1, 1)
        )


# --- units ---
@pytest.mark.usefixtures("places")
def test_the_agency_bears_the_name_of_each_time() -> None:
    agency = Organisation.objects.get(kind=OrganisationKind.AGENCY)
    assert agency.name_on(date(2015, 6, 1)) == "Cục Công nghiệp địa phương"
    assert agency.name_on(date(2025, 2, 28)) == "Cục Công Thương địa phương"
    assert agency.name_on(date(2025, 3, 1)) == "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công"
    assert agency.parent == unit("bo-cong-thuong")
    assert agency.names.count() == 3


@pytest.mark.usefixtures("places")
def test_a_name_corrected_by_an_administrator_is_todays_name_at_once() -> None:
    agency = unit("cuc")
    Organisation.objects.filter(pk=agency.pk).update(name="Cục Khuyến công")
    agency = unit("cuc")
    assert agency.name_on(TODAY) == "Cục Khuyến công"
    assert agency.name_on(IN_2024) == "Cục Công Thương địa phương"


@pytest.mark.usefixtures("places")
def test_a_unit_bears_one_name_at_a_time() -> None:
    with pytest.raises(IntegrityError, match="a_unit_bears_one_name_at_a_time"), transaction.atomic():
        OrganisationName.objects.create(organisation=unit("cuc"), name="Tên khác", valid_from=date(2024, 1, 1))


@pytest.mark.usefixtures("places")
def test_every_province_of_either_time_has_its_committee_its_department_and_its_centre() -> None:
    for province in [*provinces_on(OLD_TO), *provinces_on(NEW_FROM)]:
        centre = province.organisations.get(kind=OrganisationKind.IMPLEMENTER)
        assert centre.parent is not None
        assert centre.parent.parent is not None
        assert centre.parent.kind == OrganisationKind.DEPARTMENT
        assert centre.parent.parent.kind == OrganisationKind.PROVINCE
        assert {centre.province, centre.parent.province, centre.parent.parent.province} == {province}
        assert centre.is_active == centre.parent.is_active == (province.valid_to is None)
    assert unit("so-25-2025").name == "Sở Công Thương tỉnh Phú Thọ"
    assert unit("ubnd-79-2025").name == "Ủy ban nhân dân Thành phố Hồ Chí Minh"
    assert unit("so-26-2008").names.get().valid_to == OLD_TO


@pytest.mark.usefixtures("places")
def test_loading_again_makes_no_twin_and_keeps_what_an_administrator_changed() -> None:
    Organisation.objects.filter(code="so-25-2025").update(address="Phường Việt Trì, tỉnh Phú Thọ")
    Province.objects.filter(code="68", valid_from=NEW_FROM).update(region=Region.SOUTH)
    models = (Province, ProvinceMerge, Organisation, OrganisationName)
    before = [model.objects.count() for model in models]
    reference.load()
    assert [model.objects.count() for model in models] == before
    assert unit("so-25-2025").address == "Phường Việt Trì, tỉnh Phú Thọ"
    assert province_by_code("68", TODAY).region == Region.SOUTH


@pytest.mark.usefixtures("places")
def test_no_unit_stands_above_itself_neither_at_once_nor_in_a_circle() -> None:
    department, committee = unit("so-25-2025"), unit("ubnd-25-2025")
    committee.parent = unit("ttkc-25-2025")
    with pytest.raises(ValidationError, match="cấp dưới"):
        committee.full_clean()
    with pytest.raises(IntegrityError, match="a_unit_is_not_its_own_superior"), transaction.atomic():
        Organisation.objects.filter(pk=department.pk).update(parent=department)


# --- people ---
@pytest.mark.usefixtures("places")
def test_a_role_counts_from_its_first_day_to_its_last_and_no_longer() -> None:
    user = User.objects.create_user("an", full_name="Lê Thị An")
    department = unit("so-25-2025")
    employ(user, department, date(2026, 1, 1), date(2026, 6, 30))
    for day, held in [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 0)]:
        assert len(person_of(user, day).holdings) == held
        assert len(holders(department.pk, [Role.CLERK], day)) == held


@pytest.mark.usefixtures("places")
def test_a_person_holds_a_role_in_a_unit_once_at_a_time_and_may_come_back_later() -> None:
    user = User.objects.create_user("an", full_name="Lê Thị An")
    department = unit("so-25-2025")
    employ(user, department, date(2026, 1, 1), date(2026, 6, 30))
    with pytest.raises(IntegrityError, match="a_person_holds_a_role_in_a_unit_once_at_a_time"), transaction.atomic():
        employ(user, department, date(2026, 6, 30))
    employ(user, department, date(2026, 7, 1))
    employ(user, unit("so-01-2025"), date(2026, 1, 1))
    assert person_of(user, TODAY).organisation_ids == {department.pk, unit("so-01-2025").pk}


@pytest.mark.usefixtures("places")
def test_who_left_the_house_is_asked_for_nothing() -> None:
    user = User.objects.create_user("an", full_name="Lê Thị An", is_active=False)
    department = unit("so-25-2025")
    employ(user, department, date(2026, 1, 1), head=True)
    assert holders(department.pk, [Role.CLERK], TODAY) == []
    assert heads_of(department.pk, TODAY) == []


@pytest.mark.usefixtures("people")
def test_the_head_of_a_unit_without_one_is_the_head_of_the_unit_above() -> None:
    centre, department = unit("ttkc-25-2025"), unit("so-25-2025")
    assert heads_of(centre.pk, TODAY) == [account("giamdoc.phutho")]
    Membership.objects.filter(user__username="giamdoc.phutho").update(valid_to=date(2026, 10, 31))
    assert heads_of(centre.pk, date(2026, 10, 31)) == [account("giamdoc.phutho")]
    assert heads_of(centre.pk, TODAY) == heads_of(department.pk, TODAY) == [account("lanhdao.phutho")]
    assert heads_of(unit("cuc").pk, TODAY) == [account("lanhdao.cuc")]


@pytest.mark.usefixtures("places")
def test_looking_for_a_head_ends_even_where_units_stand_in_a_circle() -> None:
    committee = unit("ubnd-25-2025")
    Organisation.objects.filter(pk=committee.pk).update(parent=unit("ttkc-25-2025"))
    assert heads_of(committee.pk, TODAY) == []
