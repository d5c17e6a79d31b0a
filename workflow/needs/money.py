"""Needs about money: every figure is bounded by the one decided before it, to the đồng (law dossier M18)."""

from datetime import date

from workflow.engine.refusals import Ground, Refusal
from workflow.money.advances import advance_rule
from workflow.needs import Act, register
from workflow.needs.dossier import dong
from workflow.vocabulary import ContentType


def _compare(act: Act, field: str, text: str, article: str, *, holds: bool) -> Refusal | None:
    return None if holds else Refusal(text, Ground.NEED, article, field)


def _given(act: Act, name: str) -> int | None:
    return act.data.get(name) if act.data else None


@register("proposal_within_request")
def proposal_within_request(act: Act) -> Refusal | None:
    """The council may propose less than the owner asks for, never more: the dossier proves only what it asks."""
    amount, limit = _given(act, "proposed_amount"), act.case.requested_amount or 0
    text = f"Mức hội đồng đề nghị không được vượt mức đề án xin hỗ trợ ({dong(limit)})."
    return _compare(act, "proposed_amount", text, "TT 36/2013 Đ.9", holds=amount is None or amount <= limit)


@register("proposal_not_reduced")
def proposal_not_reduced(act: Act) -> Refusal | None:
    """Taking a đề án into the plan whole means: neither below nor above what the council proposed."""
    amount, before = _given(act, "proposed_amount"), act.case.proposed_amount or act.case.requested_amount or 0
    if amount is None or amount == before:
        return None
    text = f"Mức đưa vào kế hoạch phải bằng mức hội đồng cơ sở đề nghị ({dong(before)})."
    if amount < before:
        text += " Nếu giảm, chọn “Đưa vào kế hoạch với mức giảm”."
    return Refusal(text, article="TT 36/2013 Đ.8.2", field="proposed_amount")


@register("proposal_is_reduced")
def proposal_is_reduced(act: Act) -> Refusal | None:
    amount, before = _given(act, "proposed_amount"), act.case.proposed_amount or act.case.requested_amount or 0
    text = f"Mức giảm phải nhỏ hơn mức đang đề nghị ({dong(before)})."
    return _compare(act, "proposed_amount", text, "TT 36/2013 Đ.6.3", holds=amount is None or amount < before)


@register("approved_within_proposal")
def approved_within_proposal(act: Act) -> Refusal | None:
    amount, limit = _given(act, "approved_amount"), act.case.proposed_amount or act.case.requested_amount or 0
    text = f"Mức phê duyệt không được vượt mức đã thẩm định ({dong(limit)})."
    return _compare(act, "approved_amount", text, "TT 36/2013 Đ.8.3", holds=amount is None or amount <= limit)


@register("adjustment_not_above_plan")
def adjustment_not_above_plan(act: Act) -> Refusal | None:
    """Raising the support is the Minister's own decision (TT 36/2013 Đ.11.2.a), never an adjustment of the estimate."""
    amount, limit = _given(act, "approved_amount"), act.case.approved_amount or 0
    text = f"Mức sau điều chỉnh không được vượt kế hoạch đã phê duyệt ({dong(limit)})."
    return _compare(act, "approved_amount", text, "TT 36/2013 Đ.11.2.a", holds=amount is None or amount <= limit)


@register("allocation_is_whole")
def allocation_is_whole(act: Act) -> Refusal | None:
    amount, plan = _given(act, "allocated_amount"), act.case.approved_amount or 0
    text = f"Giao đủ nghĩa là đúng mức kế hoạch ({dong(plan)}). Nếu giao ít hơn, chọn “Giao một phần kinh phí”."
    return _compare(act, "allocated_amount", text, "TT 36/2013 Đ.6.4", holds=amount is None or amount == plan)


@register("allocation_is_part")
def allocation_is_part(act: Act) -> Refusal | None:
    amount, plan = _given(act, "allocated_amount"), act.case.approved_amount or 0
    text = f"Giao một phần phải ít hơn mức kế hoạch ({dong(plan)})."
    return _compare(act, "allocated_amount", text, "TT 36/2013 Đ.6.4", holds=amount is None or amount < plan)


