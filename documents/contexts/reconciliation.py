"""Bảng đối chiếu kinh phí (D19, Mẫu số 10; TT 36/2013 Đ.19.3): the contracts of one unit in one year, one by one.

Whole đồng. Of a contract that is not accepted yet nothing is settled: it says so, and is named as missing.
"""

from collections.abc import Sequence

from documents.contexts import parties, plan
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import headed
from documents.contexts.sides import two_sides
from documents.kinds.matter import PlanMatter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Values
from workflow.models import Case
from workflow.vocabulary import State

CONTRACTS = (
    Column("TT", 8, CENTRE), Column("Tên đề án (mã số)"), Column("Hợp đồng (số, ngày)", 32), Column("Được giao", 24, RIGHT),
    Column("Giá trị hợp đồng", 24, RIGHT), Column("Đã tạm ứng", 24, RIGHT), Column("Đã thanh toán", 24, RIGHT),
    Column("Được quyết toán", 24, RIGHT), Column("Còn được thanh toán", 24, RIGHT), Column("Phải hoàn trả", 24, RIGHT),
)  # fmt: skip
Figures = tuple[int | str | None, ...]
ENDED = (State.RECOVERY, State.STOPPED)
#: What nobody knows before the first contract is accepted, by the sum it belongs to.
AFTER_ACCEPTANCE = {
    "quyết toán": "Tổng giá trị được quyết toán: chưa hợp đồng nào được nghiệm thu",
    "còn lại": "Số tiền còn phải thanh toán: chưa hợp đồng nào được nghiệm thu",
    "hoàn trả": "",
}
REFUNDED = (State.STOPPED, State.LIQUIDATED, State.CLOSED)


def fill(matter: PlanMatter) -> Values:
    on, unit = matter.written_on, matter.issuer
    cases = [case for case in matter.cases if case.contract_amount]
    manager = parties.party_a(matter.cases[0])
    filling = Filling()
    plan.about_the_plan(filling, matter)
    filling.text("bên A", manager.name_on(on))
    filling.text("bên B", unit.name_on(on))
    filling.count("số hợp đồng", len(cases))
    rows = [_figures(case) for case in cases]
    settled = any(_is_settled(case) for case in cases)
    sums = _sums(rows)
    shown = sums if settled else [*sums[:4], None, None, None]
    filling.table(
        "đối chiếu", CONTRACTS,
        [(str(n), plan.title_of(case), _contract(case), *row) for n, (case, row) in enumerate(zip(cases, rows, strict=True), 1)],
        total=("", "Tổng cộng", "", *shown), unit=DONG, missing=f"Hợp đồng của {clean_line(unit.name)} trong kế hoạch",
    )  # fmt: skip
    for name, amount in zip(
        ("giao", "hợp đồng", "tạm ứng", "thanh toán", "quyết toán", "còn lại", "hoàn trả"), sums, strict=True
    ):
        known = settled or name not in AFTER_ACCEPTANCE
        filling.money(f"tổng {name}", amount if known else None, AFTER_ACCEPTANCE.get(name, ""))
    filling.flag("phải hoàn trả", sums[-1] > 0)
    _waiting(filling, [case for case in cases if not _is_settled(case)])
    return headed(
        filling,
        matter,
        letters="B",
        title=f"Bảng đối chiếu kinh phí {plan.named(matter.plan)}",
        kind="Bảng đối chiếu",
        subject=f"Kinh phí thực hiện {plan.named(matter.plan)}",
        signers=two_sides(unit, "b", manager, "a"),
        recipients=("Bên A", "Bên B", "Lưu: VT"),
        facts=plan.facts_of_plan(matter, sums[4] if settled else None, manager),
    )


def _waiting(filling: Filling, waiting: Sequence[Case]) -> None:
    """Those not accepted yet: counted on the paper, each missing by its number."""
    filling.flag("còn hợp đồng chưa nghiệm thu", bool(waiting))
    filling.count("số hợp đồng chưa nghiệm thu", len(waiting))
    for case in waiting:
        filling.lacks(
            f"Giá trị quyết toán của hợp đồng {clean_line(case.contract_number)} ({case.code}): chưa nghiệm thu"
        )


def _contract(case: Case) -> str:
    signed = f"\nngày {case.contract_signed_on:%d/%m/%Y}" if case.contract_signed_on else ""
    return f"{clean_line(case.contract_number)}{signed}"


def _sums(rows: Sequence[Figures]) -> list[int]:
    """Of what is known."""
    return [sum(cell for cell in column if isinstance(cell, int)) for column in zip(*rows, strict=True)] or [0] * 7


def _is_settled(case: Case) -> bool:
    return case.accepted_amount is not None or case.state in ENDED


def _figures(case: Case) -> Figures:
    """Allocated, contract, advanced, paid after that, settled, still to be paid, to be given back."""
    moved = (
        case.allocated_amount or 0, case.contract_amount or 0, case.advanced_amount,
        case.paid_amount - case.advanced_amount,
    )  # fmt: skip
    if not _is_settled(case):
        return (*moved, "chưa nghiệm thu", None, None)
    settled = case.accepted_amount or 0
    back = max(case.paid_amount - settled, 0) if case.state not in REFUNDED else 0
    return (*moved, settled, max(settled - case.paid_amount, 0), back)
