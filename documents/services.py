"""Making papers. Each verb may run twice, and may be killed anywhere: one paper per event comes out."""

from datetime import datetime

from django.db import transaction

from documents.contexts.contract import TEMPLATE_VERSION, context_of
from documents.models import Document
from documents.papers import contract_pdf
from documents.storage import fingerprint, keep
from workflow.engine.advance import lock
from workflow.models import Event
from workflow.vocabulary import Action

KIND = Document.Kind.CONTRACT


def write_contract(*, event_id: int, at: datetime) -> Document:
    """The contract that an event calls for: made once, kept for ever, however often this runs.

    The render (half a second) happens outside the transaction; the file, named by its fingerprint, is on disk before
    its row exists. Raises RenderError, NoAdvanceRule, NoPartyA, Busy.
    """
    if known := Document.objects.filter(event_id=event_id, kind=KIND).first():
        return known
    event = _event(event_id)
    context = context_of(event.case, event)
    pdf = contract_pdf(context)
    sha256 = fingerprint(pdf)
    name = f"documents/{KIND}/{event.case_id}/{event.seq:04d}-{sha256[:16]}.pdf"
    keep(name, pdf)
    with transaction.atomic():
        lock(event.case_id)
        if known := Document.objects.filter(event_id=event_id, kind=KIND).first():
            return known
        return _record(event, name=name, sha256=sha256, size=len(pdf), number=context.number or "", at=at)


def _event(event_id: int) -> Event:
    return (
        Event.objects.select_related(
            "case__province",
            "case__department__parent",
            "case__department__province",
            "case__implementer__parent",
            "case__implementer__province",
        )
        .prefetch_related("case__budget_lines", "case__beneficiaries")
        .get(pk=event_id)
    )


def _record(event: Event, *, name: str, sha256: str, size: int, number: str, at: datetime) -> Document:
    """The row, in force unless a later event already has its paper. The caller holds the case."""
    papers = Document.objects.filter(case_id=event.case_id, kind=KIND)
    superseded = Document.State.SUPERSEDED
    signed = event.action == Action.SIGN_CONTRACT
    state = Document.State.SIGNED if signed else Document.State.DRAFT
    if papers.filter(event__seq__gt=event.seq).exists():
        state = superseded
    else:
        papers.exclude(state=superseded).update(state=superseded)
    return Document.objects.create(
        case_id=event.case_id,
        kind=KIND,
        event=event,
        template_version=TEMPLATE_VERSION,
        state=state,
        number=number,
        file=name,
        sha256=sha256,
        size=size,
        created_at=at,
    )
