"""From what a browser or a caller sent to what the law may read: typed, bounded, clean; or every fault as a sentence."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workflow.engine.refusals import Ground, Refusal
from workflow.lifecycle.table import Input, InputKind

TEXT_MAX = 4000
LINE_MAX = 200
#: Bidi and zero-width marks change what a reader sees without changing what is stored. None is needed in Vietnamese.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


class Fault(ValueError):
    """One input is wrong; the message is the sentence to show."""


def clean_text(text: str) -> str:
    """NFC, without control, zero-width and direction marks; line breaks kept."""
    kept = (c for c in unicodedata.normalize("NFC", text) if c in "\n\t" or unicodedata.category(c) not in INVISIBLE)
    return "".join(kept).strip()


def clean_inputs(inputs: Iterable[Input], data: Mapping[str, Any], today: date) -> tuple[dict[str, Any], list[Refusal]]:
    """Returns (clean values as JSON: int, str, list of int; refusals). Empty optional inputs are left out."""
    wanted = {item.name: item for item in inputs}
    clean: dict[str, Any] = {}
    refusals = [
        Refusal(f"“{clean_text(str(name))[:40]}” không phải là mục của bước này.", Ground.INPUT)
        for name in data
        if name not in wanted
    ]
    for item in wanted.values():
        try:
            value = clean_one(item, data.get(item.name), today)
        except Fault as fault:
            refusals.append(Refusal(f"{item.label}: {fault}", Ground.INPUT, field=item.name))
        else:
            if value is not None:
                clean[item.name] = value
    return clean, refusals


def clean_one(item: Input, raw: Any, today: date) -> Any:
    if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
        if item.required:
            raise Fault("chưa có nội dung.")
        return None
    match item.kind:
        case InputKind.TEXT:
            return _text(raw, TEXT_MAX, item.required)
        case InputKind.LINE:
            return _text(raw, LINE_MAX, item.required).replace("\n", " ")
        case InputKind.MONEY:
            return _number(item, parse_dong(raw), "đồng")
        case InputKind.INTEGER:
            return _number(item, _whole(raw), "")
        case InputKind.DATE:
            return _date(item, raw, today)
        case InputKind.CHOICE:
            if raw not in dict(item.choices):
                raise Fault("chọn một trong các mục đã cho.")
            return raw
        case InputKind.PEOPLE:
            return _people(item, raw)


def parse_dong(raw: Any) -> int:
    """Whole đồng from an int or from "1.250.000.000" / "1 250 000 000"; never a fraction."""
    if isinstance(raw, str):
        for mark in (".", " ", "\u00a0", "₫", "đ", "đồng"):
            raw = raw.replace(mark, "")
    return _whole(raw)


def _whole(raw: Any) -> int:
    if isinstance(raw, bool | float):
        raise Fault("phải là số nguyên.")
    try:
        text = str(raw).strip()
        if len(text) > 20:
            raise Fault("số quá dài, xin kiểm tra lại.")
        return int(text)
    except ValueError as error:
        if isinstance(error, Fault):
            raise
        raise Fault("phải là số nguyên, ví dụ 300.000.000.") from None


def _number(item: Input, value: int, unit: str) -> int:
    if item.minimum is not None and value < item.minimum:
        raise Fault(f"không được nhỏ hơn {_dotted(item.minimum)} {unit}".rstrip() + ".")
    if item.maximum is not None and value > item.maximum:
        raise Fault(f"không được lớn hơn {_dotted(item.maximum)} {unit}".rstrip() + ".")
    return value


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _text(raw: Any, limit: int, required: bool) -> str:
    text = str(raw).replace("\r\n", "\n")  # a line's end counts once, as the browser counts it
    if len(text) > limit:
        raise Fault(f"dài {_dotted(len(text))} ký tự, tối đa {_dotted(limit)}.")
    text = clean_text(text)
    if required and not text:
        raise Fault("chưa có nội dung.")
    return text


def parse_date(raw: Any) -> date:
    """A date from a date, "2026-11-24" or "24/11/2026"."""
    if isinstance(raw, date):
        return raw
    text = str(raw).strip()[:20]
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        raise Fault(f"không có ngày “{clean_text(text)}”. Viết dạng ngày/tháng/năm, ví dụ 24/11/2026.") from None


def _date(item: Input, raw: Any, today: date) -> str:
    value = parse_date(raw)
    if not 2000 <= value.year <= 2100:
        raise Fault("năm phải trong khoảng 2000–2100.")
    if item.past and value > today:
        raise Fault("không được sau ngày hôm nay.")
    if item.future and value <= today:
        raise Fault("phải sau ngày hôm nay.")
    return value.isoformat()


def _people(item: Input, raw: Any) -> list[int]:
    values = raw if isinstance(raw, (list, tuple)) else [raw]
    people = sorted({_whole(value) for value in values})
    if item.minimum is not None and not item.minimum <= len(people) <= (item.maximum or item.minimum):
        raise Fault(f"cần chọn đúng {item.minimum} người, đang chọn {len(people)}.")
    return people
