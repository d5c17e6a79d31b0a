"""The people of the demo: enough of them, in every province, loaded once, and never outside the demo."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from accounts import reference
from accounts.demo import accounts_by_role, beneficiary, load_people, slug_of
from accounts.models import Membership, Organisation, User
from accounts.queries import heads_of, holders, person_of, province_by_code, provinces_on
from accounts.vocabulary import OrganisationKind, Role

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


@pytest.mark.usefixtures("people")
def test_every_printed_account_exists_and_opens_with_the_printed_password(client: Client) -> None:
    for role, username, password in accounts_by_role():
        assert client.login(username=username, password=password), role
        person = person_of(account(username), TODAY)
        assert person.holdings, role


@pytest.mark.usefixtures("people")
def test_each_of_the_34_provinces_can_be_played_by_its_own_people() -> None:
    wanted = {
        Role.OWNER: 2,
        Role.DEPARTMENT_APPRAISER: 3,
        Role.DEPARTMENT_LEADER: 2,
        Role.ACCOUNTANT: 1,
        Role.AUDITOR: 1,
    }
    for province in provinces_on(TODAY):
        staff = Membership.objects.filter(organisation__province=province)
        for role, number in wanted.items():
            assert staff.filter(role=role).count() == number, province
        assert staff.filter(role=Role.CLERK).count() == 2
        assert len({m.user.full_name for m in staff.select_related("user")}) == 11, slug_of(province)


@pytest.mark.usefixtures("people")
def test_the_people_of_a_province_that_is_no_more_held_their_roles_in_2024_and_hold_none_now() -> None:
    owner = account("chude.vinhphuc.cu")
    assert person_of(owner, IN_2024).roles == {Role.OWNER}
    assert person_of(owner, TODAY).holdings == frozenset()
    department = unit("so-26-2008")
    assert len(holders(department.pk, [Role.DEPARTMENT_APPRAISER], IN_2024)) == 3
    assert heads_of(department.pk, IN_2024) == [account("lanhdao.vinhphuc.cu")]


@pytest.mark.usefixtures("people")
def test_the_people_are_loaded_once_and_what_they_changed_stays() -> None:
    account("cuc1").set_password("mot-mat-khau-rieng")
    User.objects.filter(username="cuc1").update(full_name="Tên Đã Sửa")
    before = (User.objects.count(), Membership.objects.count())
    assert load_people() == 0
    assert (User.objects.count(), Membership.objects.count()) == before
    assert account("cuc1").full_name == "Tên Đã Sửa"


@pytest.mark.usefixtures("people")
def test_units_of_the_demo_can_stand_in_a_contract() -> None:
    for code in ("cuc", "so-25-2025", "ttkc-25-2025", "ttkc-26-2008"):
        party = unit(code)
        assert party.representative
        assert party.representative_title
        assert party.address
        assert party.bank_account
        assert party.tax_code.startswith("00"), "a number that the tax office gave to nobody"
    assert unit("so-25-2025").representative == account("lanhdao.phutho").full_name


@pytest.mark.usefixtures("places")
def test_the_demos_published_password_never_enters_another_installation() -> None:
    with override_settings(DEMO=False), pytest.raises(ImproperlyConfigured, match="DEMO=1"):
        load_people()
    assert not User.objects.exists()


@pytest.mark.usefixtures("places")
def test_a_beneficiary_is_one_unit_per_name_and_province() -> None:
    here, there = province_by_code("25", TODAY), province_by_code("01", TODAY)
    first = beneficiary("HTX Chè Đồi Xanh", here, tax_code="0012345678")
    assert beneficiary("HTX Chè Đồi Xanh", here) == first
    assert beneficiary("HTX Chè Đồi Xanh", there) != first
    assert (first.kind, first.tax_code) == (OrganisationKind.BENEFICIARY, "0012345678")
