"""What reads papers: through the đề án a person may see; of plans, what their unit wrote, or was issued below it."""

from django.db.models import Q, QuerySet

from accounts.people import Person
from accounts.vocabulary import OrganisationKind
from documents.kinds import all_kinds
from documents.models import Document, DocumentFile, PaperBatch
from workflow.models import Case
from workflow.queries import visible_cases
from workflow.vocabulary import Programme

#: They read every issued paper of the national programme.
NATIONAL_UNITS = (OrganisationKind.AGENCY, OrganisationKind.MINISTRY)
NEAR = ("case", "event", "template", "issuer")


def documents_of(case: Case) -> QuerySet[Document]:
    """The papers of a case, the newest first. The caller has made sure that the case may be seen."""
    found = Document.objects.filter(case=case).select_related("case", "event", "template", "issuer")
    return found.prefetch_related("files").order_by("-id")


def visible_documents(person: Person) -> QuerySet[Document]:
    seen = Q(case__in=visible_cases(person)) | (Q(case=None) & _plan_papers_seen_by(person))
    return Document.objects.filter(seen).select_related(*NEAR)


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
