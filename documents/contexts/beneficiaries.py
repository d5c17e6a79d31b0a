"""Who benefits from a đề án: one establishment, several, or nobody named yet."""

from collections.abc import Sequence
from datetime import date

from documents.contexts.facts import BeneficiaryRow, ContractParty
from documents.contexts.filling import DOTS, Filling
from documents.contexts.parties import as_beneficiary
from documents.text import ADDRESS, clean_line
from documents.wording.values import CENTRE, Column
from documents.words import uncapitalised
from workflow.models import Case
from workflow.vocabulary import ProjectKind

BENEFICIARIES = (
    Column("TT", 10, CENTRE), Column("Tên cơ sở"), Column("Mã số thuế", 26), Column("Địa chỉ"),
    Column("Người đại diện", 36),
)  # fmt: skip
LABELS = ("Mã số thuế", "Địa chỉ", "Người đại diện")
#: In the narrow cell of a table, for a hand to fill in.
BLANK = "…………"
#: So many establishments are named where something is missing of them.
NAMED = 3


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
    name_the_gaps(filling, rows)
    filling.text("đơn vị thụ hưởng", _in_a_sentence(rows[0]) if len(rows) == 1 else "")
    filling.table(
        "đơn vị thụ hưởng (bảng)", BENEFICIARIES,
        [(n, row.name, *(text or BLANK for _, text in _told(row))) for n, row in enumerate(rows, 1)],
    )  # fmt: skip


def name_the_gaps(
    filling: Filling, rows: Sequence[BeneficiaryRow | ContractParty], needed: Sequence[str] = LABELS
) -> None:
    """What the paper needs of each and the dossier does not say; of many establishments the first few by name."""
    for label in needed:
        names = [row.name for row in rows if not dict(_told(row))[label]]
        more = f" và {len(names) - NAMED} cơ sở khác" if len(names) > NAMED else ""
        if names:
            filling.lacks(f"{label} của {', '.join(names[:NAMED])}{more}")


def _told(row: BeneficiaryRow | ContractParty) -> tuple[tuple[str, str], ...]:
    return tuple(zip(LABELS, (row.tax_code, row.address, row.representative), strict=True))


def _in_a_sentence(row: BeneficiaryRow) -> str:
    return ", ".join([row.name, *(f"{uncapitalised(label)}: {text or DOTS}" for label, text in _told(row))])
