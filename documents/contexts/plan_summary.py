"""Biểu tổng hợp đề án (D06, Mẫu số 2; TT 36/2013 Đ.6.1.b, 8.1): every project with its money by source."""

from collections.abc import Iterable

from documents.contexts import plan
from documents.contexts.filling import Filling
from documents.contexts.frame import headed
from documents.contexts.signing import head_of
from documents.kinds.matter import PlanMatter
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column, Values
from workflow.models import Case
from workflow.vocabulary import FundingSource

SUMMARY = (
    Column("TT", 8, CENTRE), Column("Tên đề án (mã số), nội dung khuyến công"),
    Column("Đơn vị thực hiện", 22), Column("Đơn vị thụ hưởng, địa điểm", 28), Column("Mục tiêu", 24),
    Column("Thời gian", 15, CENTRE), Column("Tổng kinh phí", 28, RIGHT), Column("KCQG", 26, RIGHT),
    Column("KCĐP", 24, RIGHT), Column("Đơn vị thụ hưởng", 28, RIGHT), Column("Nguồn khác", 20, RIGHT),
)  # fmt: skip
TEXTS = 6
MOST_OF_AN_AIM = 160


def fill(matter: PlanMatter) -> Values:
    on, issuer = matter.written_on, matter.issuer
    filling = Filling()
    plan.about_the_plan(filling, matter)
    add_summary(filling, matter.cases)
    total = plan.sum_of(matter.cases, "requested_amount")
    filling.money("kinh phí đề nghị", total)
    return headed(
        filling,
        matter,
        letters="B",
        title=f"Biểu tổng hợp đề án {plan.named(matter.plan)}",
        kind="Biểu tổng hợp",
        subject=f"Đề án đăng ký {plan.named(matter.plan)}",
        signers=(head_of(filling, issuer, on),),
        recipients=("Lưu: VT",),
        facts=plan.facts_of_plan(matter, total),
    )


def add_summary(filling: Filling, cases: Iterable[Case]) -> None:
    """“biểu tổng hợp”: the table of Mẫu số 2, by province where there are several."""
    cases = list(cases)
    for case in cases:
        if not case.objectives.strip():
            filling.lacks(f"Mục tiêu của đề án {case.code}")
    plan.table_of_projects(filling, "biểu tổng hợp", SUMMARY, cases, _row, sources_of, before=TEXTS)


def sources_of(cases: Iterable[Case]) -> plan.Cells:
    """Total, then each purse, as the estimates of the projects say (Mẫu số 1)."""
    paid = dict.fromkeys(FundingSource, 0)
    for case in cases:
        for line in case.budget_lines.all():
            paid[FundingSource(line.source)] += line.amount
    return (sum(paid.values()), *(paid[source] for source in FundingSource))


def _row(number: int, case: Case) -> plan.Cells:
    place = [plan.enjoyed_by(case), clean_line(case.location)]
    return (
        str(number), f"{plan.title_of(case)}\n{plan.content_of(case)}", clean_line(case.implementer.name),
        "\n".join(filter(None, place)), _shortened(clean_line(case.objectives)), plan.period_of(case),
        *sources_of((case,)),
    )  # fmt: skip


def _shortened(text: str) -> str:
    """A table has room for the first words of an aim; the whole stands in the dossier."""
    if len(text) <= MOST_OF_AN_AIM:
        return text
    return f"{text[:MOST_OF_AN_AIM].rpartition(' ')[0]} …"
