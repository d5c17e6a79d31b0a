"""One province and the units and people that take part in its đề án, for tests that need a small whole world."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Organisation, Province, User
from accounts.people import Person
from accounts.queries import person_of
from accounts.vocabulary import OrganisationKind, Region, Role
from workflow.engine.clock import day_of
from workflow.reference import load as load_reference

#: Everyone here signs in with it.
PASSWORD = "khuyen-cong-thu"
EMPLOYED_SINCE = date(2015, 1, 1)
K, R = OrganisationKind, Role


@dataclass(frozen=True, slots=True)
class World:
    """Units first, people after, named by what they are to a đề án of this province."""

    province: Province
    department: Organisation
    implementer: Organisation
    committee: Organisation
    beneficiary: Organisation
    agency: Organisation
    ministry: Organisation
    finance: Organisation
    owner: User
    enterprise: User
    clerk: User
    appraisers: tuple[User, User, User]
    leader: User
    chair: User
    accountant: User
    auditor: User
    committee_clerk: User
    agency_clerk: User
    agency_appraiser: User
    agency_leader: User
    agency_accountant: User
    ministry_officer: User
    finance_reviewer: User
    ministry_auditor: User
    administrator: User

    @property
    def people(self) -> tuple[User, ...]:
        alone = [getattr(self, field.name) for field in fields(self) if field.type is User]
        return (*self.appraisers, *alone)


def world(name: str = "Phú Thọ", code: str = "25", slug: str = "phutho", region: Region = Region.NORTH) -> World:
    """A province with its Sở (three appraisers, a chair, a leader …), and the Cục, the ministry and Bộ Tài chính.

    Called again with another province it adds that one; the national units stay the same rows.
    """
    load_reference()
    province, _ = Province.objects.get_or_create(
        code=code, valid_from=date(2025, 7, 1), defaults={"name": name, "region": region}
    )
    ministry = _unit("bo-cong-thuong", "Bộ Công Thương", K.MINISTRY)
    agency = _unit("cuc", "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công", K.AGENCY, parent=ministry)
    finance = _unit("bo-tai-chinh", "Bộ Tài chính", K.FINANCE_MINISTRY)
    department = _unit(f"so-{slug}", f"Sở Công Thương {name}", K.DEPARTMENT, province)
    implementer = _unit(f"ttkc-{slug}", f"Trung tâm Khuyến công {name}", K.IMPLEMENTER, province, parent=department)
    committee = _unit(f"ubnd-{slug}", f"UBND tỉnh {name}", K.PROVINCE, province)
    beneficiary = _unit(f"co-so-{slug}", f"Công ty TNHH Cơ khí {name}", K.BENEFICIARY, province)
    return World(
        province=province,
        department=department,
        implementer=implementer,
        committee=committee,
        beneficiary=beneficiary,
        agency=agency,
        ministry=ministry,
        finance=finance,
        owner=_employee(f"chude.{slug}", "Trần Văn Chủ", implementer, R.OWNER),
        enterprise=_employee(f"coso.{slug}", "Lê Thị Cơ", beneficiary, R.OWNER),
        clerk=_employee(f"vanthu.{slug}", "Phạm Thị Văn", department, R.CLERK),
        appraisers=(
            _employee(f"so1.{slug}", "Nguyễn Thị Một", department, R.DEPARTMENT_APPRAISER),
            _employee(f"so2.{slug}", "Nguyễn Văn Hai", department, R.DEPARTMENT_APPRAISER),
            _employee(f"so3.{slug}", "Nguyễn Đức Ba", department, R.DEPARTMENT_APPRAISER),
        ),
        leader=_employee(f"lanhdao.{slug}", "Hoàng Minh Giám", department, R.DEPARTMENT_LEADER, head=True),
        chair=_employee(f"phogiamdoc.{slug}", "Vũ Thị Chủ Tịch", department, R.DEPARTMENT_LEADER),
        accountant=_employee(f"ketoan.{slug}", "Đỗ Văn Toán", department, R.ACCOUNTANT),
        auditor=_employee(f"kiemtoan.{slug}", "Bùi Thị Kiểm", department, R.AUDITOR),
        committee_clerk=_employee(f"vanthu.ubnd.{slug}", "Lý Văn Ban", committee, R.CLERK),
        agency_clerk=_employee("vanthu.cuc", "Ngô Thị Thư", agency, R.CLERK),
        agency_appraiser=_employee("cuc1", "Đặng Văn Tra", agency, R.AGENCY_APPRAISER),
        agency_leader=_employee("lanhdao.cuc", "Phan Văn Cục", agency, R.AGENCY_LEADER, head=True),
        agency_accountant=_employee("ketoan.cuc", "Tạ Thị Kế", agency, R.ACCOUNTANT),
        ministry_officer=_employee("bo.congthuong", "Mai Văn Bộ", ministry, R.MINISTRY_OFFICER, head=True),
        finance_reviewer=_employee("bo.taichinh", "Dương Thị Tài", finance, R.FINANCE_REVIEWER, head=True),
        ministry_auditor=_employee("kiemtoan", "Trịnh Văn Thanh", ministry, R.AUDITOR),
        administrator=_administrator(),
    )


def person(user: User, at: datetime | date) -> Person:
    """The facts about a user on a day, as the engine wants them."""
    return person_of(user, day_of(at) if isinstance(at, datetime) else at)


def _unit(
    code: str, name: str, kind: OrganisationKind, province: Province | None = None, parent: Organisation | None = None
) -> Organisation:
    unit, _ = Organisation.objects.get_or_create(
        code=code, defaults={"name": name, "short_name": name, "kind": kind, "province": province, "parent": parent}
    )
    return unit


def _employee(username: str, full_name: str, unit: Organisation, role: Role, *, head: bool = False) -> User:
    user, _ = User.objects.get_or_create(username=username, defaults=_account(username, full_name))
    Membership.objects.get_or_create(
        user=user, organisation=unit, role=role, valid_from=EMPLOYED_SINCE, defaults={"is_head": head}
    )
    return user


def _administrator() -> User:
    defaults = _account("quantri", "Quản trị hệ thống") | {"is_staff": True, "is_superuser": True}
    return User.objects.get_or_create(username="quantri", defaults=defaults)[0]


def _account(username: str, full_name: str) -> dict[str, object]:
    return {"full_name": full_name, "email": f"{username}@example.vn", "password": make_password(PASSWORD)}
