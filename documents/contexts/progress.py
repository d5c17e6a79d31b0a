"""Báo cáo tiến độ (Mẫu 3a) and báo cáo khối lượng hoàn thành và kinh phí (Mẫu 3b): D13; TT 36/2013 Đ.21.4, 23.3."""

from collections.abc import Sequence
from datetime import date

from documents.contexts import parties
from documents.contexts.agreement import ACCEPTING, about_the_contract, about_the_money
from documents.contexts.estimate import estimate_of, work_done
from documents.contexts.filling import Filling
from documents.contexts.frame import department_beside, distinct, framed, head
from documents.contexts.history import reports_until
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.sources import about_the_shares
from documents.kinds.matter import Matter
from documents.text import clean
from documents.wording.values import CENTRE, Column, Values
from workflow.engine.clock import day_of
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case, Event
from workflow.money.advances import advance_rule
from workflow.vocabulary import ContentType

REPORTS = (
    Column("TT", 10, CENTRE), Column("Ngày báo cáo", 30, CENTRE), Column("Khối lượng hoàn thành", 34, CENTRE),
    Column("Ghi chú"),
)  # fmt: skip


def fill_monthly(matter: Matter) -> Values:
    """Mẫu 3a: what one monthly report said, beside those before it."""
    case, on = matter.case, matter.written_on
    event = matter.act
    reports = reports_until(case, event)
    month = _month(day_of(event.at))
    filling = Filling()
    _work(filling, case, on, reports)
    about_the_money(filling, case, settling=False)
    filling.text("tháng", month)
    filling.text("lần trước", f"{reports[-2].data['percent']}%" if len(reports) > 1 else "")
    filling.long("khó khăn, kiến nghị", event.reason, TEXT_MAX)
    filling.table(
        "các lần báo cáo", REPORTS,
        [(n, day_of(e.at), f"{e.data['percent']}%", clean(e.reason)) for n, e in enumerate(reports, 1)],
    )  # fmt: skip
    manager = parties.party_a(case)
    return framed(
        filling, matter,
        kind="Báo cáo",
        subject=f"Tiến độ thực hiện hợp đồng {programme_name(case.programme)} {month}",
        letters="BC",
        addressees=distinct((manager.name_on(on), case.department.name_on(on))),
        signers=(head(filling, matter.issuer, on, "a"),),
        recipients=("Như trên", "Lưu: VT"),
        others=(manager, case.department),
        amount=case.contract_amount,
    )  # fmt: skip


def fill_volume(matter: Matter) -> Values:
    """Mẫu 3b: volume and money of the contract until an act, confirmed by the Sở. Raises NoAdvanceRule."""
    case, on = matter.case, matter.written_on
    event = matter.act
    accepted = event.action in ACCEPTING
    manager = parties.party_a(case)
    rule = advance_rule(ContentType(case.content_type), case.plan_year)
    filling = Filling()
    _work(filling, case, on, reports_until(case, event))
    about_the_money(filling, case, settling=accepted)
    filling.flag("đã nghiệm thu", accepted)
    filling.day("ngày tính", day_of(event.at))
    filling.text("ngưỡng tạm ứng", "" if rule.progress_above is None else f"{rule.progress_above}%")
    about_the_shares(
        filling, case, estimate_of(case), support=case.contract_amount,
        accepted=case.accepted_amount if accepted else None,
    )  # fmt: skip
    return framed(
        filling, matter,
        kind="Báo cáo",
        subject="Khối lượng hoàn thành và kinh phí thực hiện hợp đồng",
        letters="BC",
        addressees=distinct((manager.name_on(on),)),
        signers=(
            head(filling, case.department, on, "b", authority="XÁC NHẬN CỦA SỞ CÔNG THƯƠNG"),
            head(filling, matter.issuer, on, "a", authority="ĐƠN VỊ THỰC HIỆN"),
        ),
        recipients=("Như trên", *department_beside(manager, case, on), "Lưu: VT"),
        others=(manager, case.department),
        amount=case.contract_amount,
    )  # fmt: skip


def _work(filling: Filling, case: Case, on: date, reports: Sequence[Event]) -> None:
    """What both forms begin with: the contract, how far the work is, and each of its lines."""
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    percent = f"{reports[-1].data['percent']}%" if reports else ""
    filling.text("khối lượng hoàn thành", percent, "Khối lượng hoàn thành (báo cáo tiến độ tháng)")
    work_done(filling, estimate_of(case))


def _month(day: date) -> str:
    """“tháng 3 năm 2027”."""
    return f"tháng {day.month:02d} năm {day.year}" if day.month < 3 else f"tháng {day.month} năm {day.year}"
