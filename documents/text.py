"""What people typed, made fit for paper: one spelling per letter, nothing invisible, nothing undrawable, bounded."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "assets" / "fonts"
#: Control, format (zero-width, soft hyphen, direction marks), surrogates, private and unassigned code points.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
MARKS = frozenset({"Mn", "Me"})
#: Drawn in place of a letter that the bundled font lacks: a system font must never slip into a paper.
UNKNOWN = "□"
CUT = " … (xem toàn văn trong hồ sơ đề án)"

LINE = 300
ADDRESS = 500
CLAUSE = 2000


def clean(text: str, limit: int = CLAUSE) -> str:
    """NFC text of at most `limit` characters, line breaks kept; a longer text ends with a mark that says so.

    One decomposed letter would spoil the text layer of the whole PDF, and one direction mark can turn 000.001 into
    100.000 for the reader: both are removed here, before any template sees them.
    """
    # The cut before normalising bounds the work; composing never needs more than four code points a letter.
    composed = unicodedata.normalize("NFC", text[: limit * 4 + 4])
    shown = _without_piled_marks(_shown(c) for c in composed)
    shown = "\n".join(" ".join(line.split()) for line in shown.split("\n")).strip()
    return shown if len(shown) <= limit else f"{shown[: max(limit - len(CUT), 0)].rstrip()}{CUT}"


def clean_line(text: str, limit: int = LINE) -> str:
    """As `clean`, on one line."""
    return " ".join(clean(text, limit).split())


def paragraphs(text: str, limit: int = CLAUSE) -> tuple[str, ...]:
    """The non-empty lines of a clean text."""
    return tuple(line for line in clean(text, limit).split("\n") if line)


def _shown(char: str) -> str:
    if char in "\n\u2028\u2029":
        return "\n"
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    if category in INVISIBLE:
        return ""
    return char if ord(char) in drawable() else UNKNOWN


def _without_piled_marks(chars: Iterable[str]) -> str:
    """At most one loose accent on a letter: a pile of them costs seconds of layout and covers the lines around."""
    kept: list[str] = []
    for char in chars:
        loose = char != "" and unicodedata.category(char) in MARKS
        if not (loose and kept and unicodedata.category(kept[-1]) in MARKS):
            kept.append(char)
    return "".join(kept)


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """The code points that all four bundled fonts can draw."""
    from fontTools.ttLib import TTFont

    maps = [set(TTFont(path, lazy=True).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset(set.intersection(*maps))
