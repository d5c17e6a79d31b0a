"""Who signs for an office: whoever represents it (NĐ 30/2020 Đ.13); that a deputy does it is said with every signature."""

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
#: Where a college speaks, its chairman signs in its name.
COLLEGES = {OrganisationKind.PROVINCE: "TM. ỦY BAN NHÂN DÂN"}
SEALED = "(Ký, đóng dấu)"
BY_HAND = "(Ký, ghi rõ họ tên)"


def title_of(unit: Organisation) -> str:
    """Of who represents it; where none is on file, what the head of such a unit is called."""
    return clean_line(unit.representative_title) or HEADS.get(OrganisationKind(unit.kind), "Thủ trưởng đơn vị")


def headship(unit: Organisation, on: date) -> str:
    """“Giám đốc Sở Công Thương Phú Thọ”: the office itself, whoever holds it."""
    return f"{HEADS[OrganisationKind(unit.kind)]} {called(unit, on)}"


def head_of(filling: Filling, unit: Organisation, on: date, role: str = "a", *, in_person: bool = False) -> Signer:
    """The one who represents the office; without a name the paper says that it is missing.

    `in_person`: the head decides in their own right: the chairman, not the committee, approves a plan (NĐ 45/2012 Đ.2.2).
    """
    name = clean_line(unit.representative)
    if not name:
        filling.lacks(f"Người ký văn bản của {called(unit, on)}")
    authority = "" if in_person else COLLEGES.get(OrganisationKind(unit.kind), "")
    return Signer(role=role, authority=authority, title=title_of(unit), name=name, hint=SEALED)
