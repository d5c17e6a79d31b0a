"""What stands above the text: who writes beside quốc hiệu, the number and the day, the name of the paper, whom it is for."""

from collections.abc import Sequence

from docx.document import Document as WordFile

from documents.lines import balanced_lines, ended
from documents.render.page import ABOUT_WIDTH, COUNTRY, LETTERHEAD_WIDTH, MOTTO, SUBJECT_WIDTH
from documents.render.word.lines import MIDDLE, TITLE_INSET, Said, add_rule, set_line, set_lines, set_title
from documents.render.word.tables import SIDE_BY_SIDE, plain_table
from documents.wording.blocks import Head, Paper

#: Millimetres left free beside the rule of a column: it takes a third, as the decree wants.
LETTERHEAD_INSET = 26


def add_letterhead(file: WordFile, head: Head) -> None:
    table = plain_table(file, 2, SIDE_BY_SIDE)
    left, right = table.rows[0].cells
    lines = [(line, False) for line in balanced_lines(head.parent, LETTERHEAD_WIDTH)]
    lines += [(line, True) for line in balanced_lines(head.issuer, LETTERHEAD_WIDTH)]
    set_lines(left, [(text, {"bold": bold, "size": 12}) for text, bold in lines])
    add_rule(left, LETTERHEAD_INSET)
    set_lines(right, [(COUNTRY, {"bold": True, "size": 12}), (MOTTO, {"bold": True})])
    add_rule(right, LETTERHEAD_INSET)
    left, right = table.rows[1].cells
    about: list[Said] = [(line, {"size": 12}) for line in balanced_lines(head.about, ABOUT_WIDTH)]
    set_lines(left, [(head.number, {}), *about])
    set_lines(right, [(head.place_and_day, {"italic": True})])
    file.add_paragraph()


def add_name(file: WordFile, paper: Paper) -> None:
    """Tên loại and trích yếu; a công văn has none and says in its letterhead what it is about."""
    if paper.kind:
        set_line(file.add_paragraph(), paper.kind, bold=True, size=14, align=MIDDLE, before=6)
        set_title(file, paper.subject, SUBJECT_WIDTH, size=14)
        add_rule(file, TITLE_INSET)
        file.add_paragraph()


def add_addressees(file: WordFile, names: Sequence[str]) -> None:
    if len(names) == 1:
        set_line(file.add_paragraph(), f"Kính gửi: {names[0]}", align=MIDDLE, before=6, after=12)
    elif names:
        set_line(file.add_paragraph(), "Kính gửi:", before=6, indent=20)
        for line in ended(names):
            set_line(file.add_paragraph(), f"- {line}", indent=40)
