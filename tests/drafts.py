"""Papers of living đề án for tests: drafted as a person would, read as text, drawn as the worker does."""

from datetime import timedelta

from documents.drafting import draft
from documents.drawing import draw_one, paper_of
from documents.kinds import case_kind
from documents.models import Document, DocumentFile
from documents.render.word import word_of
from documents.storage import read
from documents.wording.plain import lines_of
from workflow.models import Case, Event

SOON = timedelta(minutes=5)


def drafted(code: str, case: Case, event: Event | None = None) -> Document:
    """After the latest act the paper may belong to, or after `event`."""
    return draft(case_kind(code), case_id=case.pk, at=case.updated_at + SOON, event=event)


def said(document: Document) -> str:
    """All that is read on the paper, as one line."""
    return " ".join(" ".join(lines_of(paper_of(document))).split())


def missing(document: Document) -> str:
    return "; ".join(document.values["missing"])


def files_of(document: Document) -> tuple[bytes, bytes]:
    """The PDF as the worker draws it, and the Word file of the same paper."""
    assert draw_one(document.pk, at=document.created_at + SOON) == 1, Document.objects.get(pk=document.pk).problem
    file = document.files.get(kind=DocumentFile.Kind.DRAFT)
    return read(file.name, file.sha256), word_of(paper_of(document))
