"""A drawn paper under the ruler: every piece of text with its place in millimetres, its size and its font."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fontTools.ttLib import TTFont
from pypdf import PdfReader

from documents.text import FONTS

MM = 96 / 25.4  # the PDFs are laid out in CSS pixels
#: A4 upright: where the text may stand, in millimetres from the left and from the top (NĐ 30/2020 PL I.I.3).
LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20
REGULAR, BOLD, ITALIC = "KC-Serif", "KC-Serif-Bold", "KC-Serif-Italic"


@dataclass(frozen=True)
class Run:
    """A piece of text as it was drawn: millimetres from the left and from the top, size in points."""

    text: str
    left: float
    top: float
    size: float
    font: str
    upright: bool

    @property
    def right(self) -> float:
        widths, cmap, per_em = letters(self.font)
        units: float = sum(widths[cmap[ord(char)]][0] for char in self.text if ord(char) in cmap)
        return self.left + units / per_em * self.size / 72 * 25.4

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def runs(reader: PdfReader, number: int) -> list[Run]:
    """The pieces of a page, from 0, in the order in which they were drawn."""
    found: list[Run] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            found.append(Run(text.strip(), tm[4] / MM, tm[5] / MM, size * 0.75, font_name(font), cm[1] == 0))

    reader.pages[number].extract_text(visitor_text=visit)
    return found


def font_name(font: Any) -> str:
    """Without the letters that mark a subset: “KC-Serif-Bold”."""
    return re.sub(r"^/?[A-Z]{6}\+", "", str(font["/BaseFont"])) if font else ""


@lru_cache
def letters(font: str) -> tuple[Any, dict[int, str], int]:
    style = font.removeprefix("KC-Serif").replace("-", "") or "Regular"
    file = TTFont(FONTS / f"LiberationSerif-{style}.ttf")
    return file["hmtx"].metrics, file.getBestCmap(), file["head"].unitsPerEm


def one(found: list[Run], text: str) -> Run:
    """The first piece that begins so."""
    return next(run for run in found if run.text.startswith(text))


def is_number(run: Run, top: float = TOP) -> bool:
    """Whether it is the number of its page, in the top margin."""
    return run.top < top and run.text.isdigit()


def numbers(reader: PdfReader, top: float = TOP) -> list[str]:
    """The number each page shows; empty where it shows none."""
    return [number_on(reader, page, top) for page in range(len(reader.pages))]


def number_on(reader: PdfReader, page: int, top: float = TOP) -> str:
    return "".join(run.text for run in runs(reader, page) if is_number(run, top))
