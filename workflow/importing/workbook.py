"""Reading .xlsx without trusting it: a workbook is a zip, and a small zip can unfold into more than a machine holds."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from python_calamine import load_workbook

from workflow.importing.wrong import Unreadable

UNFOLDED_MAX = 200 * 1024 * 1024
CELLS_MAX = 8_000_000
"""The reader lays a sheet out as a full rectangle; one stray cell in the last corner would cost 17 billion cells."""
_REFERENCE = re.compile(rb'<c[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
DAMAGED = "Tệp Excel hỏng hoặc không phải bảng tính, không mở được."


def read_workbook(content: bytes) -> Iterator[tuple[str, Iterator[list[Any]]]]:
    """Title and rows of each sheet. Formulas come as the values Excel last computed. Raises Unreadable."""
    _refuse_what_unfolds(content)
    try:
        workbook = load_workbook(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise Unreadable(DAMAGED) from error
    for sheet in sheets:
        yield sheet.name, _rows(sheet)


def _rows(sheet: Any) -> Iterator[list[Any]]:
    first = sheet.start
    if first is None:
        return
    top, left = first
    yield from ([] for _ in range(top))
    for row in sheet.iter_rows():
        yield [None] * left + row


def _refuse_what_unfolds(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise Unreadable("Tệp có đuôi .xlsx nhưng không phải bảng tính Excel.")
            if sum(part.file_size for part in parts) > UNFOLDED_MAX:
                raise Unreadable("Tệp Excel giải nén ra quá lớn.")
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _refuse_wide(archive.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(DAMAGED) from error


def _refuse_wide(sheet: bytes) -> None:
    columns = rows = 0
    for letters, number in _REFERENCE.findall(sheet):
        columns, rows = max(columns, _column(letters)), max(rows, int(number))
    if columns * rows > CELLS_MAX:
        raise Unreadable("Trang tính có ô nằm quá xa góc trên bên trái. Xin xóa các ô thừa rồi lưu lại.")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
