"""The end of a paper: who signs, who receives it, and the code by which anyone may check it."""

import io
from collections.abc import Sequence

import segno
from docx.document import Document as WordFile
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell

from documents.lines import ended
from documents.render.page import HINT, proof_line
from documents.render.word.lines import MIDDLE, set_line, set_lines
from documents.render.word.pages import TEXT_MM
from documents.render.word.tables import SIDE_BY_SIDE, plain_table
from documents.wording.blocks import Paper, Proof
from documents.wording.values import Signer, side_by_side

#: Empty lines between the title and the name: the room for a signature and a seal.
ROOM = 4


def add_closing(file: WordFile, paper: Paper) -> None:
    """One who signs stands on the right, nơi nhận beside; two or more stand in a row, nơi nhận below."""
    signers, recipients = paper.signers, paper.recipients
    if len(signers) == 1:
        table = plain_table(file, 1, SIDE_BY_SIDE)
        _recipients(table.rows[0].cells[0], recipients)
        _signer(table.rows[0].cells[1], signers[0], signers[0].above)
    else:
        if signers:
            table = plain_table(file, 1, (TEXT_MM // len(signers),) * len(signers))
            for cell, signer, above in zip(table.rows[0].cells, signers, side_by_side(signers), strict=True):
                _signer(cell, signer, above)
        if recipients:
            _recipients(plain_table(file, 1, (TEXT_MM,)).rows[0].cells[0], recipients)
    if paper.proof:
        _proof(file, paper.proof)


def _signer(cell: Cell, signer: Signer, above: Sequence[str]) -> None:
    set_lines(cell, [*((line, {"bold": True}) for line in above), (signer.hint or HINT, {"italic": True, "size": 12})])
    for _ in range(ROOM):
        cell.add_paragraph()
    set_line(cell.add_paragraph(), signer.name, bold=True, align=MIDDLE)


def _recipients(cell: Cell, lines: Sequence[str]) -> None:
    if lines:
        set_line(cell.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12)
        for line in ended(lines):
            set_line(cell.add_paragraph(), f"- {line}", size=11)


def _proof(file: WordFile, proof: Proof) -> None:
    image = io.BytesIO()
    segno.make(proof.address, error="m", boost_error=False).save(image, kind="png", scale=6, border=0)
    image.seek(0)
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.add_run().add_picture(image, width=Mm(20))
    set_line(file.add_paragraph(), proof_line(proof), size=9)
