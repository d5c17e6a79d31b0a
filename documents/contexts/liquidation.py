"""Biên bản thanh lý hợp đồng, Mẫu 6 (D18; TT 36/2013 Đ.12.6, Đ.18): accepted, paid, to pay or to refund, to the đồng."""

from documents.contexts.agreement import about_the_acceptance, about_the_contract, about_the_money
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import department_beside, framed, grounds
from documents.contexts.history import last_act
from documents.contexts.project import about_the_case
from documents.contexts.sides import about_the_copies, about_the_sides, kept_by_each, two_sides
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Values
from workflow.engine.inputs import TEXT_MAX
from workflow.vocabulary import Action

SUMS = (Column("TT", 10, CENTRE), Column("Chỉ tiêu"), Column("Số tiền", 40, RIGHT))
#: Money came back with these, and their voucher says so.
REFUNDING = (Action.LIQUIDATE, Action.CONFIRM_RECOVERY)


def fill(matter: Matter) -> Values:
    """Before the contract is ended what is still to be done; after it, that all was done."""
    case, on = matter.case, matter.written_on
    event = matter.act
    stop = last_act(case, Action.STOP)
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    about_the_acceptance(filling, case)
    balance = about_the_money(filling, case)
    grounds(filling, case, on, agreement=True)
    about_the_sides(filling, matter)
    rows = (
        ("Giá trị hợp đồng", balance.contract),
        ("Giá trị được nghiệm thu, quyết toán", balance.accepted),
        ("Giá trị không thực hiện, không được quyết toán", balance.not_done),
        ("Kinh phí Bên A đã tạm ứng", balance.advanced),
        ("Kinh phí Bên A đã thanh toán", balance.paid_after_advance),
        ("Tổng kinh phí Bên B đã nhận", balance.paid),
        ("Kinh phí Bên A còn phải thanh toán", balance.to_pay),
        ("Kinh phí Bên B phải hoàn trả ngân sách nhà nước", balance.to_refund),
    )
    filling.table("giá trị thanh lý", SUMS, [(n, *row) for n, row in enumerate(rows, 1)], unit=DONG)
    voucher = clean_line(event.data.get("voucher", "")) if event.action in REFUNDING else ""
    owed = balance.to_refund > 0
    filling.text("chứng từ hoàn trả", voucher, "Chứng từ nộp trả ngân sách nhà nước" if owed else "")
    filling.flag("đã hoàn trả", bool(voucher))
    filling.long("lý do ngừng", stop.reason if stop else "", TEXT_MAX)
    about_the_copies(filling)
    return framed(
        filling, matter,
        kind="Biên bản",
        subject="Thanh lý hợp đồng thực hiện đề án",
        letters="BB",
        signers=two_sides(case.implementer, "b", matter.issuer, "a"),
        recipients=(*kept_by_each(), *department_beside(matter.issuer, case, on), "Lưu: VT"),
        others=(case.implementer,),
        amount=balance.accepted,
    )  # fmt: skip
