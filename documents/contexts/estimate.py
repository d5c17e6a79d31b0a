"""The estimate (Mẫu 1) beside what was done of it; and tables whose rows are not in the record yet, to be filled in by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.contexts.facts import BudgetRow
from documents.contexts.filling import DONG, Filling
from documents.text import clean_line
from documents.wording.values import CENTRE, RIGHT, Column
from workflow.models import Case
from workflow.needs.dossier import GRANT_SOURCE
from workflow.vocabulary import Programme

HAND_LINES = 3
MISSING = "Dự toán kinh phí (Mẫu 1)"
BUDGET = (
    Column("TT", 10, CENTRE), Column("Nội dung chi"), Column("ĐVT", 17, CENTRE), Column("Số lượng", 15, RIGHT),
    Column("Đơn giá", 28, RIGHT), Column("Thành tiền", 29, RIGHT), Column("Nguồn", 24),
)  # fmt: skip
WORK = (
    Column("TT", 10, CENTRE), Column("Nội dung"), Column("ĐVT", 15, CENTRE), Column("Số lượng dự toán", 17, RIGHT),
    Column("Thành tiền dự toán", 29, RIGHT), Column("Số lượng thực hiện", 18, RIGHT),
    Column("Giá trị thực hiện", 29, RIGHT),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Estimate:
    """The lines of Mẫu 1, parted by the purse that pays."""

    lines: tuple[BudgetRow, ...]
    grant: tuple[BudgetRow, ...]
    """What the programme was asked to pay for."""

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def asked(self) -> int:
        return sum(line.amount for line in self.grant)

    @property
    def counterpart(self) -> int:
        """All other purses together."""
        return self.total - self.asked


def estimate_of(case: Case) -> Estimate:
    lines = budget_of(case)
    source = str(GRANT_SOURCE[Programme(case.programme)].label)
    return Estimate(lines, tuple(line for line in lines if line.source == source))


def budget_of(case: Case) -> tuple[BudgetRow, ...]:
    return tuple(
        BudgetRow(
            item=clean_line(line.item), unit=clean_line(line.unit), quantity=line.quantity,
            unit_price=line.unit_price, amount=line.amount, source=line.get_source_display(),
        )
        for line in case.budget_lines.all()
    )  # fmt: skip


def about_the_estimate(filling: Filling, lines: Sequence[BudgetRow]) -> None:
    """“dự toán”: Mẫu 1 as it stands in the dossier."""
    filling.table(
        "dự toán", BUDGET,
        [(n, b.item, b.unit, b.quantity, b.unit_price, b.amount, b.source) for n, b in enumerate(lines, 1)],
        total=("", "Tổng cộng", "", "", "", sum(line.amount for line in lines), ""), unit=DONG, missing=MISSING,
    )  # fmt: skip


def work_done(filling: Filling, estimate: Estimate) -> None:
    """“khối lượng”: each line of the estimate, with room for what was done of it."""
    filling.table(
        "khối lượng", WORK,
        [(n, b.item, b.unit, b.quantity, b.amount, "", "") for n, b in enumerate(estimate.lines, 1)],
        total=("", "Tổng cộng", "", "", estimate.total, "", ""), unit=DONG, missing=MISSING,
    )  # fmt: skip
    filling.lacks("Khối lượng và giá trị thực hiện của từng nội dung")


def by_hand(
    filling: Filling, name: str, columns: Sequence[Column], missing: str, *, lines: int = HAND_LINES, total: str = "",
    unit: str = "",
) -> None:  # fmt: skip
    """Numbered empty rows; `total`: the label of a last row, in the second column."""
    rest = ("",) * (len(columns) - 1)
    filling.table(
        name, columns, [(n, *rest) for n in range(1, lines + 1)], total=("", total, *rest[1:]) if total else (), unit=unit
    )  # fmt: skip
    filling.lacks(missing)
