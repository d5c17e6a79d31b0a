"""A paper as a Word file to work on: the same blocks, the same text. It is a working copy; the record is the PDF.

The same paper always gives the same bytes: the parts of the file carry the day of the paper, never the clock.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import segno
from docx import Document
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from documents.lines import balanced_lines, ended
from documents.render.page import (
    ABOUT_WIDTH,
    COUNTRY,
    DRAFT,
    HINT,
    LETTERHEAD_WIDTH,
    MANY_COLUMNS,
    MOTTO,
    proof_line,
)  # fmt: skip
from documents.wording.blocks import Annex, Block, Grid, Paper, Paragraph, Proof, Run, Runs, Sheet, Style
from documents.wording.values import CENTRE, RIGHT, Signer, Table, side_by_side

FONT = "Times New Roman"
PAGE = (Mm(210), Mm(297))
#: top, right, bottom, left (NĐ 30/2020 PL I.I.3)
MARGINS = (Mm(20), Mm(15), Mm(20), Mm(30))
TEXT_MM, WIDE_MM = 165, 252
GREY = RGBColor(0x99, 0x99, 0x99)
EPOCH = (1980, 1, 1, 0, 0, 0)
ALIGN = {RIGHT: WD_ALIGN_PARAGRAPH.RIGHT, CENTRE: WD_ALIGN_PARAGRAPH.CENTER}
MIDDLE = WD_ALIGN_PARAGRAPH.CENTER
#: A line and how it is set: arguments of `_line`.
Said = tuple[str, dict[str, Any]]


def word_of(paper: Paper) -> bytes:
    """The bytes of the .docx."""
    file = Document()
    _prepare(file, paper)
    _letterhead(file, paper)
    if paper.kind:
        _line(file.add_paragraph(), paper.kind, bold=True, size=14, align=MIDDLE, before=6)
        _line(file.add_paragraph(), paper.subject, bold=True, size=14, align=MIDDLE, after=12)
    _addressees(file, paper.addressees)
    _blocks(file, paper.blocks, TEXT_MM)
    _closing(file, paper)
    for annex in paper.annexes:
        _annex(file, annex)
    made = io.BytesIO()
    file.save(made)
    return _dated(made.getvalue())


def _dated(made: bytes) -> bytes:
    """The same file with no trace of when it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, EPOCH), old.read(item), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# --- the file --------------------------------------------------------------------------------------------------------
def _prepare(file: WordFile, paper: Paper) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    about = file.core_properties
    about.title, about.author, about.language, about.comments = paper.title, paper.author, "vi", ""
    about.created = about.modified = datetime.combine(paper.created, time())
    about.last_modified_by = paper.author
    section = file.sections[0]
    _margins(section)
    section.different_first_page_header_footer = True
    _page_number(section, draft=paper.draft)
    if paper.draft:
        _line(section.first_page_header.paragraphs[0], DRAFT, align=MIDDLE, colour=GREY)


def _margins(section: Section) -> None:
    section.page_width, section.page_height = PAGE
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = MARGINS
    section.header_distance = Mm(10)


def _page_number(section: Section, *, draft: bool) -> None:
    """Arabic, in the middle of the top margin; the first page has none."""
    paragraph = section.header.paragraphs[0]
    _line(paragraph, f"{DRAFT}   " if draft else "", align=MIDDLE, colour=GREY)
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


# --- letterhead ------------------------------------------------------------------------------------------------------
def _letterhead(file: WordFile, paper: Paper) -> None:
    head = paper.head
    table = _plain_table(file, 2, (75, 90))
    left, right = table.rows[0].cells
    lines = [(line, False) for line in balanced_lines(head.parent, LETTERHEAD_WIDTH)]
    lines += [(line, True) for line in balanced_lines(head.issuer, LETTERHEAD_WIDTH)]
    _lines(left, [(text, {"bold": bold, "size": 12}) for text, bold in lines])
    _rule(left)
    _lines(right, [(COUNTRY, {"bold": True, "size": 12}), (MOTTO, {"bold": True})])
    _rule(right)
    left, right = table.rows[1].cells
    about: list[Said] = [(line, {"size": 12}) for line in balanced_lines(head.about, ABOUT_WIDTH)]
    _lines(left, [(head.number, {}), *about])
    _lines(right, [(head.place_and_day, {"italic": True})])
    file.add_paragraph()


