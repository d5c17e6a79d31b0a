"""Files for tests of the import: one good row, rows with some cells changed, as CSV and as Excel, on one day."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from accounts.people import Person
from workflow.engine.clock import VIETNAM
from workflow.importing.preview import Preview
from workflow.importing.reading import read_file
from workflow.importing.saving import Saved, save_preview

REAL = Path(__file__).parents[1] / "workflow" / "data" / "real_projects.csv"
AT = datetime(2026, 11, 25, 9, 0, tzinfo=VIETNAM)
ON = date(2026, 11, 25)
ROW: dict[str, Any] = {
    "Mã": "KCQG-2027-25-0101",
    "Tên đề án": "Ứng dụng máy sấy chè",
    "Chương trình": "Khuyến công quốc gia",
    "Nội dung": "Ứng dụng máy móc, chuyển giao công nghệ",
    "Năm kế hoạch": 2027,
    "Tỉnh": "Phú Thọ",
    "Đơn vị thực hiện": "Trung tâm Khuyến công Phú Thọ",
    "Đơn vị thụ hưởng": "HTX Chè Đồi Xanh",
    "Kinh phí KCQG (đồng)": "300.000.000",
}
HEADERS, GOOD = list(ROW), list(ROW.values())


def csv_of(*rows: list[Any], mark: str = ",") -> bytes:
    return ("\ufeff" + "\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)).encode()


def xlsx_of(*rows: list[Any]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    look = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, look)
            else:
                sheet.write(number, column, cell)
    book.close()
    return buffer.getvalue()


def changed(**values: Any) -> list[Any]:
    """The good row with some cells replaced, by header."""
    row = list(GOOD)
    for header, value in values.items():
        row[next(i for i, h in enumerate(HEADERS) if h.startswith(header.replace("_", " ")))] = value
    return row


def read(content: bytes, who: Person | None, name: str = "danh-sach.csv") -> Preview:
    return read_file(name, content, person=who, on=ON)


def save(content: bytes, who: Person | None, name: str = "danh-sach.csv", *, skip_errors: bool = False) -> Saved:
    return save_preview(preview=read(content, who, name), person=who, at=AT, skip_errors=skip_errors)


def faults_of(who: Person, *rows: list[Any]) -> list[str]:
    return [str(fault) for fault in read(csv_of(HEADERS, *rows), who).faults]
