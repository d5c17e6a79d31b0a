"""What became of the plan of a year, by content: projects, approved, allocated, accepted, paid. Whole đồng."""

from collections.abc import Sequence

from accounts.models import Organisation
from documents.contexts import plan
from documents.contexts.filling import DONG, Filling
from documents.hands import cases_in_hands
from documents.wording.values import CENTRE, RIGHT, Column
from workflow.models import Case
from workflow.reports.figures import percent
from workflow.vocabulary import ContentType, Programme, State

RESULTS = (
    Column("TT", 10, CENTRE), Column("Nội dung khuyến công"), Column("Số đề án", 14, CENTRE),
    Column("Phê duyệt", 28, RIGHT), Column("Được giao", 28, RIGHT), Column("Nghiệm thu", 28, RIGHT),
    Column("Thanh toán", 28, RIGHT),
)  # fmt: skip
MONEY = ("approved_amount", "allocated_amount", "accepted_amount", "paid_amount")
ACCEPTED = (State.SETTLEMENT_DOSSIER, State.LIQUIDATION, State.LIQUIDATED, State.CLOSED)


def add_results(filling: Filling, name: str, year: int, *, issuer: Organisation, programme: Programme) -> None:
    """Values named after `name` (“năm trước”): its year, counts, sums and a table by content."""
    cases = list(cases_in_hands(issuer, programme).filter(plan_year=year, approved_amount__isnull=False))
    accepted = [case for case in cases if case.state in ACCEPTED]
    filling.text(name, str(year))
    filling.flag(f"{name} có đề án", bool(cases))
    filling.count(f"{name}: số đề án", len(cases))
    filling.count(f"{name}: đã nghiệm thu", len(accepted))
    filling.count(f"{name}: đã quyết toán", sum(1 for case in cases if case.state == State.CLOSED))
    filling.count(f"{name}: đã ngừng", sum(1 for case in cases if case.state in (State.STOPPED, State.RECOVERY)))
    for field, said in zip(MONEY, ("phê duyệt", "được giao", "nghiệm thu", "thanh toán"), strict=True):
        filling.money(f"{name}: {said}", plan.sum_of(cases, field))
    realised, planned = plan.sum_of(cases, "accepted_amount"), plan.sum_of(cases, "approved_amount")
    filling.text(f"{name}: tỷ lệ", percent(realised, planned).replace(" ", "") if planned else "0,0%")
    filling.table(
        f"{name} (bảng)", RESULTS, _rows(cases),
        total=("", "Tổng cộng", str(len(cases)), *_sums(cases)), unit=DONG,
    )  # fmt: skip


def _rows(cases: Sequence[Case]) -> list[plan.Cells]:
    by_content = {content: [case for case in cases if case.content_type == content] for content in ContentType}
    found = [(content, own) for content, own in by_content.items() if own]
    return [(str(n), str(content.label), str(len(own)), *_sums(own)) for n, (content, own) in enumerate(found, 1)]


def _sums(cases: Sequence[Case]) -> plan.Cells:
    return tuple(plan.sum_of(cases, field) for field in MONEY)
