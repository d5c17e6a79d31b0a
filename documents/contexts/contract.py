"""Hợp đồng thực hiện đề án (D10; TT 36/2013 Đ.12–19): the values its wording may call.

All amounts are whole đồng; all texts are clean (NFC, bounded, drawable) by the time they stand here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from documents.contexts import terms
from documents.contexts.beneficiaries import about_the_beneficiaries
from documents.contexts.estimate import about_the_estimate, budget_of
from documents.contexts.facts import BudgetRow, SourceRow
from documents.contexts.filling import Filling
from documents.contexts.frame import department_beside, grounds, headed
from documents.contexts.project import about_the_case, begins, facts_of, programme_name
from documents.contexts.schedule import basis_of, instalments_of
from documents.contexts.sides import about_the_copies, about_the_sides, kept_by_each, two_sides
from documents.contexts.sources import about_the_sources, supported_by
from documents.kinds.matter import Matter
from documents.legal_bases import cited
from documents.lines import ended
from documents.wording.values import CENTRE, RIGHT, Column, Values
from documents.words import capitalised
from workflow.deadlines.tables import load_rules
from workflow.models import Case
from workflow.money.advances import AdvanceRule, advance_rule
from workflow.vocabulary import Action, ContentType

PAYMENTS = (
    Column("Lần", 36), Column("Tỷ lệ", 16, CENTRE), Column("Số tiền (đồng)", 29, RIGHT), Column("Hồ sơ, điều kiện"),
)  # fmt: skip


def fill(matter: Matter) -> Values:
    """The contract as one act made it: a draft after allocation, the agreed text at signing.

    What the act itself says (amount, dates) goes before what the case says now, so that a late or repeated run writes
    the same paper. Raises NoAdvanceRule.
    """
    case, on = matter.case, matter.written_on
    data: Mapping[str, Any] = matter.event.data if matter.event else {}
    signed = matter.event is not None and matter.event.action == Action.SIGN_CONTRACT
    amount = _amount(case, data, signed=signed)
    budget = budget_of(case)
    rule = advance_rule(ContentType(case.content_type), case.plan_year)
    filling = Filling()
    about_the_case(filling, case, on)
    grounds(filling, case, on, agreement=True)
    about_the_sides(filling, matter)
    about_the_beneficiaries(filling, case)
    _time(filling, case, data, on)
    _money(filling, amount, supported_by(case, budget, amount), budget)
    _payments(filling, rule, amount)
    about_the_copies(filling)
    _terms(filling, case)
    about_the_estimate(filling, budget)
    return headed(
        filling,
        matter,
        letters="HĐ",
        title=f"Hợp đồng thực hiện đề án {case.code}",
        kind="Hợp đồng",
        subject=f"Thực hiện đề án {programme_name(case.programme)} năm {case.plan_year}",
        signers=two_sides(case.implementer, "b", matter.issuer, "a"),
        recipients=_recipients(matter),
        facts=facts_of(case, on, parties_=(matter.issuer, case.implementer), amount=amount),
    )


def _amount(case: Case, data: Mapping[str, Any], *, signed: bool) -> int:
    """Đồng: what was signed, else what was allocated."""
    name = "contract_amount" if signed else "allocated_amount"
    return int(data.get(name) or getattr(case, name) or 0)


def _time(filling: Filling, case: Case, data: Mapping[str, Any], on: date) -> None:
    ends_on = date.fromisoformat(data["ends_on"]) if data.get("ends_on") else case.ends_on
    filling.text("bắt đầu", begins(case))
    filling.day("ngày hoàn thành", ends_on, "Ngày hoàn thành đề án")
    filling.ahead("Ngày hoàn thành đề án", ends_on, on)


def _money(filling: Filling, amount: int, sources: Sequence[SourceRow], budget: Sequence[BudgetRow]) -> None:
    """What the support is, who pays the rest, and how far the estimate went beyond both."""
    filling.money("kinh phí hỗ trợ", amount)
    paid = about_the_sources(filling, sources, of_support=" (giá trị hợp đồng)")
    estimated = sum(row.amount for row in budget)
    filling.flag("dự toán cao hơn", estimated > paid)
    filling.money("phần cao hơn", max(estimated - paid, 0))
    filling.money("tổng dự toán", estimated)


def _payments(filling: Filling, rule: AdvanceRule, amount: int) -> None:
    filling.text("căn cứ tạm ứng", cited(basis_of(rule)))
    rows: list[tuple[object, ...]] = []
    for payment in instalments_of(rule, amount):
        conditions = ended([f"- {capitalised(item)}" for item in payment.conditions])
        rows.append((payment.name, f"{payment.percent}%", payment.amount, "\n".join(conditions)))
    filling.table("các lần thanh toán", PAYMENTS, rows, total=("Tổng cộng", "100%", amount, ""))


def _terms(filling: Filling, case: Case) -> None:
    clocks = load_rules()
    filling.text("hạn báo cáo tháng", str(terms.report_before(case.plan_year)))
    filling.text("hạn quyết toán", terms.settlement_term(case, clocks))
    filling.text("hạn thanh lý", terms.liquidation_term(case, clocks))


def _recipients(matter: Matter) -> tuple[str, ...]:
    witness = (f"{name} (để phối hợp)" for name in department_beside(matter.issuer, matter.case, matter.written_on))
    return (*kept_by_each(), *witness, "Lưu: VT")
