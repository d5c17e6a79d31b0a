"""Papers of living đề án, for tests with a database: drafted, read as one text, drawn as the worker does it."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from pypdf import PdfReader

from documents.drafting import draft as draft_paper
from documents.drawing import draw_one, paper_of
from documents.kinds import case_kind
from documents.models import Document, DocumentFile
from documents.storage import read
from documents.wording.blocks import Block, Grid, Paper, Paragraph
from documents.wording.values import Table
from workflow.models import Case

LATER = timedelta(minutes=5)


def drafted(code: str, case: Case, *, on: date | None = None) -> Document:
    """The draft of a paper five minutes after the last act."""
    return draft_paper(case_kind(code), case_id=case.pk, at=case.updated_at + LATER, on=on)


def paper(code: str, case: Case, *, on: date | None = None) -> Paper:
    return paper_of(drafted(code, case, on=on))


def missing_in(document: Document) -> list[str]:
    found: list[str] = list(document.values["missing"])
    return found


def facts_in(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = document.values["facts"]
    return found


def said(made: Paper) -> str:
    """All its text, a line for each paragraph, row of a table and line of a card."""
    blocks = [*made.blocks, *(block for annex in made.annexes for block in annex.blocks)]
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Grid():
            yield from rows_of(block.table)
        case _:
            yield from (f"{label}: {value}" for label, value in block.rows)


def rows_of(table: Table) -> list[str]:
    return [" | ".join(row.cells) for row in table.rows]


def pages_of(document: Document) -> list[str]:
    """The file of where it stands, drawn now: page by page, each as one line."""
    assert draw_one(document.pk, at=document.created_at) == 1, Document.objects.get(pk=document.pk).problem
    kind = DocumentFile.Kind.FINAL if document.issued_on else DocumentFile.Kind.DRAFT
    file = document.files.get(kind=kind)
    reader = PdfReader(io.BytesIO(read(file.name, file.sha256)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]
