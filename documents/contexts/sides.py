"""The two sides of an agreement: a card for each, who signs for it, and how many copies each of them keeps."""

from accounts.models import Organisation
from documents.contexts.facts import ContractParty
from documents.contexts.filling import Filling
from documents.contexts.parties import as_party
from documents.contexts.signing import title_of
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import Signer

#: Of whatever binds those who hold the money and the implementer.
COPIES = 6


def about_the_sides(filling: Filling, matter: Matter) -> None:
    """The cards of a contract of the đề án: its manager gives the work to the implementer."""
    giver, doer = as_party(matter.issuer, matter.written_on), as_party(matter.case.implementer, matter.written_on)
    party_card(filling, "bên A", f"BÊN A (bên giao thực hiện đề án): {giver.name}", giver)
    party_card(filling, "bên B", f"BÊN B (đơn vị thực hiện đề án): {doer.name}", doer)


def party_card(filling: Filling, name: str, title: str, party: ContractParty) -> None:
    """One side; what is not known of it is named as missing."""
    who = party.name
    filling.card(
        name, title,
        (
            ("Địa chỉ", party.address, f"Địa chỉ của {who}"),
            ("Điện thoại", party.phone, ""),
            ("Mã số thuế", party.tax_code, f"Mã số thuế của {who}"),
            ("Tài khoản", party.bank_account, f"Tài khoản của {who}"),
            ("Người đại diện", party.representative, f"Người đại diện của {who}"),
            ("Chức vụ", party.title, f"Chức vụ người đại diện của {who}"),
        ),
    )  # fmt: skip


def two_sides(left: Organisation, left_role: str, right: Organisation, right_role: str) -> tuple[Signer, Signer]:
    return side(left, left_role), side(right, right_role)


def side(unit: Organisation, role: str) -> Signer:
    return Signer(
        role=role,
        authority=f"ĐẠI DIỆN BÊN {role.upper()}",
        title=title_of(unit),
        name=clean_line(unit.representative),
        hint="(Ký, ghi rõ họ tên và đóng dấu)",
        unit=unit.pk,
    )


def about_the_copies(filling: Filling, copies: int = COPIES) -> None:
    filling.count("số bản", copies)
    filling.count("số bản mỗi bên", copies // 2)


def kept_by_each(copies: int = COPIES) -> tuple[str, str]:
    """Among those who receive it."""
    each = f"({copies // 2:02d} bản)"
    return f"Bên A {each}", f"Bên B {each}"
