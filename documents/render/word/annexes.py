"""A phụ lục: pages of its own under its own head, lying down where its table is wide."""

from docx.document import Document as WordFile

from documents.render.page import title_width
from documents.render.word.blocks import add_blocks
from documents.render.word.lines import MIDDLE, TITLE_INSET, TITLE_INSET_ACROSS, add_rule, set_line, set_title
from documents.render.word.pages import TEXT_MM, WIDE_MM, begin_annex
from documents.wording.blocks import Annex


def add_annex(file: WordFile, annex: Annex) -> None:
    begin_annex(file, landscape=annex.landscape)
    set_line(file.add_paragraph(), annex.heading, bold=True, size=14, align=MIDDLE)
    set_title(file, annex.title, title_width(annex))
    set_line(file.add_paragraph(), annex.reference, italic=True, align=MIDDLE)
    add_rule(file, TITLE_INSET_ACROSS if annex.landscape else TITLE_INSET)
    file.add_paragraph()
    add_blocks(file, annex.blocks, WIDE_MM if annex.landscape else TEXT_MM)
