"""The places as the files tell them: 63 until 30/6/2025, 34 after, and no code trusted alone. No database."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from accounts.demo import PASSWORD, accounts_by_role, name_of
from accounts.people import Holding, Person
from accounts.queries import bare_name
from accounts.reference import AGENCY_NAMES, NEW_FROM, OLD_TO, rows, within_a_name
from accounts.vocabulary import OrganisationKind, Region, Role

OLD = {row["code"]: row for row in rows("provinces_2008.csv")}
NEW = {row["code"]: row for row in rows("provinces_2025.csv")}
#: TT 26/2014/TT-BCT Đ.3, in its order.
NORTHERN = """
    Hà Tĩnh, Nghệ An, Thanh Hóa, Ninh Bình, Thái Bình, Nam Định, Hà Nam, Hưng Yên, Hải Dương, Hải Phòng, Quảng Ninh,
    Hà Nội, Vĩnh Phúc, Bắc Ninh, Bắc Giang, Phú Thọ, Yên Bái, Lào Cai, Cao Bằng, Hà Giang, Lạng Sơn, Thái Nguyên,
    Bắc Kạn, Tuyên Quang, Hòa Bình, Sơn La, Điện Biên, Lai Châu
"""
#: Codes that stayed while the province behind them became another one.
CHANGED = {
    "15": ("Yên Bái", "Lào Cai"),
    "24": ("Bắc Giang", "Bắc Ninh"),
    "44": ("Quảng Bình", "Quảng Trị"),
    "52": ("Bình Định", "Gia Lai"),
    "80": ("Long An", "Tây Ninh"),
    "82": ("Tiền Giang", "Đồng Tháp"),
    "91": ("Kiên Giang", "An Giang"),
}


def test_there_were_63_provinces_and_there_are_34() -> None:
    assert (len(OLD), len(NEW)) == (63, 34)
    assert len({row["name"] for row in OLD.values()}) == 63
    assert len({row["name"] for row in NEW.values()}) == 34


def test_every_old_province_became_a_new_one_and_every_new_one_came_from_an_old_one() -> None:
    assert {row["successor_code"] for row in OLD.values()} == set(NEW)


def test_52_provinces_merged_into_23_and_11_stayed_alone() -> None:
    parts = Counter(row["successor_code"] for row in OLD.values())
    assert sum(1 for number in parts.values() if number == 1) == 11
    assert sum(number for number in parts.values() if number > 1) == 52


def test_exactly_seven_codes_changed_their_meaning() -> None:
    both = OLD.keys() & NEW.keys()
    changed = {code for code in both if bare_name(OLD[code]["name"]) != bare_name(NEW[code]["name"])}
    assert changed == set(CHANGED)
    for code, (before, after) in CHANGED.items():
        assert bare_name(OLD[code]["name"]) == before.casefold()
        assert bare_name(NEW[code]["name"]) == after.casefold()
        assert NEW[code]["note"] == f"Mã {code} cũ = {before}"


def test_the_28_northern_provinces_are_those_of_the_circular_and_are_18_today() -> None:
    named = {bare_name(name) for name in NORTHERN.split(",")}
    north = [row for row in OLD.values() if row["region"] == Region.NORTH]
    assert {bare_name(row["name"]) for row in north} == named
    assert len(north) == 28
    today = {row["successor_code"] for row in north}
    assert today == {code for code, row in NEW.items() if row["region"] == Region.NORTH}
    assert len(today) == 18


def test_the_other_regions_had_15_and_20_provinces() -> None:
    assert Counter(row["region"] for row in OLD.values()) == {"bac": 28, "trung": 15, "nam": 20}


def test_only_the_new_lam_dong_straddles_two_regions_and_says_so() -> None:
    regions = {code: {row["region"] for row in OLD.values() if row["successor_code"] == code} for code in NEW}
    assert [code for code, found in regions.items() if len(found) > 1] == ["68"]
    assert NEW["68"]["region"] == Region.CENTRAL
    assert "vùng Nam" in NEW["68"]["note"]


def test_one_period_ends_the_day_before_the_next_begins() -> None:
    assert (NEW_FROM - OLD_TO).days == 1
    for (_, _, _, until, _), (_, _, since, _, _) in pairwise(AGENCY_NAMES):
        assert until is not None
        assert (since - until).days == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tỉnh Phú Thọ", "phú thọ"),
        ("  phú   thọ ", "phú thọ"),
        ("TP. Hồ Chí Minh", "hồ chí minh"),
        ("TP Hồ Chí Minh", "hồ chí minh"),
        ("Thành phố Hà Nội", "hà nội"),
        ("Thừa Thiên Huế", "huế"),
        ("Khánh Hoà", "khánh hòa"),
        ("Hoà Bình", "hòa bình"),
        ("Bà Rịa – Vũng Tàu", "bà rịa - vũng tàu"),
        ("Phu\u0301 Tho\u0323", "phú thọ"),
        ("", ""),
    ],
)
def test_a_place_is_read_however_people_write_it(written: str, meant: str) -> None:
    assert bare_name(written) == meant


def test_inside_the_name_of_a_unit_the_kind_of_province_is_small_except_before_a_persons_name() -> None:
    assert within_a_name("Tỉnh Phú Thọ") == "tỉnh Phú Thọ"
    assert within_a_name("Thành phố Hà Nội") == "thành phố Hà Nội"
    assert within_a_name("Thành phố Hồ Chí Minh") == "Thành phố Hồ Chí Minh"


def test_a_person_knows_their_roles_and_units_and_holds_each_role_only_where_it_is_held() -> None:
    here = Holding(Role.CLERK, 1, OrganisationKind.DEPARTMENT, 7)
    there = Holding(Role.AUDITOR, 2, OrganisationKind.MINISTRY)
    who = Person(5, "Lê Thị An", "an@example.vn", frozenset({here, there}))
    assert who.roles == {Role.CLERK, Role.AUDITOR}
    assert who.organisation_ids == {1, 2}
    assert who.holds(Role.CLERK, 1)
    assert not who.holds(Role.CLERK, 2)
    assert not who.holds(Role.OWNER, 1)


def test_a_demo_account_always_bears_the_same_vietnamese_name() -> None:
    assert name_of("so1.phutho") == name_of("so1.phutho")
    assert name_of("so1.phutho") != name_of("so2.phutho")
    for _, username, _ in accounts_by_role():
        assert re.fullmatch(r"(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]* ?){2,3}", name_of(username)), name_of(username)


def test_the_printed_accounts_are_one_line_each_and_share_the_published_password() -> None:
    names = [username for _, username, _ in accounts_by_role()]
    roles = [role for role, _, _ in accounts_by_role()]
    assert len(set(names)) == len(names)
    assert len(set(roles)) == len(roles)
    assert {password for _, _, password in accounts_by_role()} == {PASSWORD}
