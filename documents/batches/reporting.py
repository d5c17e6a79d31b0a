"""What became of each row of a batch: figures for its page, and the whole as a sheet to be saved."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from documents.models import PaperBatch, PaperBatchRow
from documents.models.batches import OPEN
from documents.naming import kind_label
from workflow.reports.sheet import Column, Sheet
from workflow.vocabulary import Programme

State = PaperBatchRow.State
COLUMNS = (
    Column("Mã đề án", 20), Column("Tên đề án", 50), Column("Đơn vị thực hiện", 34), Column("Kết quả", 24),
    Column("Số văn bản", 18), Column("Ngày văn bản", 13), Column("Vì sao không lập được", 70), Column("Còn thiếu", 60),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """`made` + `failed` + `open` == `total`; what was `left_out` from the beginning is not among them."""

    total: int
    made: int
    failed: int
    open: int
    left_out: int

    @property
    def width(self) -> int:
        """Of the bar, in thousandths."""
        return 1000 if not self.total else (self.total - self.open) * 1000 // self.total

    @property
    def percent(self) -> int:
        return self.width // 10


def progress(batch: PaperBatch) -> Progress:
    counts = batch.rows.aggregate(
        total=Count("pk", ~Q(state=State.LEFT_OUT)),
        made=Count("pk", Q(state=State.DONE)),
        failed=Count("pk", Q(state=State.FAILED)),
        open=Count("pk", Q(state__in=OPEN)),
        left_out=Count("pk", Q(state=State.LEFT_OUT)),
    )
    return Progress(**counts)


def rows_of(batch: PaperBatch) -> QuerySet[PaperBatchRow]:
    """What failed first and what was left out last, each by code."""
    found = batch.rows.select_related("case__implementer", "document")
    found = found.alias(failed=Q(state=State.FAILED), left_out=Q(state=State.LEFT_OUT))
    return found.order_by("-failed", "left_out", "case__code")


def report(batch: PaperBatch) -> Sheet:
    counted = progress(batch)
    tranche = f", đợt {batch.tranche}" if batch.tranche else ""
    return Sheet(
        name="Lập hàng loạt",
        title=f"{kind_label(batch.kind)}: kết quả lập hàng loạt",
        notes=(
            f"{Programme(batch.programme).label} năm {batch.plan_year}{tranche}; đơn vị lập: {batch.issuer}.",
            f"{counted.total} đề án: {counted.made} văn bản đã lập, {counted.failed} không lập được, {counted.open} đang chờ;"
            f" {counted.left_out} đề án khác của kế hoạch không thuộc lần lập này.",
        ),
        columns=COLUMNS,
        rows=[_row(row) for row in rows_of(batch)],
    )


def _row(row: PaperBatchRow) -> list[str | date | None]:
    paper = row.document
    gaps = "; ".join(paper.values.get("missing", [])) if paper else ""
    return [
        row.case.code, row.case.name, str(row.case.implementer), row.get_state_display(),
        paper.number if paper else "", paper.issued_on if paper else None, row.problem, gaps,
    ]  # fmt: skip
