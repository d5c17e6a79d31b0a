"""The pages of a Word file: A4 with the margins of the decree, a number in the top margin, lying down for a wide annex."""

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from documents.render.page import DRAFT
from documents.render.word.lines import GREY, MIDDLE, set_line

PAGE = (Mm(210), Mm(297))
#: top, right, bottom, left (NĐ 30/2020 PL I.I.3)
MARGINS = (Mm(20), Mm(15), Mm(20), Mm(30))
#: What the margins leave for the text, upright and lying down.
TEXT_MM, WIDE_MM = 165, 252


def set_margins(section: Section) -> None:
    section.page_width, section.page_height = PAGE
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = MARGINS
    section.header_distance = Mm(10)


def add_page_number(section: Section, *, draft: bool) -> None:
    """Arabic, in the middle of the top margin; the first page has none."""
    paragraph = section.header.paragraphs[0]
    set_line(paragraph, f"{DRAFT}   " if draft else "", align=MIDDLE, colour=GREY)
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def begin_annex(file: WordFile, *, landscape: bool) -> None:
    """On a new page, numbered from 1 again."""
    section = file.add_section(WD_SECTION.NEW_PAGE)
    set_margins(section)
    section.different_first_page_header_footer = True
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = PAGE[1], PAGE[0]
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)
