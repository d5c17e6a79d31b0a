"""The contract that an act calls for. Each verb may run twice, and may be killed anywhere: one paper per act comes out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from documents.canonical import content_hash
from documents.drafting import filled, issuer_of, matter_of
from documents.drawing import draw_one
from documents.issuing import supersede_earlier
from documents.kinds import case_kind
from documents.models import Document
from documents.wording.values import Values
from documents.wordings import wording_for
from workflow.engine.advance import lock
from workflow.engine.clock import day_of
from workflow.models import Event
from workflow.vocabulary import Action

CONTRACT = "contract"
State = Document.State


def write_contract(*, event_id: int, at: datetime) -> Document:
    """The contract of an act: a draft after allocation, the signed text after signing; made once, however often this runs.

    Raises NoAdvanceRule, NoPartyA, NoWording, Busy. The file is drawn at once; should that fail the worker tries again.
    """
    document = _written(event_id, at)
    draw_one(document.pk, at=at)
    return document


def _written(event_id: int, at: datetime) -> Document:
    event = Event.objects.get(pk=event_id)
    with transaction.atomic():
        lock(event.case_id)
        papers = Document.objects.filter(case_id=event.case_id, kind=CONTRACT)
        if known := papers.filter(event=event).order_by("id").first():
            return known
        document = _document(event, at)
        if event.action == Action.SIGN_CONTRACT:
            issued = papers.filter(state=State.ISSUED, number=document.number).first()
            if issued is not None and _says_the_same(issued.values, document.values):
                issued.state = State.SIGNED
                issued.save(update_fields=["state"])
                return issued
            document.state = State.SIGNED
        if papers.filter(event__seq__gt=event.seq).exists():
            document.state = State.SUPERSEDED
        document.save()
        if document.state == State.SIGNED:
            supersede_earlier(document)
        if document.state != State.SUPERSEDED:
            papers.filter(state=State.DRAFT).exclude(pk=document.pk).update(state=State.SUPERSEDED)
    return document


def _document(event: Event, at: datetime) -> Document:
    """The contract as this act makes it, not yet saved; signed by hand under the number that was typed."""
    kind, on = case_kind(CONTRACT), day_of(event.at)
    matter = matter_of(kind, event.case_id, event, on)
    values = filled(kind, matter).to_json()
    version = wording_for(CONTRACT, on)
    document = Document(
        case_id=event.case_id, kind=CONTRACT, event=event, issuer=issuer_of(kind, matter.case), template=version,
        template_version=str(version), values=values, content_hash=content_hash(values, version.sha256), created_at=at,
    )  # fmt: skip
    if event.action == Action.SIGN_CONTRACT:
        document.number = str(event.data["contract_number"])
        document.issued_on = date.fromisoformat(event.data["signed_on"])
    return document


def _says_the_same(issued: Mapping[str, Any], signed: Mapping[str, Any]) -> bool:
    """Whatever day each was written, what was to be looked at then, and what a signer could not yet say."""
    unsaid = {"written_on": "", "warnings": ()}
    return {**Values.from_json(issued).to_json(), **unsaid} == {**Values.from_json(signed).to_json(), **unsaid}
