"""What is done with a paper: drafted, issued, replaced, discarded, voided. One POST each, after a page that says what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from documents.contexts.parties import NoPartyA
from documents.drafting import CannotDraft, draft, issuer_of
from documents.issuing import CannotIssue, discard, issue, reasons_against, void
from documents.kinds import CaseKind, Plan, PlanKind, all_kinds, case_kind
from documents.models import Document
from documents.naming import label_of
from documents.plan_drafting import draft_plan
from documents.rights import may_draft
from documents.telling import how_it_stands
from documents.views.pages import document_or_404, possible, rights_in
from documents.wording.language import WordingError
from documents.wordings import NoWording
from workflow.engine.refusals import EngineError
from workflow.money.advances import NoAdvanceRule
from workflow.views.asking import Asking, asking, case_or_404
from workflow.vocabulary import Programme

#: Why a paper may not come out; each carries the sentence to show.
REFUSALS = (CannotDraft, NoPartyA, NoWording, NoAdvanceRule, WordingError, EngineError)


@login_required
@require_POST
def write(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A draft of a kind, from the đề án as it stands."""
    who = asking(request)
    case = case_or_404(code, who.person)
    found = _kind_or_404(kind)
    try:
        if not may_draft(who.person, issuer_of(found, case).pk):
            raise PermissionDenied("Văn bản này do đơn vị khác lập.")
        made = draft(found, case_id=case.pk, at=who.at, user_id=who.user.pk)
    except REFUSALS as refused:
        messages.error(request, str(refused))
        return redirect("documents:papers", code=code)
    return redirect("documents:paper", pk=made.pk)


@login_required
@require_POST
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft taken anew from the đề án."""
    who = asking(request)
    document = document_or_404(pk, who)
    if refused := _refused(request, who, document, REFRESH):
        return refused
    return _drafted(request, who, document, supersedes_id=document.supersedes_id)


@login_required
@require_POST
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """A new version beside an issued one; the issued one holds until the new one is issued."""
    who = asking(request)
    document = document_or_404(pk, who)
    if refused := _refused(request, who, document, REPLACE):
        return refused
    return _drafted(request, who, document, supersedes_id=document.pk)


def _drafted(request: HttpRequest, who: Asking, document: Document, *, supersedes_id: int | None) -> HttpResponse:
    try:
        made = _taken_anew(document, who, supersedes_id)
    except REFUSALS as refused:
        messages.error(request, str(refused))
        return redirect("documents:paper", pk=document.pk)
    return redirect("documents:paper", pk=made.pk)


def _taken_anew(document: Document, who: Asking, supersedes_id: int | None) -> Document:
    kind = all_kinds().get(document.kind)
    if isinstance(kind, CaseKind) and document.case_id is not None:
        return draft(
            kind, case_id=document.case_id, event=document.event, at=who.at, user_id=who.user.pk,
            supersedes_id=supersedes_id,
        )  # fmt: skip
    if isinstance(kind, PlanKind) and document.issuer_id is not None and document.plan_year is not None:
        plan = Plan(Programme(document.programme), document.plan_year, document.tranche)
        return draft_plan(
            kind, plan, issuer_id=document.issuer_id, at=who.at, user_id=who.user.pk, supersedes_id=supersedes_id
        )  # fmt: skip
    raise Http404("Không có loại văn bản này.")


@dataclass(frozen=True, slots=True)
class Title:
    """What is to be done with a paper, and who may."""

    allowed: str
    title: str
    whose: str


@dataclass(frozen=True, slots=True)
class Verb(Title):
    """A grave act: its page, its button, and what does it."""

    button: str
    danger: bool
    asks_reason: bool
    do: Callable[[HttpRequest, Asking, Document], Document]
    done: str


def _issue(request: HttpRequest, who: Asking, document: Document) -> Document:
    despite = request.POST.get("despite") == "1"
    return issue(
        document_id=document.pk, user_id=who.user.pk, at=who.at, despite_gaps=despite, seen=request.POST.get("seen")
    )


def _void(request: HttpRequest, who: Asking, document: Document) -> Document:
    return void(document_id=document.pk, user_id=who.user.pk, at=who.at, reason=_reason(request))


def _discard(request: HttpRequest, who: Asking, document: Document) -> Document:
    return discard(document_id=document.pk, user_id=who.user.pk, at=who.at)


def _reason(request: HttpRequest) -> str:
    return " ".join(request.POST.get("reason", "").replace("\x00", "").split())


DRAFTER, ISSUER = "người của đơn vị lập văn bản", "văn thư hoặc lãnh đạo của đơn vị phát hành"
REFRESH = Title("refresh", "Lập lại từ dữ liệu mới", DRAFTER)
REPLACE = Title("replace", "Lập bản thay thế", DRAFTER)
VERBS = {
    "phat-hanh": Verb("issue", "Phát hành văn bản", ISSUER, "Phát hành", False, False, _issue, "Đã phát hành"),
    "huy": Verb("void", "Hủy văn bản", ISSUER, "Hủy văn bản", True, True, _void, "Đã hủy"),
    "bo": Verb("discard", "Bỏ dự thảo", DRAFTER, "Bỏ dự thảo", True, False, _discard, "Đã bỏ dự thảo"),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    who = asking(request)
    document = document_or_404(pk, who)
    found = VERBS.get(verb)
    if found is None:
        raise Http404("Không có việc này.")
    if refused := _refused(request, who, document, found):
        return refused
    if request.method != "POST":
        reasons = reasons_against(document, despite_gaps=True) if verb == "phat-hanh" else []
        return _page(request, document, found, reasons)
    try:
        done = found.do(request, who, document)
    except CannotIssue as why:
        document.refresh_from_db()
        as_seen = request.POST.get("seen", document.content_hash) == document.content_hash
        live = as_seen and getattr(possible(document, who), found.allowed)
        return _page(request, document, found, why.reasons, status=409, live=live)
    messages.success(request, f"{found.done}: {label_of(done)}{f' số {done.number}' if done.number else ''}.")
    return redirect("documents:paper", pk=document.pk)


def _refused(request: HttpRequest, who: Asking, document: Document, verb: Title) -> HttpResponse | None:
    """A page without a button: 403 for who never may, 409 where the paper stands otherwise by now."""
    if not getattr(rights_in(document, who), verb.allowed):
        return _page(request, document, verb, [f"Việc này của {verb.whose}."], status=403, live=False)
    if not getattr(possible(document, who), verb.allowed):
        return _page(request, document, verb, [_why_not(document)], status=409, live=False)
    return None


def _why_not(document: Document) -> str:
    known = document.kind in all_kinds()
    return how_it_stands(document) if known else "Phần mềm không còn loại văn bản này."


def _page(
    request: HttpRequest, document: Document, verb: Title, reasons: Sequence[str], *, status: int = 200, live: bool = True
) -> HttpResponse:  # fmt: skip
    context = {
        "document": document, "case": document.case, "label": label_of(document), "verb": verb, "reasons": reasons,
        "live": live,
        "gaps": document.values.get("missing", []) if verb.allowed == "issue" else [],
        "warnings": document.values.get("warnings", []) if verb.allowed == "issue" else [],
        "reason": _reason(request),
    }  # fmt: skip
    return render(request, "documents/act.html", context, status=status)


def _kind_or_404(code: str) -> CaseKind:
    try:
        return case_kind(code)
    except KeyError as error:
        raise Http404("Không có loại văn bản này.") from error
