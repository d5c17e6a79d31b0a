"""The settlement dossier, Mẫu 7, 8a, 8b and 9 (D17; TT 36/2013 Đ.18.3, Đ.19): what is settled, by which vouchers; what is due."""

from documents.contexts import parties
from documents.contexts.agreement import (
    Balance,
    about_the_acceptance,
    about_the_account,
    about_the_contract,
    about_the_money,
    transfers_of,
)
from documents.contexts.estimate import Estimate, by_hand, estimate_of
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import distinct, framed, head
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.signing import BY_HAND
from documents.kinds.matter import Matter
from documents.wording.values import CENTRE, RIGHT, Column, Signer, Values
from workflow.vocabulary import Action

SETTLED = (
    Column("TT", 10, CENTRE), Column("Nội dung chi"), Column("Dự toán được duyệt", 32, RIGHT),
    Column("Đề nghị quyết toán", 32, RIGHT), Column("Chênh lệch", 30, RIGHT), Column("Ghi chú", 25),
)  # fmt: skip
VOUCHERS = (
    Column("TT", 10, CENTRE), Column("Số chứng từ", 32), Column("Ngày chứng từ", 26, CENTRE), Column("Nội dung chi"),
    Column("Số tiền", 32, RIGHT), Column("Ghi chú", 25),
)  # fmt: skip
VOUCHERS_BY_SOURCE = (
    Column("TT", 10, CENTRE), Column("Số chứng từ", 30), Column("Ngày chứng từ", 26, CENTRE), Column("Nội dung chi"),
    Column("Tổng số tiền", 32, RIGHT), Column("Kinh phí khuyến công", 32, RIGHT),
    Column("Đơn vị thụ hưởng", 32, RIGHT), Column("Nguồn khác", 32, RIGHT),
)  # fmt: skip
VOUCHER_LINES = 8
ASKED = (
    Column("TT", 10, CENTRE), Column("Chỉ tiêu"), Column("Số tiền", 40, RIGHT), Column("Ghi chú", 45),
)  # fmt: skip


def fill_statement(matter: Matter) -> Values:
    """Mẫu 7. With one line paid by the programme its settlement is what was accepted; with several they are not on record."""
    filling, balance, estimate = _settling(matter)
    case = matter.case
    alone = len(estimate.grant) == 1 and case.accepted_amount is not None
    approved = balance.contract if alone else estimate.asked
    rows: list[tuple[object, ...]] = []
    for number, line in enumerate(estimate.grant, 1):
        part, settled = (balance.contract, balance.accepted) if alone else (line.amount, None)
        rows.append((number, line.item, part, settled, _difference(part, settled), ""))
    filling.table(
        "quyết toán", SETTLED, rows,
        total=("", "Tổng cộng", approved, case.accepted_amount, _difference(approved, case.accepted_amount), ""),
        unit=DONG, missing="Nội dung chi từ kinh phí khuyến công trong dự toán (Mẫu 1)",
    )  # fmt: skip
    filling.flag("dự toán cao hơn", not alone and estimate.asked > balance.contract)
    if not alone:
        filling.lacks("Số đề nghị quyết toán của từng nội dung chi")
    return _form(
        filling, matter,
        kind="Biểu quyết toán", subject=f"Kinh phí {programme_name(case.programme)} năm {case.plan_year}", letters="BQT",
        amount=case.accepted_amount,
    )  # fmt: skip


def fill_vouchers(matter: Matter) -> Values:
    """Mẫu 8a: the vouchers of what the support paid for."""
    filling, _, _ = _settling(matter)
    by_hand(
        filling, "chứng từ chi", VOUCHERS, "Chứng từ chi: số, ngày, nội dung, số tiền",
        lines=VOUCHER_LINES, total="Tổng cộng", unit=DONG,
    )  # fmt: skip
    return _form(
        filling, matter,
        kind="Bảng kê", subject="Chứng từ đề nghị quyết toán", letters="BK", amount=matter.case.accepted_amount,
    )  # fmt: skip


