"""When the books of a plan year close: after that nothing of that year can be funded, so nobody is chased for it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """The books of plan year N close after day/month of N+1, for plan years from `plan_year_from` on."""

    plan_year_from: int
    month: int
    day: int
    basis: str
    mark: str


#: Newest first. Advances not carried over go back before 15/02 (TT 26/2026 Đ.19.4.c), read for budget years from 2026;
#: the same day stands for earlier years until their own text is read.
CLOSING_RULES = (
    ClosingRule(2026, 2, 15, "TT 26/2026 Đ.19.4.c", "CONFIRMED"),
    ClosingRule(2005, 2, 15, "Theo TT 26/2026 Đ.19.4.c, áp dụng tương tự", "DERIVED"),
)


def books_close_on(plan_year: int) -> date:
    """The last day on which money of a plan year may still move."""
    rule = next(rule for rule in CLOSING_RULES if plan_year >= rule.plan_year_from)
    return date(plan_year + 1, rule.month, rule.day)


def oldest_open_year(on: date) -> int:
    """The first plan year whose books are still open on a day: what is older is history or left hanging."""
    return on.year - 1 if on <= books_close_on(on.year - 1) else on.year
