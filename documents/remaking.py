"""Issued papers looked at again, years later: the stored file is whole, what it says is unchanged, and made again it is the
same to the byte."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from documents.canonical import content_hash
from documents.drawing import drawn, paper_of
from documents.models import Document, DocumentFile
from documents.render.limits import RenderError
from documents.storage import Damaged, fingerprint, read
from documents.wording.language import WordingError


def issued_papers(kind: str = "") -> QuerySet[Document]:
    """Those that have their file, in the order in which they were written; all kinds where none is named."""
    finals = DocumentFile.objects.filter(kind=DocumentFile.Kind.FINAL)
    found = Document.objects.filter(files__in=finals, template__isnull=False).select_related("template")
    found = found.prefetch_related(Prefetch("files", finals, to_attr="finals"))
    return (found.filter(kind=kind) if kind else found).order_by("id")


@dataclass(frozen=True, slots=True)
class Again:
    """`fault`: a sentence; empty where all is as it was. `note`: made again by other software, so not comparable by bytes."""

    fault: str = ""
    note: str = ""


def made_again(document: Document) -> Again:
    """The paper is one of `issued_papers`."""
    assert document.template is not None, "asked for by the query"
    (file,) = document.finals  # type: ignore[attr-defined]
    try:
        read(file.name, file.sha256)
    except Damaged as damage:
        return Again(str(damage))
    if content_hash(document.values, document.template.sha256) != document.content_hash:
        return Again("Nội dung trong cơ sở dữ liệu không còn khớp mã băm lúc phát hành.")
    try:
        made = drawn(paper_of(document))
    except (RenderError, WordingError) as error:
        return Again(f"Không lập lại được tệp: {error}")
    if fingerprint(made.pdf) == file.sha256:
        return Again()
    before = file.renderer
    others = [f"{part} {before.get(part, '?')} → {now}" for part, now in made.maker.items() if before.get(part) != now]
    if others:
        return Again(note=f"phần mềm dàn trang đã khác ({', '.join(others)})")
    return Again("Lập lại bằng cùng phần mềm dàn trang mà ra tệp khác.")