def fill_vouchers_by_source(matter: Matter) -> Values:
    """Mẫu 8b: for what the state supports by a percentage, the vouchers of every purse."""
    filling, balance, estimate = _settling(matter)
    filling.money("tổng kinh phí", balance.contract + estimate.counterpart)
    filling.money("vốn đối ứng", estimate.counterpart)
    by_hand(
        filling, "chứng từ chi", VOUCHERS_BY_SOURCE, "Chứng từ chi của mọi nguồn vốn: số, ngày, nội dung, số tiền",
        lines=VOUCHER_LINES, total="Tổng cộng", unit=DONG,
    )  # fmt: skip
    if not estimate.counterpart:
        filling.doubt("Mẫu số 8b dùng cho đề án được hỗ trợ theo tỷ lệ; dự toán của đề án này không có nguồn vốn khác.")
    return _form(
        filling, matter,
        kind="Bảng kê", subject="Chứng từ đề nghị quyết toán theo nguồn vốn", letters="BK",
        amount=matter.case.accepted_amount,
    )  # fmt: skip


def fill_request(matter: Matter) -> Values:
    """Mẫu 9: what remains to be paid of what was accepted, or is to be paid back."""
    filling, balance, _ = _settling(matter)
    rows = (
        ("Giá trị hợp đồng", balance.contract, filling.fields["hợp đồng"]),
        ("Giá trị được nghiệm thu", matter.case.accepted_amount, filling.fields["biên bản nghiệm thu"]),
        ("Đã tạm ứng", balance.advanced, _vouchers(matter, Action.RECORD_ADVANCE)),
        ("Đã thanh toán", balance.paid_after_advance, _vouchers(matter, Action.RECORD_PAYMENT)),
        ("Thanh toán tạm ứng (số đã tạm ứng được quyết toán)", min(balance.advanced, balance.accepted), ""),
        ("Đề nghị thanh toán", balance.to_pay, ""),
        ("Phải hoàn trả ngân sách nhà nước", balance.to_refund, ""),
    )
    filling.table("đề nghị thanh toán", ASKED, [(n, *row) for n, row in enumerate(rows, 1)], unit=DONG)
    about_the_account(filling, matter.issuer, matter.written_on)
    return _form(
        filling, matter,
        kind="Biểu đề nghị thanh toán", subject=f"Kinh phí thực hiện đề án {programme_name(matter.case.programme)}",
        letters="ĐN", amount=balance.to_pay,
    )  # fmt: skip


def _difference(approved: int, settled: int | None) -> int | None:
    return None if settled is None else approved - settled


def _settling(matter: Matter) -> tuple[Filling, Balance, Estimate]:
    """What every form of the dossier says of the contract, its acceptance and its money."""
    filling = Filling()
    about_the_case(filling, matter.case, matter.written_on)
    about_the_contract(filling, matter.case)
    about_the_acceptance(filling, matter.case)
    balance = about_the_money(filling, matter.case)
    return filling, balance, estimate_of(matter.case)


def _form(
    filling: Filling, matter: Matter, *, kind: str, subject: str, letters: str, amount: int | None
) -> Values:  # fmt: skip
    case, on = matter.case, matter.written_on
    manager = parties.party_a(case)
    return framed(
        filling, matter,
        kind=kind, subject=subject, letters=letters, signers=_made_by(filling, matter),
        recipients=(*distinct((manager.name_on(on), case.department.name_on(on))), "Lưu: VT, kế toán"),
        others=(manager,),
        amount=amount,
    )  # fmt: skip


def _made_by(filling: Filling, matter: Matter) -> tuple[Signer, ...]:
    """Whoever made the form, the chief accountant, the head: the first two sign by hand under their own names."""
    return (
        Signer("c", "", "Người lập biểu", "", BY_HAND),
        Signer("b", "", "Kế toán trưởng", "", BY_HAND),
        head(filling, matter.issuer, matter.written_on, "a"),
    )


def _vouchers(matter: Matter, action: Action) -> str:
    return "; ".join(t.voucher for t in transfers_of(matter.case) if t.action == action)
