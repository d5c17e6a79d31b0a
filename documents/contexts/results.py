"""Báo cáo tổng hợp kết quả thực hiện đề án (D16; TT 36/2013 Đ.14, 23.3.b): result beside goal, money, effect."""

from documents.contexts import parties
from documents.contexts.agreement import about_the_acceptance, about_the_contract, about_the_money
from documents.contexts.estimate import estimate_of, work_done
from documents.contexts.filling import Filling
from documents.contexts.frame import distinct, framed, head
from documents.contexts.history import reports_until
from documents.contexts.project import about_the_case, programme_name
from documents.contexts.sources import about_the_shares
from documents.kinds.matter import Matter
from documents.wording.values import CENTRE, Column, Values
from workflow.engine.clock import day_of
from workflow.engine.inputs import TEXT_MAX
from workflow.vocabulary import Action

STEPS = (
    Column("TT", 10, CENTRE),
    Column("Mốc thực hiện"),
    Column("Ngày", 30, CENTRE),
    Column("Văn bản, khối lượng", 60),
)


def fill(matter: Matter) -> Values:
    case, on = matter.case, matter.written_on
    event = matter.act
    accepted = event.action != Action.REQUEST_ACCEPTANCE
    manager = parties.party_a(case)
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_contract(filling, case)
    about_the_acceptance(filling, case, settling=accepted)
    about_the_money(filling, case, settling=accepted)
    estimate = estimate_of(case)
    work_done(filling, estimate)
    about_the_shares(
        filling, case, estimate, support=case.contract_amount, accepted=case.accepted_amount if accepted else None
    )
    filling.flag("đã nghiệm thu", accepted)
    filling.long("hiệu quả dự kiến", case.impact, TEXT_MAX)
    filling.lacks("Kết quả đạt được so với mục tiêu, hiệu quả thực tế và bài học kinh nghiệm")
    reports = reports_until(case, event)
    steps = (
        ("Quyết định phê duyệt kế hoạch", case.plan_decided_on, case.plan_decision),
        ("Quyết định giao kinh phí", case.allocation_decided_on, case.allocation_decision),
        ("Ký hợp đồng thực hiện đề án", case.contract_signed_on, case.contract_number),
        *(("Báo cáo tiến độ", day_of(report.at), f"{report.data['percent']}%") for report in reports),
        ("Nghiệm thu cơ sở", case.accepted_on, filling.fields["biên bản nghiệm thu"] if accepted else ""),
    )
    filling.table(
        "các mốc", STEPS, [(n, what, day, paper) for n, (what, day, paper) in enumerate((s for s in steps if s[1]), 1)]
    )
    return framed(
        filling, matter,
        kind="Báo cáo",
        subject=f"Tổng hợp kết quả thực hiện đề án {programme_name(case.programme)} năm {case.plan_year}",
        letters="BC",
        addressees=distinct((manager.name_on(on), case.department.name_on(on))),
        signers=(head(filling, matter.issuer, on, "a"),),
        recipients=("Như trên", "Lưu: VT"),
        others=(manager, case.department),
        amount=case.accepted_amount if accepted else case.contract_amount,
    )  # fmt: skip
