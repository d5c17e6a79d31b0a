"""One table as an Excel file: typed cells, a title, what it covers, a head that stays; no text is ever run as a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from workflow.importing.template import without_formula

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_MAX = 31


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """`notes`: what was asked and when, above the table. A cell is a text, a whole number, a date, or None."""

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[str | int | date | None]]
    total: Sequence[str | int | date | None] = ()


def workbook(*sheets: Sheet) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    looks = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E3EDF3"}
        ),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
        "total": book.add_format({"bold": True, "top": 1, "num_format": "#,##0"}),
    }
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:SHEET_NAME_MAX]), sheet, looks)
    book.close()
    return buffer.getvalue()


def _write(page: Any, sheet: Sheet, looks: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.title, looks["title"])
    for number, note in enumerate(sheet.notes, 1):
        page.write_string(number, 0, without_formula(note))
    head = len(sheet.notes) + 2
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(head, index, column.head, looks["head"])
    page.freeze_panes(head + 1, 1)
    last = head
    for last, row in enumerate(sheet.rows, head + 1):
        for index, value in enumerate(row):
            _cell(page, last, index, value, looks)
    for index, value in enumerate(sheet.total):
        _cell(page, last + 1, index, value, looks, look="total")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)


def _cell(page: Any, row: int, column: int, value: Any, looks: dict[str, Any], look: str = "") -> None:
    match value:
        case None | "":
            page.write_blank(row, column, None, looks[look or "text"])
        case int():
            page.write_number(row, column, value, looks[look or "number"])
        case date():
            page.write_datetime(row, column, value, looks[look or "date"])
        case _:
            page.write_string(row, column, without_formula(str(value)), looks[look or "text"])
