"""From one cell to one clean value. Each reader takes what a spreadsheet or a CSV gives and answers typed, or with a Fault."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from workflow.engine.inputs import Fault, clean_text, parse_date, parse_dong
from workflow.importing.sheets import Cell
from workflow.lifecycle.inputs import MONEY_MAX

Reader = Callable[[Cell], Any]
_TAX_CODE = re.compile(r"\d{10}(-\d{3})?|\d{12}")
_COMMAS = re.compile(r"-?\d{1,3}(,\d{3})+")
_EXCEL_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
YES, NO = {"có", "x", "yes", "true", "1"}, {"không", "", "no", "false", "0"}


def text_of(cell: Cell) -> str:
    """A cell as plain text: 5.0 is "5", a date is written the Vietnamese way. What looks like a formula is text."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, (time, timedelta)):
        raise Fault("ô chứa giờ, xin sửa thành nội dung đúng của cột.")
    text = clean_text(str(cell)) if cell is not None else ""
    if text in _EXCEL_ERRORS:
        raise Fault(f"ô có lỗi công thức {text}.")
    return text


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def line(limit: int) -> Reader:
    return lambda cell: " ".join(text(limit)(cell).split())


def text(limit: int) -> Reader:
    def read(cell: Cell) -> str:
        value = text_of(cell)
        if len(value) > limit:
            raise Fault(f"dài {dotted(len(value))} ký tự, tối đa {dotted(limit)}.")
        return value

    return read


def whole(minimum: int, maximum: int) -> Reader:
    def read(cell: Cell) -> int:
        value = text_of(cell)
        if not re.fullmatch(r"-?\d{1,9}", value):
            raise Fault(f"phải là số nguyên từ {minimum} đến {maximum}, đang là “{value[:40]}”.")
        if not minimum <= int(value) <= maximum:
            raise Fault(f"phải từ {minimum} đến {maximum}, đang là {value}.")
        return int(value)

    return read


def dong(cell: Cell) -> int:
    """Whole đồng. "300.000.000", "300,000,000" and the number 300000000 are the same."""
    if isinstance(cell, float) and not cell.is_integer():
        raise Fault("phải là số đồng nguyên, không có phần lẻ.")
    value = text_of(cell)
    return bounded(parse_dong(value.replace(",", "") if _COMMAS.fullmatch(value) else value))


def million(cell: Cell) -> int:
    """Millions of đồng, at most three decimals, as whole đồng. "2010.7", "1.779,97" and "1.680" (a thousand and more)."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return bounded(_to_dong(Decimal(str(cell))))
    value = text_of(cell).replace("\u00a0", "").replace(" ", "")
    if "," in value or re.fullmatch(r"\d{1,3}(\.\d{3})+", value):
        value = value.replace(".", "").replace(",", ".")
    try:
        return bounded(_to_dong(Decimal(value)))
    except InvalidOperation:
        raise Fault(f"phải là số triệu đồng, ví dụ 300 hoặc 2010,7; đang là “{value[:40]}”.") from None


def _to_dong(millions: Decimal) -> int:
    amount = millions * 1_000_000
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise Fault("lẻ quá một đồng, xin kiểm tra lại.")
    return int(amount)


def bounded(amount: int) -> int:
    if not 0 <= amount <= MONEY_MAX:
        raise Fault("số tiền phải từ 0 đến 1.000.000.000.000 đồng.")
    return amount


def day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, (int, float)):
        raise Fault("phải là ngày tháng, ví dụ 24/11/2026; đang là một con số.")
    value = parse_date(cell if isinstance(cell, date) else text_of(cell))
    if not 2000 <= value.year <= 2100:
        raise Fault("năm phải trong khoảng 2000–2100.")
    return value


def choice(words: Mapping[str, str]) -> Reader:
    """One of the words (label or code, letter case ignored); answers with the code."""
    known = {key_of(word): code for code, label in words.items() for word in (code, label)}

    def read(cell: Cell) -> str:
        value = text_of(cell)
        if code := known.get(key_of(value)):
            return code
        raise Fault(f"không có “{value[:60]}”. Chọn một trong: {'; '.join(words.values())}.")

    return read


def yes_no(cell: Cell) -> bool:
    value = key_of(text_of(cell))
    if value not in YES | NO:
        raise Fault("chỉ ghi “có” hoặc “không”.")
    return value in YES


def names(limit: int) -> Reader:
    """Several names in one cell, cut at ";"."""

    def read(cell: Cell) -> list[str]:
        found = [" ".join(part.split()) for part in text_of(cell).split(";")]
        for name in found:
            if len(name) > limit:
                raise Fault(f"có tên dài hơn {limit} ký tự. Các tên cách nhau bằng dấu “;”.")
        return [name for name in found if name]

    return read


def tax_codes(cell: Cell) -> list[str]:
    """Kept in place, empty ones too: the second code belongs to the second name."""
    if isinstance(cell, (int, float)) and len(text_of(cell)) not in (10, 12):
        raise Fault("bị Excel đổi thành số và mất số 0 ở đầu. Xin đặt định dạng ô là Văn bản (Text) rồi gõ lại.")
    codes = [part.replace(" ", "") for part in text_of(cell).split(";")]
    for code in codes:
        if code and not _TAX_CODE.fullmatch(code):
            raise Fault(f"“{code[:40]}” không phải mã số thuế (10 số, 10 số kèm “-001”, hoặc 12 số).")
    return codes


def key_of(text: str) -> str:
    """Words compared without regard to letter case, doubled spaces or the star of a required header."""
    return " ".join(text.casefold().replace("*", " ").split())
