"""Papers on their way, for tests: drafted from a living đề án, drawn as the worker draws, issued by who may."""

from datetime import datetime, timedelta

from documents.drafting import draft
from documents.drawing import draw_one
from documents.issuing import issue
from documents.kinds import case_kind
from documents.models import Document, DocumentFile
from documents.storage import read
from tests.contracts import last_event
from tests.papers import opened, words_of
from workflow.models import Case

SOON = timedelta(minutes=2)


def moment(case: Case) -> datetime:
    """Shortly after the last act of the case."""
    return last_event(case).at + SOON


def drafted(case: Case, kind: str = "contract") -> Document:
    document = draft(case_kind(kind), case_id=case.pk, at=moment(case))
    draw_one(document.pk, at=moment(case))
    document.refresh_from_db()
    return document


def issued(case: Case, user_id: int, kind: str = "contract", *, despite_gaps: bool = True) -> Document:
    document = drafted(case, kind)
    made = issue(document_id=document.pk, user_id=user_id, at=moment(case), despite_gaps=despite_gaps)
    draw_one(made.pk, at=moment(case))
    made.refresh_from_db()
    return made


def bytes_of(document: Document, kind: DocumentFile.Kind = DocumentFile.Kind.FINAL) -> bytes:
    file = document.files.filter(kind=kind).order_by("-id").get()
    return read(file.name, file.sha256)


def words_in(data: bytes) -> str:
    return words_of(opened(data))
