"""Writing what batches ask for, row by row. Each step of a row is one transaction and moves the row on together with what
it did, so a worker may die anywhere: the next one finds where each row stands, repeats nothing and leaves nothing out.

Several workers share the rows: one that somebody else holds is passed over.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import OperationalError, transaction
from django.db.models import F, QuerySet

from documents.batches.foreseeing import already, numbers_in_force
from documents.batches.packing import pack
from documents.contexts.parties import NoPartyA
from documents.drafting import CannotDraft, draft, issuer_of
from documents.drawing import MOST_TRIES, draw_one, drawn_here
from documents.issuing import CannotIssue, issue
from documents.kinds import case_kind
from documents.models import Document, DocumentFile, PaperBatch, PaperBatchRow
from documents.models.batches import OPEN
from documents.storage import forget
from documents.wording.language import WordingError
from documents.wordings import NoWording
from workflow.engine.refusals import Busy, EngineError
from workflow.money.advances import NoAdvanceRule

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
State = PaperBatchRow.State
#: Rows of one call, and how long it may take; then others have their turn at the worker until the next tick.
ROWS = 100
TURN = timedelta(seconds=20)
#: Somebody is at work on the project, or the database was away: worth another look, not for ever.
PASSING = (Busy, OperationalError)
REFUSALS = (CannotDraft, CannotIssue, NoPartyA, NoWording, NoAdvanceRule, WordingError, EngineError)
FAULT = "Lỗi của phần mềm khi lập văn bản này; quản trị viên xem nhật ký của hệ thống."


def work(*, clock: Clock, limit: int = ROWS) -> bool:
    """The next rows of all open batches, the oldest batch first. True while there is more that could be done now."""
    until = clock() + TURN
    rows = PaperBatchRow.objects.filter(batch__state=PaperBatch.State.WORKING, state__in=OPEN)
    moved = False
    for pk in list(rows.order_by("tries", "batch_id", "pk").values_list("pk", flat=True)[:limit]):
        moved = _walk(pk, clock) or moved
        if clock() > until:
            break
    for pk in PaperBatch.objects.filter(state=PaperBatch.State.WORKING).values_list("pk", flat=True):
        finish(pk, at=clock())
    return moved and rows.exists()


def _walk(pk: int, clock: Clock) -> bool:
    """One row as far as it comes now; whether it moved."""
    moved = False
    try:
        with drawn_here():
            while step(pk, clock()):
                moved = True
    except PASSING as error:
        moved = _later(pk, str(error), clock()) or moved
    except REFUSALS as refused:
        moved = _fail(pk, str(refused), clock())
    except Exception:
        log.exception("batch row %s cannot be written", pk)
        moved = _fail(pk, FAULT, clock())
    return moved


def step(pk: int, at: datetime) -> bool:
    """The next step of a row; False where there is none, or it is not possible now."""
    document_id = _open().filter(pk=pk).values_list("document_id", flat=True).first()
    if document_id is not None:
        draw_one(document_id, at=at)
    with transaction.atomic():
        # A lock that is never waited for: it may come before that of the case without two workers blocking each other.
        held = _open().select_for_update(of=("self",), skip_locked=True, no_key=True)
        row = held.select_related("batch", "case", "document").filter(pk=pk).first()
        if row is None:
            return False
        if row.state == State.WAITING:
            _draft(row, at)
            return True
        assert row.document is not None, "a row beyond waiting has its paper"
        if row.state == State.DRAFTED and row.batch.issues and row.document.is_draft:
            return _drawn(row.document, DocumentFile.Kind.DRAFT) and _issue(row, at)
        return _drawn(row.document, _last_file(row)) and _end(row, at)


def _open() -> QuerySet[PaperBatchRow]:
    return PaperBatchRow.objects.filter(state__in=OPEN)


def _draft(row: PaperBatchRow, at: datetime) -> None:
    kind = case_kind(row.batch.kind)
    if issuer_of(kind, row.case).pk != row.batch.issuer_id:
        raise CannotDraft(f"Đề án này không thuộc {row.batch.issuer}.")
    row.document = draft(kind, case_id=row.case_id, at=at, user_id=row.batch.created_by_id)
    # Asked behind the lock of the case, which issuing of this paper also had to wait for.
    if held := numbers_in_force(kind, [row.case]):
        raise CannotDraft(already(kind, held[row.case_id]))
    row.state = State.DRAFTED
    row.save(update_fields=["document", "state"])


def _issue(row: PaperBatchRow, at: datetime) -> bool:
    assert row.document_id is not None
    issue(
        document_id=row.document_id, user_id=row.batch.created_by_id, at=at, despite_gaps=row.batch.despite_gaps
    )  # fmt: skip
    row.state = State.ISSUED
    row.save(update_fields=["state"])
    return True


def _end(row: PaperBatchRow, at: datetime) -> bool:
    row.state, row.ended_at = State.DONE, at
    row.save(update_fields=["state", "ended_at"])
    return True


def _last_file(row: PaperBatchRow) -> DocumentFile.Kind:
    """The file with which the row is done: the issued one, also where somebody issued the draft by hand meanwhile."""
    assert row.document is not None
    return DocumentFile.Kind.FINAL if row.document.issued_on else DocumentFile.Kind.DRAFT


def _drawn(document: Document, kind: DocumentFile.Kind) -> bool:
    """Whether the file is there; else somebody is drawing it. Raises CannotDraft for one that can never be drawn."""
    if DocumentFile.objects.filter(document=document, kind=kind).exists():
        return True
    if document.state == Document.State.VOID:
        raise CannotDraft("Dự thảo đã bị bỏ trong khi lập hàng loạt.")
    if document.tries >= MOST_TRIES:
        raise CannotDraft(document.problem or FAULT)
    return False


def _fail(pk: int, why: str, at: datetime) -> bool:
    """The reason stands on the row; True where it is this one that was given up."""
    return bool(_open().filter(pk=pk).update(state=State.FAILED, problem=why[:1000] or FAULT, ended_at=at))


def _later(pk: int, why: str, at: datetime) -> bool:
    """One more try, behind the rows that were tried less."""
    _open().filter(pk=pk).update(tries=F("tries") + 1)
    tries = _open().filter(pk=pk).values_list("tries", flat=True).first()
    return tries is not None and tries >= MOST_TRIES and _fail(pk, why, at)


def finish(pk: int, *, at: datetime) -> None:
    """A batch without open rows: its files packed, its end written, once."""
    with transaction.atomic():
        held = PaperBatch.objects.select_for_update(of=("self",), skip_locked=True)
        batch = held.filter(pk=pk, state=PaperBatch.State.WORKING).first()
        if batch is None or batch.rows.filter(state__in=OPEN).exists():
            return
        packed = pack(batch)
        if packed is not None:
            if batch.archive not in ("", packed.name):
                transaction.on_commit(partial(forget, batch.archive))
            batch.archive, batch.archive_sha256, batch.archive_size = packed.name, packed.sha256, packed.size
        batch.state, batch.ended_at = PaperBatch.State.DONE, at
        batch.save()
