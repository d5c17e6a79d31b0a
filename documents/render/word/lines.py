"""One line of text and how it is set: what every other part of the file is made of."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from documents.lines import balanced_lines

GREY = RGBColor(0x99, 0x99, 0x99)
MIDDLE = WD_ALIGN_PARAGRAPH.CENTER
#: Millimetres left free beside the rule under a title: of an upright page, and of one lying down.
TITLE_INSET, TITLE_INSET_ACROSS = 60, 95
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


def set_title(
    place: WordFile | Cell, text: str, width: int, *, size: int = 13, before: int = 0, after: int = 0
) -> None:  # fmt: skip
    """Bold, in the middle, over as many even lines of `width` characters as it takes."""
    lines = balanced_lines(text, width)
    for number, line in enumerate(lines, start=1):
        above, below = before if number == 1 else 0, after if number == len(lines) else 0
        set_line(place.add_paragraph(), line, bold=True, size=size, align=MIDDLE, before=above, after=below)


def add_rule(place: WordFile | Cell, inset: int) -> None:
    """A short line in the middle, under what stands above; `inset`: millimetres left free on either side."""
    paragraph = place.add_paragraph()
    paragraph.alignment = MIDDLE
    format_ = paragraph.paragraph_format
    format_.left_indent = format_.right_indent = Mm(inset)
    format_.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def set_lines(cell: Cell, lines: Sequence[Said]) -> None:
    """In the middle of a cell, one below the other."""
    for place, (text, how) in enumerate(lines):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        set_line(paragraph, text, align=MIDDLE, **how)