def _rule(cell: Cell) -> None:
    """A short line under the last paragraph: a third of it, as the decree wants."""
    paragraph = cell.add_paragraph()
    paragraph.alignment = MIDDLE
    format_ = paragraph.paragraph_format
    format_.left_indent = format_.right_indent = Mm(26)
    format_.line_spacing = Pt(4)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)


def _addressees(file: WordFile, names: Sequence[str]) -> None:
    if len(names) == 1:
        _line(file.add_paragraph(), f"Kính gửi: {names[0]}", align=MIDDLE, before=6, after=12)
    elif names:
        _line(file.add_paragraph(), "Kính gửi:", before=6, indent=20)
        for line in ended(names):
            _line(file.add_paragraph(), f"- {line}", indent=40)


# --- blocks ----------------------------------------------------------------------------------------------------------
def _blocks(file: WordFile, blocks: Iterable[Block], width: int) -> None:
    for block in blocks:
        match block:
            case Paragraph():
                _paragraph(file, block)
            case Grid():
                _grid(file, block.table, width)
            case Sheet():
                _sheet(file, block)


def _paragraph(file: WordFile, block: Paragraph) -> None:
    paragraph = file.add_paragraph()
    format_ = paragraph.paragraph_format
    format_.space_after = Pt(6)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    heading = block.style in (Style.ARTICLE, Style.SECTION)
    format_.keep_with_next = heading or block.style is Style.LEAD
    match block.style:
        case Style.CENTRE:
            paragraph.alignment = MIDDLE
        case Style.NOTE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        case _:
            format_.first_line_indent = Mm(10)
    italic = block.style in (Style.BASIS, Style.NOTE)
    _runs(paragraph, block.runs, bold=heading or block.style is Style.CENTRE, italic=italic)


def _runs(paragraph: WordParagraph, runs: Runs, *, bold: bool = False, italic: bool = False, size: int = 13) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold, made.italic, made.font.size = bold or run.bold, italic, Pt(size)


