"""How numbers, money and dates are written for a Vietnamese reader. Pure.

Money comes in as whole đồng. Thousands are parted by a dot, decimals by a comma; a day is dd/mm/yyyy.
"""

from datetime import UTC, date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

ABSENT = "—"
NO_BREAK = "\u00a0"
TY = 1_000_000_000
TRIEU = 1_000_000


def grouped(value: int) -> str:
    """1250000 → "1.250.000"."""
    return f"{value:,}".replace(",", ".")


def decimal(value: Decimal, places: int = 1) -> str:
    """Decimal("1708.04") → "1.708,0"; halves away from zero, as accountants round."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,.{places}f}".translate(str.maketrans(",.", ".,"))


def dong(amount: int) -> str:
    return f"{grouped(amount)}{NO_BREAK}đồng"


def in_ty(amount: int, places: int = 1) -> str:
    """170_800_000_000 → "170,8" (tỷ đồng, without the unit)."""
    return decimal(Decimal(amount) / TY, places)


def compact(amount: int) -> str:
    """The size of a sum at a glance: "1,25 tỷ", "300 triệu", and in đồng below a million."""
    if abs(amount) >= TY:
        return f"{_trimmed(decimal(Decimal(amount) / TY, 2))}{NO_BREAK}tỷ"
    if abs(amount) >= TRIEU:
        return f"{_trimmed(decimal(Decimal(amount) / TRIEU, 1))}{NO_BREAK}triệu"
    return dong(amount)


def percent(part: int, whole: int, places: int = 1) -> str:
    """(347, 1708) → "20,3 %"; a dash when there is nothing to divide by."""
    if whole == 0:
        return ABSENT
    return f"{decimal(Decimal(part) * 100 / whole, places)}{NO_BREAK}%"


def rate(part: int, whole: int) -> str:
    """(36, 39) → "92,3 % (36/39)"; a dash when there is nothing to divide by."""
    return f"{percent(part, whole)} ({grouped(part)}/{grouped(whole)})" if whole else ABSENT


WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def weekday(value: date) -> str:
    """ "Thứ Ba": the translation that comes with Django says "Thứ 3"."""
    return WEEKDAYS[value.weekday()]


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def moment(value: datetime, zone: tzinfo = UTC) -> str:
    """ "08:05 ngày 05/03/2026" in the given zone."""
    return f"{value.astimezone(zone):%H:%M} ngày {value.astimezone(zone):%d/%m/%Y}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(",") if "," in text else text
