"""Who sits where: one seat is one account, in one role of one unit, for a time."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import Organisation, Province
from accounts.queries import bare_name, provinces_on
from accounts.reference import AGENCY, FINANCE, MINISTRY, NEW_FROM, OLD_TO, unit_code
from accounts.vocabulary import Region, Role

#: The one word that opens every account of the demo.
PASSWORD = "khuyencong"  # noqa: S105  (published on purpose)
#: The province whose accounts are printed.
SHOWN = "phutho"
#: Early enough for every back-dated act of the demo.
SINCE = date(2020, 1, 1)
#: Provinces that exist no more: "so1.vinhphuc.cu".
FORMER = ".cu"


@dataclass(frozen=True, slots=True)
class Seat:
    username: str
    role: Role
    organisation: Organisation
    title: str
    head: bool = False
    since: date = SINCE
    until: date | None = None


#: Account, prefix of its unit, role, title, whether in charge of the unit.
OF_A_PROVINCE = (
    ("chude.{place}", "ttkc", Role.OWNER, "Chuyên viên phòng Khuyến công", False),
    ("giamdoc.{place}", "ttkc", Role.OWNER, "Giám đốc Trung tâm", True),
    ("vanthu.{place}", "so", Role.CLERK, "Văn thư Sở", False),
    ("so1.{place}", "so", Role.DEPARTMENT_APPRAISER, "Chuyên viên phòng Quản lý công nghiệp", False),
    ("so2.{place}", "so", Role.DEPARTMENT_APPRAISER, "Chuyên viên phòng Quản lý công nghiệp", False),
    ("so3.{place}", "so", Role.DEPARTMENT_APPRAISER, "Chuyên viên phòng Kế hoạch, Tài chính", False),
    ("lanhdao.{place}", "so", Role.DEPARTMENT_LEADER, "Giám đốc Sở", True),
    ("phogiamdoc.{place}", "so", Role.DEPARTMENT_LEADER, "Phó Giám đốc Sở", False),
    ("ketoan.{place}", "so", Role.ACCOUNTANT, "Kế toán Sở", False),
    ("kiemtoan.{place}", "so", Role.AUDITOR, "Thanh tra viên", False),
    ("vanthu.ubnd.{place}", "ubnd", Role.CLERK, "Chuyên viên Văn phòng UBND", False),
)
#: Account, code of its unit, role, title, whether in charge of the unit.
OF_THE_STATE = (
    ("cuc1", AGENCY[0], Role.AGENCY_APPRAISER, "Chuyên viên phòng Khuyến công", False),
    ("cuc2", AGENCY[0], Role.AGENCY_APPRAISER, "Chuyên viên phòng Khuyến công", False),
    ("lanhdao.cuc", AGENCY[0], Role.AGENCY_LEADER, "Cục trưởng", True),
    ("ketoan.cuc", AGENCY[0], Role.ACCOUNTANT, "Kế toán Cục", False),
    ("vanthu.cuc", AGENCY[0], Role.CLERK, "Văn thư Cục", False),
    ("bo.congthuong", MINISTRY[0], Role.MINISTRY_OFFICER, "Chuyên viên theo dõi kế hoạch", False),
    ("lanhdao.bo", MINISTRY[0], Role.MINISTRY_OFFICER, "Vụ trưởng phụ trách kế hoạch", True),
    ("kiemtoan", MINISTRY[0], Role.AUDITOR, "Kiểm toán viên", False),
    ("quantri", MINISTRY[0], Role.ADMINISTRATOR, "Quản trị hệ thống", False),
    ("bo.taichinh", FINANCE[0], Role.FINANCE_REVIEWER, "Chuyên viên", False),
    ("lanhdao.taichinh", FINANCE[0], Role.FINANCE_REVIEWER, "Vụ trưởng", True),
)


def slug_of(province: Province) -> str:
    """ "Tỉnh Phú Thọ" → "phutho", "Tỉnh Vĩnh Phúc" (until 30/6/2025) → "vinhphuc.cu"."""
    plain = unicodedata.normalize("NFD", bare_name(province.name).replace("đ", "d"))
    slug = "".join(c for c in plain if c.isalnum() and not unicodedata.combining(c))
    return slug if province.valid_to is None else slug + FORMER


def all_seats() -> list[Seat]:
    """The national units, the 34 provinces, and the 28 northern ones of before 1/7/2025 (for the plan of 2024)."""
    wanted = Q(code__in=[row[1] for row in OF_THE_STATE])
    provinces = [*provinces_on(NEW_FROM), *provinces_on(OLD_TO).filter(region=Region.NORTH)]
    units = Organisation.objects.filter(wanted | Q(province__in=provinces)).in_bulk(field_name="code")
    seats = [Seat(name, role, units[code], title, head) for name, code, role, title, head in OF_THE_STATE]
    return seats + [seat for province in provinces for seat in _of(province, units)]


def _of(province: Province, units: Mapping[str, Organisation]) -> list[Seat]:
    place, since = slug_of(province), max(SINCE, province.valid_from)
    return [
        Seat(name.format(place=place), role, units[unit_code(prefix, province)], title, head, since, province.valid_to)
        for name, prefix, role, title, head in OF_A_PROVINCE
    ]
