"""What would happen if the file were saved: every row with its verdict, nothing written yet."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from workflow.importing.layouts import Column, Kind, Layout
from workflow.importing.wrong import CellFault


class Verdict(StrEnum):
    NEW = "new"
    KNOWN = "known"
    FAULTY = "faulty"

    @property
    def label(self) -> str:
        return {"new": "Sẽ nhập", "known": "Đã có, bỏ qua", "faulty": "Có lỗi"}[self.value]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """`shown` are the cells of the columns that the layout shows, as text. `ready` is what saving needs (a PastGrant not
    yet saved, or a Registration); None unless the row is new."""

    number: int
    verdict: Verdict
    shown: tuple[str, ...]
    faults: tuple[CellFault, ...] = ()
    ready: Any = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the table on the page; `is_wrong`: one of the faults of its row is about it."""

    column: Column
    text: str
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """`unused` are headers of the file that no column takes."""

    layout: Layout
    rows: tuple[PreviewRow, ...]
    unused: tuple[str, ...] = field(default=())

    def labelled(self, limit: int) -> list[tuple[PreviewRow, list[ShownCell]]]:
        """The first rows for a table: each with its cells beside their columns."""
        return [(row, self._cells(row)) for row in self.rows[:limit]]

    def _cells(self, row: PreviewRow) -> list[ShownCell]:
        wrong = {fault.column for fault in row.faults}
        pairs = zip(self.layout.shown, row.shown, strict=True)
        return [ShownCell(column, text, column.header in wrong) for column, text in pairs]

    @property
    def kind(self) -> Kind:
        return self.layout.kind

    def of(self, verdict: Verdict) -> list[PreviewRow]:
        return [row for row in self.rows if row.verdict == verdict]

    @property
    def faults(self) -> list[CellFault]:
        return [fault for row in self.rows for fault in row.faults]

    @property
    def is_clean(self) -> bool:
        return not any(row.faults for row in self.rows)

    @property
    def new_count(self) -> int:
        return len(self.of(Verdict.NEW))

    @property
    def known_count(self) -> int:
        return len(self.of(Verdict.KNOWN))

    @property
    def faulty_count(self) -> int:
        return len(self.of(Verdict.FAULTY))

    @property
    def summary(self) -> str:
        parts = [
            f"{len(self.rows)} dòng",
            f"{self.new_count} sẽ nhập",
            f"{self.known_count} đã có",
            f"{self.faulty_count} có lỗi",
        ]
        return f"{self.layout.title}: {', '.join(parts)}."
