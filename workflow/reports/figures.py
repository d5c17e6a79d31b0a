"""How a report writes its figures: tỷ đồng and per cent with one decimal and a comma, halves away from zero. Pure."""

TY = 1_000_000_000
ABSENT = "–"


def tenths(numerator: int, denominator: int) -> int:
    """numerator / denominator in tenths, rounded half away from zero, without any float."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((20 * numerator + denominator) // (2 * denominator))


def one_decimal(value_in_tenths: int) -> str:
    """1708 → "170,8", 12345 → "1.234,5", −85 → "−8,5" (a true minus sign)."""
    whole, tenth = divmod(abs(value_in_tenths), 10)
    text = f"{whole:,}".replace(",", ".") + f",{tenth}"
    return f"−{text}" if value_in_tenths < 0 else text


def ty(amount: int) -> str:
    """170_755_000_000 đồng → "170,8"."""
    return one_decimal(tenths(amount, TY))


def percent(part: int, whole: int) -> str:
    """(347, 1708) → "20,3 %"; a dash where there is nothing to divide by."""
    return f"{one_decimal(tenths(100 * part, whole))} %" if whole else ABSENT


def change(now: int, before: int) -> str:
    """Growth against a year before: "−8,5 %", "+3,2 %", "0,0 %"."""
    if not before:
        return ABSENT
    value = tenths(100 * (now - before), before)
    return f"{'+' if value > 0 else ''}{one_decimal(value)} %"


def rate(part: int, whole: int) -> str:
    """(36, 39) → "92,3 % (36/39)": a rate never stands without its fraction."""
    return f"{percent(part, whole)} ({part}/{whole})" if whole else ABSENT