@register("contract_within_allocation")
def contract_within_allocation(act: Act) -> Refusal | None:
    amount, limit = _given(act, "contract_amount"), act.case.allocated_amount or 0
    text = f"Giá trị hợp đồng không được vượt kinh phí được giao ({dong(limit)})."
    return _compare(act, "contract_amount", text, "TT 36/2013 Đ.12.1", holds=amount is None or amount <= limit)


@register("contract_dates_make_sense")
def contract_dates_make_sense(act: Act) -> Refusal | None:
    if not act.data or "signed_on" not in act.data or "ends_on" not in act.data:
        return None
    if date.fromisoformat(act.data["ends_on"]) > date.fromisoformat(act.data["signed_on"]):
        return None
    return Refusal("Ngày hoàn thành phải sau ngày ký hợp đồng.", field="ends_on")


@register("advance_within_ratio")
def advance_within_ratio(act: Act) -> Refusal | None:
    """Advances together stay within the ratio of the content type, on the contract."""
    amount = _given(act, "amount")
    if amount is None:
        return None
    rule = advance_rule(ContentType(act.case.content_type), act.case.plan_year)
    limit = (act.case.contract_amount or 0) * rule.before_acceptance // 100
    if act.case.advanced_amount + amount <= limit:
        return None
    return Refusal(
        f"Tạm ứng cộng dồn tối đa {rule.before_acceptance} % hợp đồng là {dong(limit)}, "
        f"đã tạm ứng {dong(act.case.advanced_amount)}.",
        article=rule.basis,
        field="amount",
    )


@register("acceptance_is_whole")
def acceptance_is_whole(act: Act) -> Refusal | None:
    amount, contract = _given(act, "accepted_amount"), act.case.contract_amount or 0
    text = f"Nghiệm thu đạt nghĩa là đúng giá trị hợp đồng ({dong(contract)}). Nếu ít hơn, chọn “Nghiệm thu: đạt một phần”."
    return _compare(act, "accepted_amount", text, "TT 36/2013 Đ.14", holds=amount is None or amount == contract)


@register("acceptance_is_part")
def acceptance_is_part(act: Act) -> Refusal | None:
    amount, contract = _given(act, "accepted_amount"), act.case.contract_amount or 0
    text = f"Nghiệm thu một phần phải ít hơn giá trị hợp đồng ({dong(contract)})."
    return _compare(act, "accepted_amount", text, "TT 36/2013 Đ.18.4", holds=amount is None or amount < contract)


@register("payment_within_accepted")
def payment_within_accepted(act: Act) -> Refusal | None:
    amount = _given(act, "amount")
    left = (act.case.accepted_amount or 0) - act.case.paid_amount
    if amount is None:
        return None
    text = f"Tổng đã trả không được vượt giá trị nghiệm thu; còn được thanh toán {dong(max(left, 0))}."
    return _compare(act, "amount", text, "TT 36/2013 Đ.14", holds=amount <= left)


@register("money_is_settled")
def money_is_settled(act: Act) -> Refusal | None:
    """Paid equals accepted, or the surplus is refunded with a voucher. No tolerance: a đồng is a đồng."""
    accepted, paid = act.case.accepted_amount or 0, act.case.paid_amount
    if paid < accepted:
        return Refusal(
            f"Còn {dong(accepted - paid)} chưa thanh toán. Ghi nhận thanh toán trước khi thanh lý.",
            article="TT 36/2013 Đ.18.2",
        )
    if paid > accepted and act.data is not None and not act.data.get("voucher"):
        return Refusal(
            f"Đã trả thừa {dong(paid - accepted)}: cần chứng từ nộp trả ngân sách.",
            article="TT 36/2013 Đ.12.6",
            field="voucher",
        )
    return None


@register("refund_is_shown")
def refund_is_shown(act: Act) -> Refusal | None:
    """Money paid out before the stop comes back to the budget, with its voucher."""
    if act.case.paid_amount == 0 or act.data is None or act.data.get("voucher"):
        return None
    return Refusal(
        f"Đã tạm ứng {dong(act.case.paid_amount)}: cần chứng từ nộp trả ngân sách.",
        article="TT 36/2013 Đ.12.6",
        field="voucher",
    )
