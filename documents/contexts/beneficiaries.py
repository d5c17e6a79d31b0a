"""Who benefits from a đề án: one establishment, several, or nobody named yet."""

from datetime import date

from documents.contexts.facts import BeneficiaryRow, ContractParty
from documents.contexts.filling import Filling
from documents.contexts.parties import as_beneficiary
from documents.text import ADDRESS, clean_line
from documents.wording.values import CENTRE, Column
from workflow.models import Case
from workflow.vocabulary import ProjectKind

BENEFICIARIES = (
    Column("TT", 10, CENTRE), Column("Tên cơ sở"), Column("Mã số thuế", 26), Column("Địa chỉ"),
    Column("Người đại diện", 36),
)  # fmt: skip


def beneficiaries_of(case: Case) -> tuple[BeneficiaryRow, ...]:
    """As the dossier names them."""
    return tuple(
        BeneficiaryRow(
            name=clean_line(item.name), tax_code=clean_line(item.tax_code),
            address=clean_line(item.address, ADDRESS), representative=clean_line(item.representative),
        )
        for item in case.beneficiaries.all()
    )  # fmt: skip


def takers_of(case: Case, on: date) -> tuple[ContractParty, ...]:
    """As those who agree to something or sign it."""
    return tuple(as_beneficiary(item, on) for item in case.beneficiaries.all())


def about_the_beneficiaries(filling: Filling, case: Case) -> None:
    """One in a sentence, several as a table."""
    rows = beneficiaries_of(case)
    filling.flag("một đơn vị thụ hưởng", len(rows) == 1)
    filling.flag("nhiều đơn vị thụ hưởng", len(rows) > 1)
    filling.flag("chưa nêu đơn vị thụ hưởng", not rows)
    filling.flag("đề án nhóm", case.kind == ProjectKind.GROUP)
    filling.count("số cơ sở", len(rows) or case.unit_count)
    filling.text("đơn vị thụ hưởng", _in_a_sentence(rows[0]) if len(rows) == 1 else "")
    filling.table(
        "đơn vị thụ hưởng (bảng)", BENEFICIARIES,
        [(n, row.name, row.tax_code, row.address, row.representative) for n, row in enumerate(rows, 1)],
    )  # fmt: skip


def _in_a_sentence(row: BeneficiaryRow) -> str:
    more = (("mã số thuế ", row.tax_code), ("địa chỉ: ", row.address), ("người đại diện: ", row.representative))
    return ", ".join([row.name, *(label + text for label, text in more if text)])
