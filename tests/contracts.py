"""Contracts of living đề án, for tests with a database: allocated, signed, written by the worker, read back."""

from datetime import timedelta

from accounts.models import Organisation
from documents.models import Document, DocumentFile
from documents.services import write_contract
from documents.storage import read
from tests.papers import opened, words_of
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
    """The paper of the last act, written and drawn as the worker does it."""
    event = last_event(case)
    return write_contract(event_id=event.pk, at=event.at + LATER)


def file_of(document: Document) -> DocumentFile:
    """The newest file of a paper."""
    return document.files.order_by("-id")[0]


def bytes_of(document: Document) -> bytes:
    file = file_of(document)
    return read(file.name, file.sha256)


def text_of(document: Document) -> str:
    """What its file says, as one line."""
    return words_of(opened(bytes_of(document)))
