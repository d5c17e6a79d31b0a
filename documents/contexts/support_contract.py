"""Hợp đồng hỗ trợ between the implementer and those who benefit (D11; TT 36/2013 Đ.13.1.b, 13.2.c)."""

from collections.abc import Sequence

from documents.contexts import parties
from documents.contexts.agreement import about_the_contract
from documents.contexts.beneficiaries import BLANK, name_the_gaps, takers_of
from documents.contexts.estimate import estimate_of
from documents.contexts.facts import ContractParty
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import framed, grounds, party_head
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.schedule import parts
from documents.contexts.sides import about_the_copies, kept_by_each, party_card
from documents.contexts.signing import SEALED
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Signer, Values
from documents.words import capitalised
from workflow.models import Case
from workflow.money.advances import advance_rule
from workflow.vocabulary import ContentType

COPIES = 4
ITEMS = (
    Column("TT", 10, CENTRE), Column("Hạng mục được hỗ trợ"), Column("ĐVT", 17, CENTRE), Column("Số lượng", 17, RIGHT),
    Column("Dự toán hỗ trợ", 32, RIGHT),
)  # fmt: skip
LISTED = (
    Column("TT", 10, CENTRE), Column("Đơn vị thụ hưởng"), Column("Mã số thuế", 26), Column("Địa chỉ", 50),
    Column("Người đại diện", 36), Column("Mức hỗ trợ", 30, RIGHT), Column("Ký tên, đóng dấu", 36),
)  # fmt: skip


def fill(matter: Matter) -> Values:
    """One contract with one establishment, or one with all of a list. Raises NoAdvanceRule."""
    case, on = matter.case, matter.written_on
    estimate = estimate_of(case)
    rule = advance_rule(ContentType(case.content_type), case.plan_year)
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    filling.ahead("Ngày hoàn thành theo hợp đồng", case.contract_ends_on, on)
    grounds(filling, case, on, agreement=True)
    filling.flag("có hợp đồng", bool(case.contract_number))
    giver = parties.as_party(matter.issuer, on)
    party_card(filling, "bên A", f"BÊN A (đơn vị thực hiện đề án): {giver.name}", giver)
    taker = _takers(filling, case, takers_of(case, on))
    filling.table(
        "hạng mục", ITEMS,
        [(n, line.item, line.unit, line.quantity, line.amount) for n, line in enumerate(estimate.grant, 1)],
        total=("", "Tổng cộng", "", "", estimate.asked),
        unit=DONG, missing="Hạng mục được hỗ trợ trong dự toán (Mẫu 1)",
    )  # fmt: skip
    support = case.contract_amount or case.allocated_amount
    filling.money("mức hỗ trợ", support, "Mức hỗ trợ cho đơn vị thụ hưởng")
    filling.money("vốn đối ứng", estimate.counterpart or None)
    filling.flag("dự toán cao hơn", support is not None and estimate.asked > support)
    filling.flag("chi sau nghiệm thu", rule.after_acceptance)
    filling.items("hồ sơ thanh toán", map(capitalised, (*parts(rule.condition), *parts(rule.remainder))))
    if estimate.grant:
        filling.doubt(_whose_lines([line.item for line in estimate.grant]))
    about_the_copies(filling, COPIES)
    return framed(
        filling, matter,
        kind="Hợp đồng",
        subject=f"Hỗ trợ kinh phí {programme_name(case.programme)} năm {case.plan_year}",
        letters="HĐ",
        signers=(taker, party_head(giver, "a", authority="ĐẠI DIỆN BÊN A", hint=SEALED)),
        recipients=(
            *kept_by_each(COPIES), f"{clean_line(case.department.name_on(on))} (để theo dõi)", "Lưu: VT",
        ),
        others=[item.organisation for item in case.beneficiaries.all() if item.organisation],
        amount=support,
    )  # fmt: skip


def _whose_lines(items: Sequence[str]) -> str:
    """The estimate does not say which of its lines the implementer spends itself: a person must tell them apart."""
    named = "; ".join(f"“{item}”" for item in items)
    return (
        f"Dự toán không ghi khoản nào do đơn vị thực hiện chi (như chi phí quản lý) nên mọi hạng mục đang tính vào mức hỗ trợ"
        f" cho đơn vị thụ hưởng: {named}. Bỏ khoản không thuộc đơn vị thụ hưởng và trừ khỏi mức hỗ trợ trước khi ký."
    )


def _takers(filling: Filling, case: Case, found: Sequence[ContractParty]) -> Signer:
    """Party B: one establishment with its card; several or none in a list, where each signs beside its name."""
    alone = len(found) == 1
    filling.flag("một đơn vị thụ hưởng", alone)
    filling.flag("nhiều đơn vị thụ hưởng", not alone)
    filling.count("số cơ sở", len(found) or case.unit_count)
    if alone:
        party_card(filling, "bên B", f"BÊN B (đơn vị thụ hưởng): {found[0].name}", found[0])
    else:
        filling.card("bên B", "BÊN B (các đơn vị thụ hưởng)", ())
        filling.lacks("Mức hỗ trợ của từng đơn vị thụ hưởng")
        name_the_gaps(filling, found)
    filling.table(
        "danh sách thụ hưởng", LISTED,
        [
            (n, who.name, who.tax_code or BLANK, who.address or BLANK, who.representative or BLANK, BLANK, "")
            for n, who in enumerate(found, 1)
        ],
        unit=DONG, missing="Danh sách đơn vị thụ hưởng",
    )  # fmt: skip
    if alone:
        return party_head(found[0], "b", authority="ĐẠI DIỆN BÊN B", hint=SEALED)
    return Signer("b", "ĐẠI DIỆN BÊN B", "Các đơn vị thụ hưởng", "", "(Ký tại Phụ lục)")
