"""Who pays what: a row for each purse, in sums that always add up to the đồng."""

from collections.abc import Iterable, Sequence

from documents.contexts.estimate import Estimate
from documents.contexts.facts import BudgetRow, SourceRow
from documents.contexts.filling import DONG, Filling
from documents.wording.values import CENTRE, RIGHT, Column
from workflow.models import Case
from workflow.needs.dossier import GRANT_SOURCE
from workflow.vocabulary import FundingSource, Programme

SOURCES = (Column("TT", 10, CENTRE), Column("Nguồn vốn"), Column("Số tiền", 36, RIGHT))
SHARES = (
    Column("TT", 10, CENTRE), Column("Nguồn vốn"), Column("Dự toán", 36, RIGHT), Column("Đã thực hiện", 36, RIGHT),
)  # fmt: skip


def sources_of(lines: Iterable[BudgetRow], support: FundingSource, amount: int) -> tuple[SourceRow, ...]:
    """One row per purse that pays something; the purse of the programme pays `amount`, whatever was asked for."""
    asked: dict[str, int] = {}
    for line in lines:
        asked[line.source] = asked.get(line.source, 0) + line.amount
    rows = []
    for source in FundingSource:
        ours = source == support
        paid = amount if ours else asked.get(str(source.label), 0)
        if ours or paid:
            rows.append(SourceRow(str(source.label), paid, ours))
    return tuple(rows)


def supported_by(case: Case, lines: Iterable[BudgetRow], amount: int) -> tuple[SourceRow, ...]:
    """The same for a đề án whose programme pays `amount`."""
    return sources_of(lines, GRANT_SOURCE[Programme(case.programme)], amount)


def about_the_sources(filling: Filling, rows: Sequence[SourceRow], *, of_support: str = "") -> int:
    """“nguồn vốn” and the sum of all in đồng; `of_support` stands behind the purse of the programme."""
    total = sum(row.amount for row in rows)
    filling.table(
        "nguồn vốn", SOURCES,
        [(n, f"{row.label}{of_support if row.support else ''}", row.amount) for n, row in enumerate(rows, 1)],
        total=("", "Tổng cộng", total), unit=DONG,
    )  # fmt: skip
    return total


def about_the_shares(
    filling: Filling, case: Case, estimate: Estimate, *, support: int | None, accepted: int | None
) -> None:
    """“nguồn vốn”: what each purse was to pay, and the support accepted; of the other purses nothing is on record."""
    rows = supported_by(case, estimate.lines, estimate.asked if support is None else support)
    filling.table(
        "nguồn vốn", SHARES,
        [(n, row.label, row.amount, accepted if row.support else "") for n, row in enumerate(rows, 1)],
        total=("", "Tổng cộng", sum(row.amount for row in rows), ""), unit=DONG,
    )  # fmt: skip
    if any(not row.support for row in rows):
        filling.lacks("Giá trị đã thực hiện bằng vốn đối ứng")
