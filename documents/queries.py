"""What reads papers: through the đề án a person may see, drafts by who writes or signs them; of plans, what their unit wrote,
or was issued below it."""

from django.db.models import Q, QuerySet

from accounts.people import Person
from accounts.vocabulary import OrganisationKind, Role
from documents.models import Document, DocumentFile, PaperBatch
from documents.versions import same_paper
from workflow.models import Case
from workflow.queries import visible_cases
from workflow.vocabulary import Programme

#: They read every issued paper of the national programme.
NATIONAL_UNITS = (OrganisationKind.AGENCY, OrganisationKind.MINISTRY)
NEAR = ("case", "event", "template", "issuer")


def documents_of(case: Case, person: Person) -> QuerySet[Document]:
    """The papers of a case that this person may read, the newest first. The caller has made sure that the case may be seen."""
    found = Document.objects.filter(_open_to(person), case=case).select_related(*NEAR)
    return found.prefetch_related("files").order_by("-id")


def visible_documents(person: Person) -> QuerySet[Document]:
    of_cases = Q(case__in=visible_cases(person)) & _open_to(person)
    return Document.objects.filter(of_cases | (Q(case=None) & _plan_papers_seen_by(person))).select_related(*NEAR)


def _open_to(person: Person) -> Q:
    """What a person has drafted and nobody has numbered is the business of the unit that writes it and of those who have a
    place to sign on it; what an act has written by itself follows the đề án."""
    if person.is_administrator or Role.AUDITOR in person.roles:
        return Q()
    units = person.organisation_ids
    seen = ~Q(number="") | Q(created_by=None) | Q(issuer__in=units)
    for unit in units:
        seen |= Q(values__signers__contains=[{"unit": unit}])
    return seen


def plan_papers(person: Person) -> QuerySet[Document]:
    """Papers about plans that this person may read, the newest first; drafts that were thrown away are left out."""
    found = Document.objects.filter(_plan_papers_seen_by(person), case=None)
    found = found.exclude(state=Document.State.VOID, number="")
    return found.select_related(*NEAR).prefetch_related("files").order_by("-id")


def _plan_papers_seen_by(person: Person) -> Q:
    """Default deny. A draft is its unit's alone; an issued paper is read by the unit above, and nationally by Cục and Bộ."""
    if person.is_administrator:
        return Q()
    units = person.organisation_ids
    above = Q(issuer__parent__in=units)
    if any(holding.kind in NATIONAL_UNITS for holding in person.holdings):
        above |= Q(programme=Programme.NATIONAL)
    return Q(issuer__in=units) | (Q(issued_on__isnull=False) & above)


def visible_batches(person: Person) -> QuerySet[PaperBatch]:
    """A batch is the business of the unit that writes it, the newest first."""
    found = PaperBatch.objects.all() if person.is_administrator else PaperBatch.objects.filter(
        issuer__in=person.organisation_ids
    )  # fmt: skip
    return found.select_related("issuer", "created_by")


def visible_files(person: Person) -> QuerySet[DocumentFile]:
    return DocumentFile.objects.filter(document__in=visible_documents(person)).select_related("document__case")


def versions_of(document: Document, person: Person) -> QuerySet[Document]:
    """The versions of a paper that this person may read, the newest first."""
    return visible_documents(person).filter(pk__in=same_paper(document)).order_by("-id")
