"""From a file to its preview. Every row is read whole and every fault of it is told at once; nothing is written."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from accounts.people import Person
from workflow.engine.inputs import Fault
from workflow.importing.cells import dotted, text_of
from workflow.importing.history import HistoryReader
from workflow.importing.known import is_administrator
from workflow.importing.layouts import Column, Kind, Table, recognise
from workflow.importing.preview import Preview, PreviewRow, Verdict
from workflow.importing.registration import RegistrationReader
from workflow.importing.sheets import Cell, Line, read_sheets
from workflow.importing.wrong import CellFault, Unreadable

_DIGITS = re.compile(r"\d{4,18}")
Progress = Callable[[int, int], None]


def read_file(
    name: str, content: bytes, *, person: Person | None, on: date, progress: Progress | None = None
) -> Preview:
    """The preview of a file as it stands on a day. `person` None: an operator at the machine, only for history.

    Raises Unreadable, with a sentence, for a file that is no list of ours or that this person may not import.
    """
    table = recognise(read_sheets(name, content))
    if not table.lines:
        raise Unreadable("Tệp chỉ có dòng tiêu đề, chưa có dòng dữ liệu nào.")
    _refuse_strangers(table, person)
    reader = HistoryReader() if table.layout.kind == Kind.HISTORY else RegistrationReader(_somebody(person), on)
    read = []
    for done, line in enumerate(table.lines, 1):
        values, faults = values_of(line, table.places.items(), table)
        reader.judge(line.number, values, faults)
        read.append((line, values, faults))
        if progress:
            progress(done, len(table.lines))
    rows = tuple(_row(table, line, *reader.verdict(line.number, values, faults)) for line, values, faults in read)
    return Preview(table.layout, rows, table.unused)


def _refuse_strangers(table: Table, person: Person | None) -> None:
    if table.layout.kind == Kind.HISTORY and person is not None and not is_administrator(person):
        raise Unreadable("Chỉ quản trị hệ thống được nhập các khoản hỗ trợ đã công bố.")


def _somebody(person: Person | None) -> Person:
    if person is None:
        raise Unreadable("Nhập đề án cần có người nhập: thêm --as TÊN_ĐĂNG_NHẬP.")
    return person


def values_of(line: Line, places: Iterable[tuple[int, Column]], table: Table) -> tuple[dict[str, Any], list[CellFault]]:
    """Column name → clean value (empty cells are left out), and a fault for each cell that is not one."""
    values: dict[str, Any] = {}
    faults = []
    for index, column in places:
        cell: Cell = line.cells[index] if index < len(line.cells) else None
        if cell is None:
            if column.required:
                faults.append(CellFault(line.number, column.header, "chưa có nội dung."))
            continue
        try:
            values[column.name] = column.read(cell)
        except Fault as fault:
            faults.append(CellFault(line.number, column.header, str(fault)))
    return values, faults


def _row(table: Table, line: Line, verdict: Verdict, faults: list[CellFault], ready: Any, note: str) -> PreviewRow:
    return PreviewRow(line.number, verdict, _shown(table, line), tuple(faults), ready, note)


def _shown(table: Table, line: Line) -> tuple[str, ...]:
    at = {column.name: index for index, column in table.places.items()}
    return tuple(_cell(line, at.get(column.name), column) for column in table.layout.shown)


def _cell(line: Line, index: int | None, column: Column) -> str:
    """What stands in the file; a sum of money with dots, lest 30 and 300 million look alike."""
    if index is None or index >= len(line.cells):
        return ""
    try:
        text = text_of(line.cells[index])[:120]
    except Fault:
        return "?"
    return dotted(int(text)) if column.is_money and _DIGITS.fullmatch(text) else text
