"""Drawing the files of papers, in a worker. A paper without its file is the work to do: nothing else queues it.

The same paper always gives the same bytes, so a worker may die anywhere and another begin again: the file stands on the
disk before its row exists, and the row exists once.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from documents.canonical import canonical
from documents.models import Document, DocumentFile
from documents.render.child import draw
from documents.render.limits import RenderError, TooLong
from documents.render.page import page_of
from documents.render.sheet import Drawn, Sheet
from documents.storage import fingerprint, keep
from documents.wording.blocks import Paper, Proof
from documents.wording.composing import Issue, compose
from documents.wording.language import WordingError
from documents.wording.values import Values
from documents.wordings import wording_of
from workflow.engine import waker
from workflow.locks import only_one

log = logging.getLogger(__name__)
_drawn_here: ContextVar[bool] = ContextVar("drawn_here", default=False)
#: A row costs about 20 ms of layout; a longer table belongs in a spreadsheet.
MAX_ROWS = 300
MOST_TRIES = 5
BATCH = 20


def paper_of(document: Document) -> Paper:
    """What was frozen, as blocks. Raises WordingError."""
    assert document.template is not None, "a paper of the present kind knows its wording"
    return compose(
        wording_of(document.template), Values.from_json(document.values), issue_of(document), data=data_of(document)
    )


def issue_of(document: Document) -> Issue | None:
    if document.issued_on is None:
        return None
    proof = Proof(document.code, document.address) if document.code else None
    return Issue(document.number, document.issued_on, proof)


def data_of(document: Document) -> str:
    """The facts of the paper for those who read by machine, as canonical JSON."""
    return canonical(
        {
            "v": 1,
            "kind": document.kind,
            "template": document.template_version,
            "number": document.number or None,
            "issued_on": document.issued_on.isoformat() if document.issued_on else None,
            "content_hash": document.content_hash,
            "facts": document.values.get("facts", {}),
        }
    )


def drawn(paper: Paper) -> Drawn:
    """Raises RenderError."""
    rows = max((len(table.rows) for table in paper.grids()), default=0)
    if rows > MAX_ROWS + 1:
        raise TooLong(f"Văn bản có bảng {rows} dòng, tối đa {MAX_ROWS} dòng. Xin gộp các dòng cùng loại.")
    return draw(Sheet(page_of(paper), paper.data, paper.created.isoformat()))


def due() -> Q:
    """Papers that lack the file of where they stand, and have not failed too often."""
    files = DocumentFile.objects.filter(document=OuterRef("pk"))
    lacks_draft = (
        Q(issued_on=None) & ~Q(state=Document.State.VOID) & ~Exists(files.filter(kind=DocumentFile.Kind.DRAFT))
    )
    lacks_final = Q(issued_on__isnull=False) & ~Exists(files.filter(kind=DocumentFile.Kind.FINAL))
    return (lacks_draft | lacks_final) & Q(tries__lt=MOST_TRIES, template__isnull=False)


def draw_due(*, at: datetime, limit: int = BATCH) -> int:
    """Draws up to `limit` papers; how many files were made. Several workers share the work."""
    made = 0
    for pk in list(Document.objects.filter(due()).order_by("id").values_list("pk", flat=True)[:limit]):
        made += draw_one(pk, at=at)
    return made


def draw_one(pk: int, *, at: datetime) -> int:
    """1 where a file was made; 0 where there is nothing to do, somebody else is at it, or it failed (and says why).

    The paper stays free while it is drawn (seconds): only who draws it is one. What was drawn counts if the paper still
    says the same.
    """
    with only_one(f"documents.draw.{pk}") as free:
        document = Document.objects.select_related("template").filter(due(), pk=pk).first() if free else None
        if document is None:
            return 0
        try:
            result = drawn(paper_of(document))
        except (RenderError, WordingError) as error:
            return _failed(document, str(error))
        except Exception:
            log.exception("document %s cannot be drawn", document.pk)
            return _failed(document, "Không lập được tệp do lỗi của phần mềm. Quản trị viên xem nhật ký máy chủ.")
        return _kept(document, result, at)


def _kept(document: Document, result: Drawn, at: datetime) -> int:
    kind = DocumentFile.Kind.FINAL if document.issued_on else DocumentFile.Kind.DRAFT
    with transaction.atomic():
        if not _as_it_was(document):
            return 0
        rooms = [asdict(room) for room in result.rooms]
        store(document, kind, result.pdf, at=at, rooms=rooms, renderer=result.maker)
        Document.objects.filter(pk=document.pk).exclude(problem="").update(problem="")
    return 1


def _as_it_was(document: Document) -> bool:
    """Locks the paper: whether it still says what was drawn."""
    same = Document.objects.select_for_update(of=("self",), no_key=True).filter(due(), pk=document.pk)
    return same.filter(content_hash=document.content_hash, issued_on=document.issued_on).exists()


def _failed(document: Document, why: str) -> int:
    """Counts the failure, unless the paper was written anew meanwhile."""
    same = Document.objects.filter(pk=document.pk, content_hash=document.content_hash, issued_on=document.issued_on)
    same.update(problem=why[:500], tries=F("tries") + 1)
    return 0


def store(
    document: Document, kind: DocumentFile.Kind, data: bytes, *, at: datetime, rooms: list[dict[str, Any]] | None = None,
    renderer: dict[str, str] | None = None, user_id: int | None = None, suffix: str = "pdf",
) -> DocumentFile:  # fmt: skip
    """The bytes on the disk, then their row."""
    sha256 = fingerprint(data)
    name = f"documents/{document.kind}/{document.pk}/{kind}-{sha256[:16]}.{suffix}"
    keep(name, data)
    return DocumentFile.objects.create(
        document=document, kind=kind, name=name, sha256=sha256, size=len(data), rooms=rooms or [],
        renderer=renderer or {}, created_by_id=user_id, created_at=at,
    )  # fmt: skip


@contextmanager
def drawn_here() -> Iterator[None]:
    """Whoever draws what they write themselves wakes nobody: that takes a thread, and with it the warm forks are gone."""
    token = _drawn_here.set(True)
    try:
        yield
    finally:
        _drawn_here.reset(token)


def wake_after_commit() -> None:
    if not _drawn_here.get():
        transaction.on_commit(_wake)


def _wake() -> None:
    from documents.tasks import draw_papers

    waker.wake(draw_papers)
