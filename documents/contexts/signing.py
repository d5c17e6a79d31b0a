"""Who signs for an office: its head, or a deputy in the place of the head (NĐ 30/2020 Đ.13)."""

import re
from datetime import date

from accounts.models import Organisation
from accounts.vocabulary import OrganisationKind
from documents.contexts.filling import Filling
from documents.contexts.parties import called
from documents.text import clean_line
from documents.wording.values import Signer

HEADS = {
    OrganisationKind.DEPARTMENT: "Giám đốc",
    OrganisationKind.AGENCY: "Cục trưởng",
    OrganisationKind.MINISTRY: "Bộ trưởng",
    OrganisationKind.FINANCE_MINISTRY: "Bộ trưởng",
    OrganisationKind.PROVINCE: "Chủ tịch",
}
#: Where a college decides, its chairman signs in its name.
COLLEGES = {OrganisationKind.PROVINCE: "TM. ỦY BAN NHÂN DÂN"}
DEPUTY = re.compile(r"^phó\s+", re.IGNORECASE)
SEALED = "(Ký, đóng dấu)"
BY_HAND = "(Ký, ghi rõ họ tên)"


def title_of(unit: Organisation) -> str:
    """Of who represents it; where none is on file, what the head of such a unit is called."""
    return clean_line(unit.representative_title) or HEADS.get(OrganisationKind(unit.kind), "Thủ trưởng đơn vị")


def headship(unit: Organisation, on: date) -> str:
    """“Giám đốc Sở Công Thương Phú Thọ”: the office itself, whoever holds it."""
    return f"{HEADS[OrganisationKind(unit.kind)]} {called(unit, on)}"


def head_of(filling: Filling, unit: Organisation, on: date, role: str = "a") -> Signer:
    """The one who represents the office; without a name the paper says that it is missing."""
    kind = OrganisationKind(unit.kind)
    title = title_of(unit)
    name = clean_line(unit.representative)
    if not name:
        filling.lacks(f"Người ký văn bản của {called(unit, on)}")
    head = DEPUTY.sub("", title)
    authority = COLLEGES.get(kind, "") if head == title else f"KT. {head.upper()}"
    return Signer(role=role, authority=authority, title=title, name=name, hint=SEALED)
