"""How much of the support may be paid before acceptance, by content type and plan year (TT 36/2013 Đ.13–16).

The ratios are dated rows of `workflow/data/advance_rules.csv`: a new circular is a new row, never a changed old one.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workflow.vocabulary import ContentType

FILE = Path(__file__).resolve().parents[1] / "data" / "advance_rules.csv"


class NoAdvanceRule(LookupError):
    """No row covers this content type in this plan year; the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class AdvanceRule:
    """One row. `percent` is the share of the contract (whole percent) that the first payment may reach."""

    content_type: ContentType
    plan_year_from: int
    plan_year_to: int | None
    percent: int
    condition: str
    """What must be sent besides the contract, items parted by ";"; empty: the contract alone."""
    remainder: str
    """The evidence for the last payment (TT 36/2013 Đ.14), items parted by ";"."""
    basis: str
    mark: str
    """CONFIRMED, RECALLED or DERIVED: how sure we are of the row."""
    note: str
    progress_above: int | None
    """The progress report must show more than this percentage of the work; None: no proof of progress."""
    after_acceptance: bool
    """Paid whole after acceptance, so nothing at all before it (TT 36/2013 Đ.13.3)."""

    @property
    def before_acceptance(self) -> int:
        """Percent of the contract that may leave the account before the work is accepted."""
        return 0 if self.after_acceptance else self.percent

    def covers(self, plan_year: int) -> bool:
        return self.plan_year_from <= plan_year and (self.plan_year_to is None or plan_year <= self.plan_year_to)

    def advance_of(self, amount: int) -> int:
        """The first payment on a contract of `amount` đồng; a part of a đồng stays for the last payment."""
        return amount * self.percent // 100


def advance_rule(content_type: ContentType, plan_year: int) -> AdvanceRule:
    """The rule valid for a content type in a plan year. Raises NoAdvanceRule."""
    for rule in advance_rules():
        if rule.content_type == content_type and rule.covers(plan_year):
            return rule
    raise NoAdvanceRule(f"Chưa có tỷ lệ tạm ứng cho “{content_type.label}” của năm kế hoạch {plan_year}.")


@lru_cache(maxsize=1)
def advance_rules() -> tuple[AdvanceRule, ...]:
    """Every row of the table, in file order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def _rule(row: dict[str, str]) -> AdvanceRule:
    return AdvanceRule(
        content_type=ContentType(row["content_type"]),
        plan_year_from=int(row["plan_year_from"]),
        plan_year_to=int(row["plan_year_to"]) if row["plan_year_to"] else None,
        percent=int(row["percent"]),
        condition=row["condition"],
        remainder=row["remainder"],
        basis=row["basis"],
        mark=row["mark"],
        note=row["note"],
        progress_above=int(row["progress_above"]) if row["progress_above"] else None,
        after_acceptance=row["after_acceptance"] == "yes",
    )
