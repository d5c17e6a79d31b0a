"""How papers write figures, sums and days. For templates of papers only."""

import textwrap
from datetime import date

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from documents import words

register = template.Library()


@register.filter
def dots(number: int) -> str:
    """170.800.000.000"""
    return words.grouped(number)


@register.filter
def in_words(amount: int) -> str:
    """Một trăm bảy mươi tỷ tám trăm triệu đồng"""
    return words.amount_in_words(amount)


@register.filter
def day_in_words(day: date) -> str:
    """ngày 05 tháng 3 năm 2026"""
    return words.date_in_words(day)


@register.filter
def two_digits(number: int) -> str:
    """Numbers below ten take a leading zero, as counts of copies and parts do."""
    return f"{number:02d}"


#: Capitals of 12 points that fit beside quốc hiệu.
LETTERHEAD_WIDTH = 28


@register.filter
def balanced(name: str) -> SafeString:
    """A long name over as few lines as it needs, about equally long, as a clerk would break it."""
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in balanced_lines(name, LETTERHEAD_WIDTH)))


def balanced_lines(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters: the fewest, then the most even. A longer single word keeps its line."""
    fewest = textwrap.wrap(text, width, break_long_words=False)
    for narrower in range(len(text) // max(len(fewest), 1), width):
        lines = textwrap.wrap(text, max(narrower, 1), break_long_words=False)
        if len(lines) == len(fewest):
            return lines
    return fewest
