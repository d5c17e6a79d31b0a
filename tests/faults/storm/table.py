"""The table of the storm: fault, what was expected, what was seen; written line by line, printed at the end."""

import json
import os
from pathlib import Path
from unicodedata import combining, normalize

HEAD = ("Sự cố gây ra", "Phải thấy", "Đã thấy")
FILE = "STORM_TABLE"


def row(fault: str, expected: str, seen: str) -> None:
    """Adds a line; several processes may do so at once."""
    line = json.dumps([fault, expected, seen], ensure_ascii=False) + "\n"
    handle = os.open(os.environ[FILE], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode())
    finally:
        os.close(handle)


def lines(file: Path) -> list[str]:
    """The table, its columns aligned."""
    rows = [HEAD, *(tuple(json.loads(line)) for line in file.read_text().splitlines())]
    widths = [max(_width(one[column]) for one in rows) for column in range(len(HEAD))]
    ruled = [rows[0], tuple("─" * width for width in widths), *rows[1:]]
    return ["  ".join(_padded(cell, width) for cell, width in zip(one, widths, strict=True)).rstrip() for one in ruled]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(not combining(sign) for sign in normalize("NFC", text))
