"""How tables are made to keep their widths, in Word and in whatever else opens the file."""

from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable

from documents.wording.values import Table

#: Millimetres: the left half of a paper and the wider right one.
SIDE_BY_SIDE = (75, 90)


def plain_table(file: WordFile, rows: int, widths: Sequence[int]) -> WordTable:
    """Without borders: for what stands side by side."""
    table: WordTable = file.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    set_padding(table, 0)
    set_widths(table, widths)
    return table


def shares(table: Table, width: int) -> list[int]:
    """Millimetres: what is fixed, and an even share of the rest."""
    open_columns = sum(1 for column in table.columns if not column.mm)
    rest = max(width - sum(column.mm for column in table.columns), 15 * open_columns)
    return [column.mm or rest // open_columns for column in table.columns]


def repeat_head(table: WordTable) -> None:
    """The head comes back on every page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def set_padding(table: WordTable, across: float, down: float = 0) -> None:
    """Millimetres of room inside each cell; Word's own two left and right break quốc hiệu and long sums."""
    margins = OxmlElement("w:tblCellMar")
    for name, mm in (("top", down), ("left", across), ("bottom", down), ("right", across)):
        side = OxmlElement(f"w:{name}")
        side.set(qn("w:w"), str(round(mm * 56.7)))
        side.set(qn("w:type"), "dxa")
        margins.append(side)
    table._tbl.tblPr.append(margins)


def set_widths(table: WordTable, widths: Sequence[int]) -> None:
    """Both the columns and the cells: readers of these files disagree about which counts."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
