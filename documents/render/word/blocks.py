"""The text of a paper: its paragraphs, tables and cards, in order."""

from collections.abc import Iterable

from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from documents.render.page import CAPITALS_WIDTH, MANY_COLUMNS, plain
from documents.render.word.lines import MIDDLE, set_line, set_title
from documents.render.word.tables import plain_table, repeat_head, set_padding, set_widths, shares
from documents.wording.blocks import Block, Grid, Paragraph, Run, Runs, Sheet, Style
from documents.wording.values import CENTRE, RIGHT, Table

ALIGN = {RIGHT: WD_ALIGN_PARAGRAPH.RIGHT, CENTRE: MIDDLE}
#: Millimetres: what is asked, and what stands beside it.
CARD = (40, 125)


def add_blocks(file: WordFile, blocks: Iterable[Block], width: int) -> None:
    """`width`: of the text, in millimetres."""
    for block in blocks:
        match block:
            case Paragraph():
                _paragraph(file, block)
            case Grid():
                _grid(file, block.table, width)
            case Sheet():
                _sheet(file, block)


def _paragraph(file: WordFile, block: Paragraph) -> None:
    if block.style is Style.CENTRE:
        set_title(file, plain(block.runs), CAPITALS_WIDTH, after=6)
        return
    paragraph = file.add_paragraph()
    format_ = paragraph.paragraph_format
    format_.space_after = Pt(6)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    heading = block.style in (Style.ARTICLE, Style.SECTION)
    format_.keep_with_next = heading or block.style is Style.LEAD
    if block.style is Style.NOTE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        format_.first_line_indent = Mm(10)
    italic = block.style in (Style.BASIS, Style.NOTE)
    _runs(paragraph, block.runs, bold=heading, italic=italic)


def _runs(paragraph: WordParagraph, runs: Runs, *, bold: bool, italic: bool) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold, made.italic, made.font.size = bold or run.bold, italic, Pt(13)


def _grid(file: WordFile, table: Table, width: int) -> None:
    if table.unit:
        _paragraph(file, Paragraph((Run(table.unit),), Style.NOTE))
    widths = shares(table, width)
    size = 10 if len(widths) > MANY_COLUMNS else 12
    made = file.add_table(rows=1, cols=len(widths), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_padding(made, 1, 0.6)
    for cell, column in zip(made.rows[0].cells, table.columns, strict=True):
        set_line(cell.paragraphs[0], column.label, bold=True, size=size, align=MIDDLE)
    repeat_head(made)
    for row in table.rows:
        cells = made.add_row().cells
        for cell, column, text in zip(cells, table.columns, row.cells, strict=True):
            for place, line in enumerate(text.splitlines()):
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                set_line(paragraph, line, bold=row.total, size=size, align=ALIGN.get(column.align))
    set_widths(made, widths)
    _gap(file)


def _sheet(file: WordFile, sheet: Sheet) -> None:
    if sheet.title:
        set_line(file.add_paragraph(), sheet.title, bold=True, before=6, after=4)
    table = plain_table(file, len(sheet.rows), CARD)
    for row, (label, value) in zip(table.rows, sheet.rows, strict=True):
        set_line(row.cells[0].paragraphs[0], f"{label}:")
        set_line(row.cells[1].paragraphs[0], value)
    _gap(file)


def _gap(file: WordFile) -> None:
    """Two tables that touch become one."""
    file.add_paragraph().paragraph_format.line_spacing = Pt(6)
