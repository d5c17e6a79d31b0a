"""Which papers are versions of one another.

Of a kind that a đề án, or a plan, has one of: all about the same. Of a kind that it has many of, a letter for each act or
a reminder now and again: only those of which one says that it replaces the other.
"""

from collections.abc import Mapping

from django.db.models import QuerySet

from documents.kinds import all_kinds
from documents.models import Document


def same_paper(document: Document) -> QuerySet[Document]:
    """All its versions, itself among them."""
    if has_many(document):
        replaced = dict(
            Document.objects.filter(case=document.case_id, kind=document.kind).values_list("pk", "supersedes_id")
        )
        first = first_of(document.pk, replaced)
        return Document.objects.filter(pk__in=[pk for pk in replaced if first_of(pk, replaced) == first])
    return Document.objects.filter(
        case=document.case_id, kind=document.kind, issuer=document.issuer_id, programme=document.programme,
        plan_year=document.plan_year, tranche=document.tranche,
    )  # fmt: skip


def has_many(document: Document) -> bool:
    kind = all_kinds().get(document.kind)
    return kind is not None and kind.many


def first_of(pk: int, replaced: Mapping[int, int | None]) -> int:
    """The paper at the beginning of a chain of replacements. `replaced`: {paper: the one it replaces}."""
    while (before := replaced.get(pk)) is not None:
        pk = before
    return pk
