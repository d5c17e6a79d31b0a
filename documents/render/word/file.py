"""The file itself: its parts in order, what it says about itself, and how it is packed.

The same paper always gives the same bytes: the parts of the file carry the day of the paper, never the clock.
"""

import io
import zipfile
from datetime import datetime, time

from docx import Document
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Pt

from documents.render.page import DRAFT
from documents.render.word.annexes import add_annex
from documents.render.word.blocks import add_blocks
from documents.render.word.closing import add_closing
from documents.render.word.letterhead import add_addressees, add_letterhead, add_name
from documents.render.word.lines import GREY, MIDDLE, set_line
from documents.render.word.pages import TEXT_MM, add_page_number, set_margins
from documents.wording.blocks import Paper

FONT = "Times New Roman"
EPOCH = (1980, 1, 1, 0, 0, 0)


def word_of(paper: Paper) -> bytes:
    """The bytes of the .docx."""
    file = Document()
    _prepare(file, paper)
    add_letterhead(file, paper.head)
    add_name(file, paper)
    add_addressees(file, paper.addressees)
    add_blocks(file, paper.blocks, TEXT_MM)
    add_closing(file, paper)
    for annex in paper.annexes:
        add_annex(file, annex)
    made = io.BytesIO()
    file.save(made)
    return _without_clock(made.getvalue())


def _prepare(file: WordFile, paper: Paper) -> None:
    style = file.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    style.paragraph_format.line_spacing = 1.0
    about = file.core_properties
    about.title, about.author, about.language, about.comments = paper.title, paper.author, "vi", ""
    about.created = about.modified = datetime.combine(paper.created, time())
    about.last_modified_by = paper.author
    section = file.sections[0]
    set_margins(section)
    section.different_first_page_header_footer = True
    add_page_number(section, draft=paper.draft)
    if paper.draft:
        set_line(section.first_page_header.paragraphs[0], DRAFT, align=MIDDLE, colour=GREY)


def _without_clock(made: bytes) -> bytes:
    """The same file with no trace of when it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, EPOCH), old.read(item), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
