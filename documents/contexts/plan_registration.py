"""Báo cáo đăng ký kế hoạch (D07; TT 36/2013 Đ.6.1): the year before last, this year, and what is wanted for the next.

For the plan of year N it is written in N − 1: the result of N − 2 is known, that of N − 1 so far.
"""

from documents.contexts import bases, parties, plan
from documents.contexts.filling import DONG, Filling
from documents.contexts.frame import headed
from documents.contexts.plan_results import add_results
from documents.contexts.plan_summary import add_summary
from documents.contexts.signing import head_of
from documents.kinds.matter import PlanMatter
from documents.wording.values import CENTRE, RIGHT, Column, Values
from workflow.models import Case
from workflow.vocabulary import ContentType, Programme, ProjectKind

GOALS = (
    Column("TT", 10, CENTRE), Column("Nội dung khuyến công"), Column("Số đề án", 18, CENTRE),
    Column("Số cơ sở, mô hình", 26, CENTRE), Column("Kinh phí đề nghị", 32, RIGHT),
)  # fmt: skip
BY_HAND = (
    "Thuận lợi, khó khăn, nguyên nhân trong báo cáo đăng ký (đơn vị viết thêm trước khi trình ký)",
    "Mục tiêu, định hướng chung của địa phương trong báo cáo đăng ký (đơn vị viết thêm trước khi trình ký)",
)


def fill(matter: PlanMatter) -> Values:
    on, issuer, year = matter.written_on, matter.issuer, matter.plan.year
    national = matter.plan.programme == Programme.NATIONAL
    filling = Filling()
    plan.about_the_plan(filling, matter)
    bases.cite(filling, bases.of_an_office(matter.plan.programme, on))
    add_results(filling, "năm trước", year - 2, issuer=issuer, programme=matter.plan.programme)
    add_results(filling, "năm nay", year - 1, issuer=issuer, programme=matter.plan.programme)
    _goals(filling, list(matter.cases))
    add_summary(filling, matter.cases)
    for sentence in BY_HAND:
        filling.lacks(sentence)
    total = plan.sum_of(matter.cases, "requested_amount")
    filling.money("kinh phí đề nghị", total)
    receiver = parties.called(parties.party_a(matter.cases[0]), on) if national else plan.committee_named(matter)
    filling.text("nơi nhận báo cáo", receiver)
    return headed(
        filling,
        matter,
        letters="BC",
        title=f"Báo cáo đăng ký {plan.named(matter.plan)}",
        kind="Báo cáo",
        subject=f"Tình hình thực hiện năm {year - 2}, năm {year - 1} và đăng ký {plan.named(matter.plan)}",
        addressees=(receiver,),
        signers=(head_of(filling, issuer, on),),
        recipients=("Như trên", *((plan.committee_named(matter),) if national else ()), "Lưu: VT"),
        facts=plan.facts_of_plan(matter, total),
    )  # fmt: skip


def _goals(filling: Filling, cases: list[Case]) -> None:
    by_content = {content: [case for case in cases if case.content_type == content] for content in ContentType}
    rows = [
        (
            str(content.label),
            str(len(own)),
            str(sum(case.unit_count for case in own)),
            plan.sum_of(own, "requested_amount"),
        )
        for content, own in by_content.items()
        if own
    ]
    filling.table(
        "mục tiêu năm sau", GOALS, [(str(n), *row) for n, row in enumerate(rows, 1)],
        total=("", "Tổng cộng", str(len(cases)), str(sum(case.unit_count for case in cases)),
               plan.sum_of(cases, "requested_amount")),
        unit=DONG,
    )  # fmt: skip
    filling.text("số đề án nhóm", str(sum(1 for case in cases if case.kind == ProjectKind.GROUP)))
    filling.text("số đề án điểm", str(sum(1 for case in cases if case.kind == ProjectKind.FLAGSHIP)))
    filling.count("số cơ sở", sum(case.unit_count for case in cases))
