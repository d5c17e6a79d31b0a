"""Papers of living đề án, for tests with a database: drafted, read as one text, drawn as the worker does it."""

import io
from datetime import date, timedelta
from typing import Any

from pypdf import PdfReader

from documents.drafting import draft as draft_paper
from documents.drawing import draw_one, paper_of
from documents.kinds import case_kind
from documents.models import Document, DocumentFile
from documents.render.word import word_of
from documents.storage import read
from documents.wording.blocks import Paper
from documents.wording.plain import lines_of
from documents.wording.values import Table
from workflow.models import Case, Event

LATER = timedelta(minutes=5)


def drafted(code: str, case: Case, event: Event | None = None, *, on: date | None = None) -> Document:
    """The draft of a paper five minutes after the last act; of `event`, else of the latest act it may belong to."""
    return draft_paper(case_kind(code), case_id=case.pk, at=case.updated_at + LATER, event=event, on=on)


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
    return "\n".join(lines_of(made))


def line_of(document: Document) -> str:
    """All that is read on the paper, as one line."""
    return " ".join(said(paper_of(document)).split())


def gaps_in(document: Document) -> str:
    return "; ".join(missing_in(document))


def rows_of(table: Table) -> list[str]:
    return [" | ".join(row.cells) for row in table.rows]


def pages_of(document: Document) -> list[str]:
    """The file of where it stands, drawn now: page by page, each as one line."""
    assert draw_one(document.pk, at=document.created_at) == 1, Document.objects.get(pk=document.pk).problem
    kind = DocumentFile.Kind.FINAL if document.issued_on else DocumentFile.Kind.DRAFT
    file = document.files.get(kind=kind)
    reader = PdfReader(io.BytesIO(read(file.name, file.sha256)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def files_of(document: Document) -> tuple[bytes, bytes]:
    """The PDF as the worker draws it, and the Word file of the same paper."""
    assert draw_one(document.pk, at=document.created_at) == 1, Document.objects.get(pk=document.pk).problem
    file = document.files.get(kind=DocumentFile.Kind.DRAFT)
    return read(file.name, file.sha256), word_of(paper_of(document))
