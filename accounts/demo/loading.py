"""Writing the demo's people: in bulk, once, the same every time."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from accounts.demo.names import name_of
from accounts.demo.seats import PASSWORD, SHOWN, Seat, all_seats
from accounts.models import Membership, Organisation, Province, User
from accounts.vocabulary import OrganisationKind, Role

#: Role as a newcomer would call it, and the account that plays it.
PLAYED_BY = (
    ("Chủ đề án", f"chude.{SHOWN}"),
    ("Văn thư Sở (tiếp nhận)", f"vanthu.{SHOWN}"),
    ("Thẩm định viên Sở thứ nhất", f"so1.{SHOWN}"),
    ("Thẩm định viên Sở thứ hai", f"so2.{SHOWN}"),
    ("Thẩm định viên Sở thứ ba", f"so3.{SHOWN}"),
    ("Phó Giám đốc Sở (chủ tịch hội đồng)", f"phogiamdoc.{SHOWN}"),
    ("Giám đốc Sở (quyết định)", f"lanhdao.{SHOWN}"),
    ("Kế toán Sở", f"ketoan.{SHOWN}"),
    ("Văn thư UBND tỉnh", f"vanthu.ubnd.{SHOWN}"),
    ("Văn thư Cục", "vanthu.cuc"),
    ("Thẩm định viên Cục", "cuc1"),
    ("Cục trưởng", "lanhdao.cuc"),
    ("Kế toán Cục", "ketoan.cuc"),
    ("Chuyên viên Bộ Công Thương", "bo.congthuong"),
    ("Chuyên viên Bộ Tài chính", "bo.taichinh"),
    ("Kiểm toán (chỉ xem)", "kiemtoan"),
    ("Quản trị hệ thống", "quantri"),
)


def accounts_by_role() -> list[tuple[str, str, str]]:
    """(role, username, password), as start-up and the login page of the demo show them. Reads no table."""
    return [(role, username, PASSWORD) for role, username in PLAYED_BY]


def load_people() -> int:
    """Makes the accounts that are missing and returns their number; those that stand already are left as they are.

    Needs the places and units of `accounts.reference.load`. Raises ImproperlyConfigured outside the demo.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Tài khoản dùng thử có mật khẩu công khai, chỉ được tạo khi DEMO=1.")
    seats = all_seats()
    known = set(User.objects.values_list("username", flat=True))
    fresh = [seat for seat in seats if seat.username not in known]
    if not fresh:
        return 0
    # One hash for all. A hash is slow on purpose, 700 of them would take minutes; a salt of one's own protects
    # nothing when the password behind it is printed at start-up.
    password = make_password(PASSWORD)
    with transaction.atomic():
        users = User.objects.bulk_create(_account(seat, password) for seat in fresh)
        Membership.objects.bulk_create(_membership(user, seat) for user, seat in zip(users, fresh, strict=True))
        _complete_units(seats)
    return len(fresh)


def _account(seat: Seat, password: str) -> User:
    administrator = seat.role == Role.ADMINISTRATOR
    return User(
        username=seat.username,
        full_name=name_of(seat.username),
        email=f"{seat.username}@khuyencong.example",
        title=seat.title,
        password=password,
        is_staff=administrator,
        is_superuser=administrator,
    )


def _membership(user: User, seat: Seat) -> Membership:
    return Membership(
        user=user,
        organisation=seat.organisation,
        role=seat.role,
        is_head=seat.head,
        valid_from=seat.since,
        valid_to=seat.until,
    )


def _complete_units(seats: Sequence[Seat]) -> None:
    """What a contract says of its two sides, for units that nobody has described yet. The numbers belong to no one."""
    units = [_described(seat) for seat in seats if seat.head and not seat.organisation.representative]
    Organisation.objects.bulk_update(units, ["representative", "tax_code", "bank_account", "email"])


def _described(seat: Seat) -> Organisation:
    unit = seat.organisation
    digits = _digits(unit.code)
    unit.representative = name_of(seat.username)
    unit.tax_code = unit.tax_code or f"00{digits[:8]}"
    unit.bank_account = unit.bank_account or f"3713.0.{digits[:7]} tại Kho bạc Nhà nước (số minh họa)"
    unit.email = unit.email or f"{unit.code}@khuyencong.example"
    return unit


def beneficiary(name: str, province: Province, **details: Any) -> Organisation:
    """A rural manufacturer as a unit of its own, once per name and province.

    `details`: address, tax_code, representative, representative_title, phone … for the first time it is named.
    """
    code = f"th-{_digits(f'{name}|{province.pk}')[:12]}"
    described = {"address": province.name, "representative_title": "Giám đốc"} | details
    return Organisation.objects.get_or_create(
        code=code,
        defaults={"name": name, "kind": OrganisationKind.BENEFICIARY, "province": province} | described,
    )[0]


def _digits(text: str) -> str:
    """A dozen and more digits that are always the same for the same text."""
    return str(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])).zfill(20)
