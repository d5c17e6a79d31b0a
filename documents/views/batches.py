"""Papers for a whole plan in one go: foreseen on the page, confirmed, watched, downloaded."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.batches.foreseeing import Foreseen, batch_kinds, foresee
from documents.batches.reporting import progress, report, rows_of
from documents.batches.starting import start, try_again
from documents.drafting import CannotDraft
from documents.forms import PlanForm
from documents.kinds import case_kind
from documents.models import PaperBatch
from documents.naming import kind_label
from documents.queries import visible_batches
from documents.rights import may_draft, may_issue
from documents.storage import Damaged, opened
from documents.views.plans import units_or_404, units_written_for
from workflow.views.asking import Asking, asking
from workflow.views.sheets import as_file

PAGE = 50
#: Rows of the foresight shown on the page; the report of the batch has them all.
MOST_SHOWN = 200


@login_required
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    page = Paginator(visible_batches(who.person), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(batch, kind_label(batch.kind), progress(batch)) for batch in page],
        "may_write": bool(units_written_for(who)),
    }
    return render(request, "documents/batches.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """GET asks and foresees; POST, from the foresight, begins."""
    who = asking(request)
    units = units_or_404(who)
    asked = request.POST if request.method == "POST" else request.GET
    form = PlanForm(units, batch_kinds(), asked if "kind" in asked else None, initial={"year": who.on.year})
    foreseen: list[Foreseen] | None = None
    if form.is_bound and form.is_valid():
        try:
            if request.method == "POST":
                return redirect("documents:batch", pk=_start(request, form, who).pk)
            foreseen = foresee(case_kind(form.cleaned_data["kind"]), form.plan, form.issuer)
        except CannotDraft as refused:
            form.show(str(refused))
    context: dict[str, object] = {"form": form, "foreseen": foreseen}
    if foreseen is not None:
        context |= _sorted_out(foreseen) | {
            "label": kind_label(form.cleaned_data["kind"]),
            "may_issue": may_issue(who.person, form.issuer.pk),
        }
    return render(request, "documents/batch_begin.html", context, status=422 if form.errors else 200)


def _start(request: HttpRequest, form: PlanForm, who: Asking) -> PaperBatch:
    issues = request.POST.get("issues") == "1"
    if issues and not may_issue(who.person, form.issuer.pk):
        raise PermissionDenied("Chỉ văn thư hoặc lãnh đạo đơn vị mới phát hành văn bản.")
    return start(
        case_kind(form.cleaned_data["kind"]), form.plan, issuer_id=form.issuer.pk, user_id=who.user.pk, at=who.at,
        issues=issues, despite_gaps=request.POST.get("despite") == "1",
    )  # fmt: skip


def _sorted_out(foreseen: list[Foreseen]) -> dict[str, object]:
    can = [one for one in foreseen if not one.why_not]
    cannot = [one for one in foreseen if one.why_not]
    return {
        "can": can[:MOST_SHOWN], "can_count": len(can), "cannot": cannot[:MOST_SHOWN], "cannot_count": len(cannot),
        "cannot_more": max(len(cannot) - MOST_SHOWN, 0), "most": MOST_SHOWN,
    }  # fmt: skip


@login_required
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    who = asking(request)
    found = _batch_or_404(pk, who)
    page = Paginator(rows_of(found), PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": found,
        "label": kind_label(found.kind),
        "progress": progress(found),
        "page": page,
        "may_write": _may_go_on(found, who),
    }
    return render(request, "documents/batch.html", context)


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    who = asking(request)
    found = _batch_or_404(pk, who)
    if not _may_go_on(found, who):
        raise PermissionDenied("Chỉ người của đơn vị lập văn bản mới lập tiếp được.")
    try:
        rows = try_again(batch_id=found.pk, at=who.at)
        messages.success(request, f"Đang lập tiếp cho {rows} đề án.")
    except CannotDraft as refused:
        messages.error(request, str(refused))
    return redirect("documents:batch", pk=pk)


@login_required
@require_safe
def archive(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All files of a batch in one, piece by piece, while it is the one that was packed."""
    found = _batch_or_404(pk, asking(request))
    if not found.archive:
        raise Http404("Lần lập này chưa có tệp.")
    try:
        file = opened(found.archive, found.archive_sha256)
    except Damaged as damage:
        return HttpResponse(str(damage), status=500, content_type="text/plain; charset=utf-8")
    answer = FileResponse(file, as_attachment=True, filename=f"{_name(found)}.zip", content_type="application/zip")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    found = _batch_or_404(pk, asking(request))
    return as_file(f"{_name(found)}-ket-qua", report(found))


def _batch_or_404(pk: int, who: Asking) -> PaperBatch:
    """What a person may not see does not exist for them."""
    return get_object_or_404(visible_batches(who.person), pk=pk)


def _may_go_on(found: PaperBatch, who: Asking) -> bool:
    """Whoever goes on with a batch that issues papers must be able to issue them."""
    allowed = may_issue if found.issues else may_draft
    return allowed(who.person, found.issuer_id)


def _name(found: PaperBatch) -> str:
    return f"van-ban-hang-loat-{found.plan_year}-{found.pk}"
