"""What reads papers: always through the đề án a person may see."""

from django.db.models import QuerySet

from accounts.people import Person
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
