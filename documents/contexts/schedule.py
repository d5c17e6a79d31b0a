"""The payments of a contract: they always add up to it, to the đồng (TT 36/2013 Đ.13–14)."""

from documents.contexts.facts import Instalment
from workflow.money.advances import AdvanceRule

CONTRACT = "hợp đồng thực hiện đề án"
REMAINDER_BASIS = "TT 36/2013 Đ.14"
ACCEPTED = (
    "biên bản nghiệm thu cơ sở",
    "báo cáo tổng hợp kết quả thực hiện đề án",
    "báo cáo khối lượng hoàn thành và kinh phí thực hiện hợp đồng",
)


def instalments_of(rule: AdvanceRule, amount: int) -> tuple[Instalment, ...]:
    """The first payment by the ratio of the content type and the rest after acceptance; or one payment after it."""
    conditions = (CONTRACT, *parts(rule.condition))
    if rule.percent == 100:
        return (Instalment("Thanh toán một lần sau nghiệm thu cơ sở", 100, amount, conditions),)
    first = rule.advance_of(amount)
    rest = (*ACCEPTED, *parts(rule.remainder))
    return (
        Instalment("Tạm ứng lần một", rule.percent, first, conditions),
        Instalment("Kinh phí còn lại, sau nghiệm thu cơ sở", 100 - rule.percent, amount - first, rest),
    )


def basis_of(rule: AdvanceRule) -> str:
    """Where the ratio and, with a last payment, its evidence stand: short citations parted by ";"."""
    return rule.basis if rule.percent == 100 else f"{rule.basis}; {REMAINDER_BASIS}"


def parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
