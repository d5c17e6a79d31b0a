"""Needs about the dossier itself (TT 36/2013 Đ.5, Đ.10): eight sections, a budget, somebody who benefits."""

from workflow.engine.refusals import Refusal
from workflow.needs import Act, register
from workflow.vocabulary import FundingSource, Programme, ProjectKind

SECTIONS = {
    "location": "địa điểm thực hiện",
    "necessity": "sự cần thiết và căn cứ",
    "objectives": "mục tiêu",
    "scope": "quy mô và đặc điểm vượt trội",
    "work_plan": "nội dung và tiến độ thực hiện",
    "organisation_plan": "tổ chức thực hiện",
    "impact": "hiệu quả kinh tế, xã hội, môi trường",
    "starts_on": "ngày bắt đầu",
    "ends_on": "ngày kết thúc",
    "requested_amount": "kinh phí đề nghị hỗ trợ",
}
EDIT = "workflow:edit"

#: The line of the budget from which the grant of each programme is paid.
GRANT_SOURCE = {Programme.NATIONAL: FundingSource.NATIONAL, Programme.LOCAL: FundingSource.LOCAL}


@register("dossier_complete")
def dossier_complete(act: Act) -> Refusal | None:
    missing = [label for field, label in SECTIONS.items() if getattr(act.case, field) in (None, "")]
    if not missing:
        return None
    return Refusal(f"Hồ sơ còn thiếu: {', '.join(missing)}.", article="TT 36/2013 Đ.5", link=EDIT)


@register("has_beneficiary")
def has_beneficiary(act: Act) -> Refusal | None:
    """A group project may name its beneficiaries later (TT 36/2013 Đ.10.1.a)."""
    if act.case.kind == ProjectKind.GROUP or act.case.beneficiaries.all():
        return None
    return Refusal("Chưa có đơn vị thụ hưởng nào.", article="TT 36/2013 Đ.5.1", link=EDIT)


@register("budget_adds_up")
def budget_adds_up(act: Act) -> Refusal | None:
    """The support asked for equals the budget lines paid by the programme, to the đồng."""
    lines = act.case.budget_lines.all()
    if not lines:
        return Refusal("Dự toán chưa có dòng nào.", article="TT 36/2013 Đ.5.6", link=EDIT)
    source = GRANT_SOURCE[Programme(act.case.programme)]
    total = sum(line.amount for line in lines if line.source == source)
    if total == (act.case.requested_amount or 0):
        return None
    return Refusal(
        f"Kinh phí đề nghị ({dong(act.case.requested_amount or 0)}) khác tổng các dòng dự toán nguồn "
        f"{source.label.lower()} ({dong(total)}).",
        article="TT 36/2013 Đ.5.6",
        link=EDIT,
    )


@register("grant_within_budget")
def grant_within_budget(act: Act) -> Refusal | None:
    requested = act.case.requested_amount
    if requested is None or requested > 0:
        return None
    return Refusal("Kinh phí đề nghị hỗ trợ phải lớn hơn 0 đồng.", article="TT 36/2013 Đ.5.6", link=EDIT)


def dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")
