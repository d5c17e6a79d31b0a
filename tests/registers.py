"""Drafts that wait for their number, many at a time: what one contract says, over as many đề án."""

from documents.drawing import store
from documents.models import Document, DocumentFile
from tests.contracts import LATER, allocated, written
from tests.world import World, draft

DRAWN = b"%PDF-1.7 a draft that nobody reads"


def waiting(place: World, count: int) -> list[int]:
    """The ids of drafts of contracts that can be issued at once. Their files are stand-ins: numbers do not read them."""
    model = written(allocated(place))
    names = {field.attname for field in Document._meta.concrete_fields} - {"id", "case_id"}
    copied = {name: getattr(model, name) for name in names}
    found = [model.pk]
    for _ in range(count - 1):
        document = Document.objects.create(**copied, case=draft(place))
        store(document, DocumentFile.Kind.DRAFT, DRAWN, at=model.created_at + LATER)
        found.append(document.pk)
    return found
