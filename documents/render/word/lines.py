"""One line of text and how it is set: what every other part of the file is made of."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

GREY = RGBColor(0x99, 0x99, 0x99)
MIDDLE = WD_ALIGN_PARAGRAPH.CENTER
#: A line and how it is set: arguments of `set_line`.
Said = tuple[str, dict[str, Any]]


def set_line(
    paragraph: WordParagraph, text: str, *, bold: bool = False, italic: bool = False, size: int = 13,
    align: WD_ALIGN_PARAGRAPH | None = None, before: int = 0, after: int = 0, indent: int = 0,
    colour: RGBColor | None = None,
) -> None:  # fmt: skip
    """`size`, `before` and `after` in points, `indent` in millimetres."""
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if indent:
        paragraph.paragraph_format.left_indent = Mm(indent)


def set_lines(cell: Cell, lines: Sequence[Said]) -> None:
    """In the middle of a cell, one below the other."""
    for place, (text, how) in enumerate(lines):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        set_line(paragraph, text, align=MIDDLE, **how)
