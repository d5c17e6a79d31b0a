"""What reads papers: always through the đề án a person may see."""

from django.db.models import QuerySet

from accounts.people import Person
from documents.models import Document
from workflow.models import Case
from workflow.queries import visible_cases


def documents_of(case: Case) -> QuerySet[Document]:
    """The papers of a case, the newest first. The caller has made sure that the case may be seen."""
    return Document.objects.filter(case=case).select_related("case", "event").order_by("-event__seq", "kind")


def visible_documents(person: Person) -> QuerySet[Document]:
    return Document.objects.filter(case__in=visible_cases(person)).select_related("case", "event")
