"""Contracts of living đề án, for tests with a database: allocated, signed, written by the worker, read back."""

import io
import re
from datetime import timedelta

from pypdf import PdfReader

from accounts.models import Organisation
from documents.models import Document
from documents.services import write_contract
from documents.storage import read
from tests.world import World, draft, walk_to, world
from workflow.models import Case, Event
from workflow.vocabulary import State

LATER = timedelta(minutes=5)


def world_that_signs() -> World:
    """The world of the tests, with what a contract says about its two sides."""
    place = world()
    Organisation.objects.filter(pk=place.agency.pk).update(
        short_name="Cục ĐCK",
        representative="Phan Văn Cục",
        representative_title="Cục trưởng",
        tax_code="0100100100",
        bank_account="3511.0.1054321 tại Kho bạc Nhà nước khu vực I",
        address="54 Hai Bà Trưng, Hà Nội",
    )
    Organisation.objects.filter(pk=place.implementer.pk).update(
        representative="Trần Đức Hòa", representative_title="Giám đốc", tax_code="2600333444"
    )
    return place


def allocated(place: World, **fields: object) -> Case:
    return walk_to(draft(place, **fields), State.CONTRACTING)  # type: ignore[arg-type]


def last_event(case: Case) -> Event:
    return Event.objects.filter(case=case).order_by("-seq").first()  # type: ignore[return-value]


def written(case: Case) -> Document:
    """The paper of the last act, written as the worker does it."""
    event = last_event(case)
    return write_contract(event_id=event.pk, at=event.at + LATER)


def text_of(document: Document) -> str:
    """All pages as one line, without what stands outside the text of the later ones: watermark and page number."""
    first, *rest = [page.extract_text() for page in PdfReader(io.BytesIO(read(document.file, document.sha256))).pages]
    pages = [first, *(re.sub(r"^\s*DỰ THẢO\s|\s\d+\s*$", "", page) for page in rest)]
    return " ".join(" ".join(pages).split())