def _grid(file: WordFile, table: Table, width: int) -> None:
    if table.unit:
        _paragraph(file, Paragraph((Run(table.unit),), Style.NOTE))
    widths = _shares(table, width)
    size = 10 if len(widths) > MANY_COLUMNS else 12
    made = file.add_table(rows=1, cols=len(widths), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _padding(made, 1)
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        _line(cell.paragraphs[0], column.label, bold=True, size=size, align=MIDDLE)
    _repeats(made)
    for row in table.rows:
        cells = made.add_row().cells
        for cell, column, text in zip(cells, table.columns, row.cells, strict=True):
            for place, line in enumerate(text.splitlines()):
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                _line(paragraph, line, bold=row.total, size=size, align=ALIGN.get(column.align))
    _set_widths(made, widths)
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _shares(table: Table, width: int) -> list[int]:
    """Millimetres: what is fixed, and an even share of the rest."""
    open_columns = sum(1 for column in table.columns if not column.mm)
    rest = max(width - sum(column.mm for column in table.columns), 15 * open_columns)
    return [column.mm or rest // open_columns for column in table.columns]


def _repeats(table: WordTable) -> None:
    """The head comes back on every page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _padding(table: WordTable, mm: float) -> None:
    """The room left and right inside each cell; Word's own two millimetres break quốc hiệu and long sums."""
    margins = OxmlElement("w:tblCellMar")
    for name in ("left", "right"):
        side = OxmlElement(f"w:{name}")
        side.set(qn("w:w"), str(round(mm * 56.7)))
        side.set(qn("w:type"), "dxa")
        margins.append(side)
    table._tbl.tblPr.append(margins)


def _set_widths(table: WordTable, widths: Sequence[int]) -> None:
    """Both the columns and the cells: readers of these files disagree about which counts."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _sheet(file: WordFile, sheet: Sheet) -> None:
    if sheet.title:
        _line(file.add_paragraph(), sheet.title, bold=True, before=6, after=4)
    table = _plain_table(file, len(sheet.rows), (40, 125))
    for row, (label, value) in zip(table.rows, sheet.rows, strict=True):
        _line(row.cells[0].paragraphs[0], f"{label}:")
        _line(row.cells[1].paragraphs[0], value)
    file.add_paragraph().paragraph_format.space_after = Pt(2)


# --- the end ---------------------------------------------------------------------------------------------------------
def _closing(file: WordFile, paper: Paper) -> None:
    signers, recipients = paper.signers, paper.recipients
    if len(signers) == 1:
        table = _plain_table(file, 1, (75, 90))
        _recipients(table.rows[0].cells[0], recipients)
        _signer(table.rows[0].cells[1], signers[0], signers[0].above)
    else:
        if signers:
            table = _plain_table(file, 1, (TEXT_MM // len(signers),) * len(signers))
            for cell, signer, above in zip(table.rows[0].cells, signers, side_by_side(signers), strict=True):
                _signer(cell, signer, above)
        if recipients:
            _recipients(_plain_table(file, 1, (TEXT_MM,)).rows[0].cells[0], recipients)
    if paper.proof:
        _proof(file, paper.proof)


def _signer(cell: Cell, signer: Signer, above: Sequence[str]) -> None:
    _lines(cell, [*((line, {"bold": True}) for line in above), (signer.hint or HINT, {"italic": True, "size": 12})])
    for _ in range(4):
        cell.add_paragraph()
    _line(cell.add_paragraph(), signer.name, bold=True, align=MIDDLE)


def _recipients(cell: Cell, lines: Sequence[str]) -> None:
    if lines:
        _line(cell.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
        for line in ended(lines):
            _line(cell.add_paragraph(), f"- {line}", size=11)


def _proof(file: WordFile, proof: Proof) -> None:
    image = io.BytesIO()
    segno.make(proof.address, error="m", boost_error=False).save(image, kind="png", scale=6, border=0)
    image.seek(0)
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.add_run().add_picture(image, width=Mm(20))
    _line(file.add_paragraph(), proof_line(proof), size=9)


def _annex(file: WordFile, annex: Annex) -> None:
    section = file.add_section(WD_SECTION.NEW_PAGE)
    _margins(section)
    section.different_first_page_header_footer = True
    if annex.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = PAGE[1], PAGE[0]
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)
    _line(file.add_paragraph(), annex.heading, bold=True, size=14, align=MIDDLE)
    _line(file.add_paragraph(), annex.title, bold=True, align=MIDDLE)
    _line(file.add_paragraph(), annex.reference, italic=True, align=MIDDLE, after=10)
    _blocks(file, annex.blocks, WIDE_MM if annex.landscape else TEXT_MM)


# --- lines -----------------------------------------------------------------------------------------------------------
def _line(
    paragraph: WordParagraph, text: str, *, bold: bool = False, italic: bool = False, size: int = 13,
    align: WD_ALIGN_PARAGRAPH | None = None, before: int = 0, after: int = 0, indent: int = 0,
    colour: RGBColor | None = None,
) -> None:  # fmt: skip
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if colour is not None:
        run.font.color.rgb = colour
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if indent:
        paragraph.paragraph_format.left_indent = Mm(indent)


def _lines(cell: Cell, lines: Sequence[Said]) -> None:
    for place, (text, how) in enumerate(lines):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        _line(paragraph, text, align=MIDDLE, **how)


def _plain_table(file: WordFile, rows: int, widths: Sequence[int]) -> WordTable:
    """Without borders: for what stands side by side."""
    table: WordTable = file.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    _padding(table, 0)
    _set_widths(table, widths)
    return table
