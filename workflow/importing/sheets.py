"""From the bytes of a file to sheets of numbered lines. A file must be what it says; its size is bounded before reading."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice

from workflow.importing.workbook import read_workbook
from workflow.importing.wrong import Unreadable

BYTES_MAX = 20 * 1024 * 1024
ROWS_MAX = 20_000
CELL_MAX = 32_767
"""Characters in one cell: what Excel itself can hold."""
COLUMNS_MAX = 200
DELIMITERS = (",", ";", "\t")

Cell = str | int | float | bool | date | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `number` is its number in the file as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    lines: tuple[Line, ...]


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """Every sheet with its lines that are not empty. Raises Unreadable with the sentence to show."""
    if not content:
        raise Unreadable("Tệp rỗng, không có dữ liệu nào.")
    if len(content) > BYTES_MAX:
        raise Unreadable(f"Tệp lớn hơn {BYTES_MAX // 1024 // 1024} MB. Xin chia thành nhiều tệp nhỏ hơn.")
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    is_zip, is_old_excel = content.startswith(b"PK\x03\x04"), content.startswith(b"\xd0\xcf\x11\xe0")
    if ending == "xlsx":
        if is_old_excel:
            raise Unreadable("Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Xin lưu lại dạng .xlsx không mật khẩu.")
        if not is_zip:
            raise Unreadable("Tệp có đuôi .xlsx nhưng nội dung không phải bảng tính Excel.")
        return [_sheet(title, rows) for title, rows in read_workbook(content)]
    if ending == "csv":
        if is_zip or is_old_excel:
            raise Unreadable("Tệp có đuôi .csv nhưng nội dung là bảng tính Excel. Xin đổi đuôi tệp thành .xlsx.")
        return [_sheet("CSV", _csv_rows(content))]
    raise Unreadable("Chỉ nhận tệp .xlsx hoặc .csv.")


def _sheet(title: str, rows: Iterator[list[Cell]]) -> Sheet:
    """Empty lines are skipped but keep their numbers; one line more than allowed is enough to know there are too many."""
    numbered = (Line(number, _trimmed(row, number)) for number, row in enumerate(rows, 1))
    lines = tuple(islice((line for line in numbered if line.cells), ROWS_MAX + 2))
    if len(lines) > ROWS_MAX + 1:
        raise Unreadable(f"Tệp có hơn {ROWS_MAX:,} dòng. Xin chia thành nhiều tệp.".replace(",", "."))
    return Sheet(title, lines)


def _trimmed(row: list[Cell], number: int) -> tuple[Cell, ...]:
    cells = [None if isinstance(cell, str) and not cell.strip() else cell for cell in row]
    while cells and cells[-1] is None:
        cells.pop()
    if len(cells) > COLUMNS_MAX:
        raise Unreadable(f"Dòng {number} dài hơn {COLUMNS_MAX} cột.")
    for column, cell in enumerate(cells, 1):
        if isinstance(cell, str) and len(cell) > CELL_MAX:
            limit = f"{CELL_MAX:,}".replace(",", ".")
            raise Unreadable(f"Dòng {number}, cột thứ {column}: ô dài hơn {limit} ký tự.")
    return tuple(cells)


def _csv_rows(content: bytes) -> Iterator[list[Cell]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("Tệp CSV không phải mã UTF-8. Trong Excel, xin chọn “CSV UTF-8” khi lưu.") from None
    if "\x00" in text:
        raise Unreadable("Tệp có đuôi .csv nhưng nội dung không phải văn bản.")
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True):
            yield list(row)
    except csv.Error:
        raise Unreadable("Tệp CSV hỏng: có dấu nháy kép mở mà không đóng, hoặc ô quá dài.") from None


def delimiter_of(text: str) -> str:
    """The mark that cuts the first line into most cells: Vietnamese Excel writes ";", others ","."""
    first = text.split("\n", 1)[0]

    def pieces(mark: str) -> int:
        try:
            return len(next(csv.reader([first], delimiter=mark), []))
        except csv.Error:
            return 0

    return max(DELIMITERS, key=pieces)
