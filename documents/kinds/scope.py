"""Of which projects the law asks a paper, where it does not ask it of all.

Only what the law says of something the record holds. Who writes an invoice to the Cục (Mẫu 5b, 5c beside 5a: TT 36/2013
Đ.19.2) and which works the Cục accepts itself (Đ.20.2) is not on record, so those forms stay a choice of whoever writes.
"""

from collections.abc import Callable
from dataclasses import dataclass

from workflow.models import Case
from workflow.money.advances import NoAdvanceRule, advance_rule
from workflow.vocabulary import ContentType, Programme, ProjectKind

#: Supported by a share of the cost: TTLT 26/2014 Đ.6.2. Kinds whose share only later texts are said to name are left out.
BY_SHARE = frozenset(
    {
        ContentType.DEMONSTRATION, ContentType.MACHINERY, ContentType.BRAND, ContentType.CONSULTING,
        ContentType.ASSOCIATION, ContentType.POLLUTION, ContentType.CLUSTER_PLANNING,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """`whom`: those projects in words, after “lập cho”."""

    holds: Callable[[Case], bool]
    whom: str


def _planned(case: Case) -> bool:
    """TT 36/2013 Đ.13.2.a, Đ.21.2.a, Đ.23.3. For brands and seminars Đ.13.2.b asks a plan in no form of its own."""
    return case.kind == ProjectKind.GROUP or case.content_type == ContentType.TRAINING


def _by_share(case: Case) -> bool:
    """Of local projects the province says the levels itself (TTLT 26/2014 Đ.6)."""
    return case.programme == Programme.NATIONAL and ContentType(case.content_type) in BY_SHARE


def _advance_open(case: Case) -> bool:
    """Something of the share before acceptance is unpaid, and the last report shows the work that Đ.13 asks for."""
    try:
        rule = advance_rule(ContentType(case.content_type), case.plan_year)
    except NoAdvanceRule:
        return False
    enough = rule.progress_above is None or (case.progress_percent or 0) > rule.progress_above
    return enough and case.advanced_amount < (case.contract_amount or 0) * rule.before_acceptance // 100


def _is_new(case: Case) -> bool:
    """TT 36/2013 Đ.13.3: paid whole after an acceptance in Mẫu 5b."""
    return case.content_type == ContentType.NEW_ENTERPRISE


EVERY = Scope(lambda case: True, "mọi đề án")
PLANNED = Scope(_planned, "đề án nhóm và đề án đào tạo nghề, truyền nghề")
FUNDED_BY_SHARE = Scope(_by_share, "đề án khuyến công quốc gia được hỗ trợ theo tỷ lệ phần trăm")
WITH_ADVANCE_OPEN = Scope(_advance_open, "đề án còn được tạm ứng trước nghiệm thu")
NEW_ENTERPRISES = Scope(_is_new, "đề án hỗ trợ thành lập doanh nghiệp")
OTHER_THAN_NEW_ENTERPRISES = Scope(
    lambda case: not _is_new(case), "đề án không phải hỗ trợ thành lập doanh nghiệp (dùng Mẫu 5b)"
)
