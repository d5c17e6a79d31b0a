"""What reads papers: always through the đề án a person may see."""

from django.db.models import QuerySet

from accounts.people import Person
from documents.kinds import all_kinds
from documents.models import Document, DocumentFile
from workflow.models import Case
from workflow.queries import visible_cases


def documents_of(case: Case) -> QuerySet[Document]:
    """The papers of a case, the newest first. The caller has made sure that the case may be seen."""
    found = Document.objects.filter(case=case).select_related("case", "event", "template", "issuer")
    return found.prefetch_related("files").order_by("-id")


def visible_documents(person: Person) -> QuerySet[Document]:
    return Document.objects.filter(case__in=visible_cases(person)).select_related("case", "event", "template", "issuer")


def visible_files(person: Person) -> QuerySet[DocumentFile]:
    return DocumentFile.objects.filter(document__in=visible_documents(person)).select_related("document__case")


def versions_of(document: Document) -> QuerySet[Document]:
    """All papers of the same kind about the same, the newest first; of an act, where each act has its own."""
    same = Document.objects.filter(
        case=document.case, kind=document.kind, issuer=document.issuer, programme=document.programme,
        plan_year=document.plan_year, tranche=document.tranche,
    )  # fmt: skip
    kind = all_kinds().get(document.kind)
    if kind is not None and kind.many:
        same = same.filter(event=document.event)
    return same.order_by("-id")
