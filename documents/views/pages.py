"""The papers of a đề án, and one paper: what there is, what is missing, what can be done with it."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.drawing import paper_of
from documents.kinds import all_kinds
from documents.models import Document, DocumentFile
from documents.naming import label_of
from documents.overview import papers_of
from documents.queries import versions_of, visible_documents
from documents.redline import redline
from documents.rights import may_draft, may_issue, may_sign
from documents.signing.service import places_of
from documents.storage import Damaged, read
from documents.versions import same_paper
from documents.wording.plain import lines_of
from workflow.views.asking import Asking, asking, case_or_404

if TYPE_CHECKING:
    from documents.signing.verifying import Checked

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Possible:
    """What this person can do with a paper now."""

    refresh: bool
    issue: bool
    discard: bool
    replace: bool
    void: bool

    @property
    def any(self) -> bool:
        return self.refresh or self.issue or self.discard or self.replace or self.void


@login_required
@require_safe
def papers(request: HttpRequest, code: str) -> HttpResponse:
    who = asking(request)
    case = case_or_404(code, who.person)
    return render(request, "documents/papers.html", {"case": case, "shown": papers_of(case, who.person, who.on)})


@login_required
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    who = asking(request)
    document = document_or_404(pk, who)
    kind = all_kinds().get(document.kind)
    files = list(document.files.all())
    context = {
        "document": document,
        "case": document.case,
        "kind": kind,
        "label": label_of(document),
        "files": files,
        "drawing": document.template_id and not document.problem and not _drawn(document, files),
        "possible": possible(document, who),
        "versions": versions_of(document, who.person),
        **_signatures(document, files, who),
    }
    return render(request, "documents/paper.html", context)


def _signatures(document: Document, files: list[DocumentFile], who: Asking) -> dict[str, Any]:
    """Who has signed and may sign, and what the newest signed file says of its signatures when it is read back."""
    if not document.issued_on or not document.template_id:
        return {}
    places = places_of(document)
    signed = next((file for file in files if file.kind == DocumentFile.Kind.SIGNED), None)
    return {
        "places": places,
        "checks": _checks(signed) if signed else [],
        "can_sign": [
            one.role for one in places if document.in_force and one.is_open and may_sign(who.person, one.unit_id)
        ],
        "can_scan": document.in_force and may_issue(who.person, document.issuer_id),
    }


def _checks(file: DocumentFile) -> "list[Checked]":
    from documents.signing.verifying import check_signatures  # half a second that only a signed paper costs

    try:
        return check_signatures(read(file.name, file.sha256))
    except Damaged as damage:
        log.error("file %s of paper %s: %s", file.pk, file.document_id, damage)
        return []


@login_required
@require_safe
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """The redline from an earlier version to this one."""
    who = asking(request)
    later, earlier = document_or_404(pk, who), document_or_404(other, who)
    if not same_paper(later).filter(pk=earlier.pk).exists():
        raise Http404("Hai văn bản này không phải hai phiên bản của cùng một văn bản.")
    if not (later.template_id and earlier.template_id):
        raise Http404("Một trong hai văn bản được lập trước khi lời văn được lưu, nên không so sánh được.")
    if later.pk < earlier.pk:
        later, earlier = earlier, later
    lines = redline(lines_of(paper_of(earlier)), lines_of(paper_of(later)))
    context = {"later": later, "earlier": earlier, "case": later.case, "label": label_of(later), "lines": lines}
    return render(request, "documents/redline.html", context)


def document_or_404(pk: int, who: Asking) -> Document:
    """What a person may not see does not exist for them."""
    return get_object_or_404(visible_documents(who.person).prefetch_related("files"), pk=pk)


def rights_in(document: Document, who: Asking) -> Possible:
    """What this person can do with such a paper at one time or another."""
    drafts = may_draft(who.person, document.issuer_id)
    issues = may_issue(who.person, document.issuer_id)
    return Possible(refresh=drafts, issue=issues, discard=drafts or issues, replace=drafts, void=issues)


def possible(document: Document, who: Asking) -> Possible:
    known = document.kind in all_kinds()
    may = rights_in(document, who)
    return Possible(
        refresh=document.is_draft and may.refresh and known,
        issue=document.is_draft and may.issue and known,
        discard=document.is_draft and may.discard,
        replace=document.in_force and may.replace and known,
        void=document.in_force and may.void,
    )


def _drawn(document: Document, files: list[DocumentFile]) -> bool:
    wanted = DocumentFile.Kind.FINAL if document.issued_on else DocumentFile.Kind.DRAFT
    return any(file.kind == wanted for file in files)
