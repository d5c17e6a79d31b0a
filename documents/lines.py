"""Breaking names over lines, and ending the lines of a list, as a clerk would."""

import textwrap
from collections.abc import Sequence


def balanced_lines(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters: the fewest, then the most even. A longer single word keeps its line."""
    fewest = textwrap.wrap(text, width, break_long_words=False)
    for narrower in range(len(text) // max(len(fewest), 1), width):
        lines = textwrap.wrap(text, max(narrower, 1), break_long_words=False)
        if len(lines) == len(fewest):
            return lines
    return fewest


def ended(items: Sequence[str]) -> list[str]:
    """Each with its ";", the last with its "."."""
    return [f"{item}{'.' if place == len(items) else ';'}" for place, item in enumerate(items, start=1)]
