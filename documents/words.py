"""Money and dates as official papers write them: figures with dots, sums and days in words (NĐ 30/2020 Phụ lục I)."""

from datetime import date, datetime

#: Beyond this a reader no longer knows what "tỷ tỷ" means; no budget of this programme comes near it.
MAX_AMOUNT = 10**18
BILLION = 10**9
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
GROUPS = ((10**6, " triệu"), (10**3, " nghìn"), (1, ""))


class AmountError(ValueError):
    """The amount cannot be written in words; the message is the sentence to show."""


def amount_in_words(amount: int) -> str:
    """Whole đồng in words: 170800000000 → “Một trăm bảy mươi tỷ tám trăm triệu đồng”.

    Raises AmountError for a negative amount, one beyond 10^18, or anything that is not a whole number.
    """
    return capitalised(f"{number_in_words(amount)} đồng")


def number_in_words(number: int) -> str:
    """A whole number from 0 to 10^18 in lower-case words. Raises AmountError."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise AmountError(f"Số tiền phải là số nguyên đồng, không nhận “{number}”.")
    if number < 0:
        raise AmountError("Số tiền không được âm.")
    if number > MAX_AMOUNT:
        raise AmountError(f"Số tiền quá lớn: tối đa {grouped(MAX_AMOUNT)} đồng.")
    return _read(number)


def _read(number: int) -> str:
    """Above a billion, a number of "tỷ"; what follows keeps its zeros, so that no two sums sound alike."""
    billions, rest = divmod(number, BILLION)
    if not billions:
        return _below_billion(rest, leading=True)
    head = f"{_read(billions)} tỷ"
    return f"{head} {_below_billion(rest, leading=False)}" if rest else head


def _below_billion(number: int, *, leading: bool) -> str:
    """Triệu, nghìn, đơn vị. Only the first group spoken of the whole number drops its empty hundreds."""
    if number == 0:
        return DIGITS[0]
    words: list[str] = []
    for unit, name in GROUPS:
        group = number // unit % 1000
        if group:
            words.append(_group(group, leading=leading and not words) + name)
    return " ".join(words)


def _group(group: int, *, leading: bool) -> str:
    """Three digits, 1–999."""
    hundreds, below = divmod(group, 100)
    if leading and not hundreds:
        return _tens(below)
    words = f"{DIGITS[hundreds]} trăm"
    if not below:
        return words
    return f"{words} linh {DIGITS[below]}" if below < 10 else f"{words} {_tens(below)}"


def _tens(number: int) -> str:
    """1–99, with the changes of sound: mười lăm, hai mươi mốt, hai mươi tư."""
    tens, unit = divmod(number, 10)
    if not tens:
        return DIGITS[unit]
    ten = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
    if not unit:
        return ten
    if unit == 5:
        return f"{ten} lăm"
    if tens > 1 and unit in (1, 4):
        return f"{ten} {'mốt' if unit == 1 else 'tư'}"
    return f"{ten} {DIGITS[unit]}"


def grouped(number: int) -> str:
    """170800000000 → “170.800.000.000”, whatever the language of the machine."""
    return f"{number:,}".replace(",", ".")


def date_in_words(day: date) -> str:
    """As in “ngày 05 tháng 3 năm 2026”: days below 10 and months 1, 2 take a leading zero (NĐ 30/2020 PL I.II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def time_in_words(at: datetime) -> str:
    """As in “08 giờ 05 phút”, in the time zone that `at` is in."""
    return f"{at:%H} giờ {at:%M} phút"


def capitalised(text: str) -> str:
    """The first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The first letter small, for a label inside a sentence; the rest untouched."""
    return text[:1].lower() + text[1:]
