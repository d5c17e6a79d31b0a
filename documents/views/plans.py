"""Papers about a plan: what there is, and a new one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation
from documents.forms import PlanForm
from documents.kinds import PlanKind, kind_of, plan_kinds
from documents.models import Document
from documents.naming import kind_label
from documents.plan_drafting import draft_plan
from documents.queries import plan_papers
from documents.rights import may_draft
from documents.views.acting import REFUSALS
from workflow.views.asking import Asking, asking

PAGE = 50


@login_required
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The papers about plans that this person may read, the newest first."""
    who = asking(request)
    found = plan_papers(who.person)
    kinds = [(kind.code, kind.label) for kind in plan_kinds()]
    years = sorted({year for year in found.order_by().values_list("plan_year", flat=True) if year}, reverse=True)
    kind, year = request.GET.get("kind", ""), request.GET.get("year", "")
    if kind in dict(kinds):
        found = found.filter(kind=kind)
    if year in map(str, years):
        found = found.filter(plan_year=int(year))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(document, kind_label(document.kind)) for document in page],
        "kinds": kinds,
        "years": [(str(one), f"Năm {one}") for one in years],
        "kind": kind,
        "year": year,
        "may_write": bool(units_written_for(who)),
    }
    return render(request, "documents/plans.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    units = units_or_404(who)
    form = PlanForm(units, plan_kinds(), request.POST or None, initial={"year": who.on.year + 1})
    if request.method == "POST" and form.is_valid():
        try:
            made = _draft(form, who)
        except REFUSALS as refused:
            form.show(str(refused))
        else:
            return redirect("documents:paper", pk=made.pk)
    return render(request, "documents/plan_write.html", {"form": form}, status=422 if form.errors else 200)


def _draft(form: PlanForm, who: Asking) -> Document:
    kind = kind_of(form.cleaned_data["kind"])
    assert isinstance(kind, PlanKind), "the form offers only these"
    return draft_plan(kind, form.plan, issuer_id=form.issuer.pk, at=who.at, user_id=who.user.pk)


def units_or_404(who: Asking) -> list[Organisation]:
    """For pages on which papers are written: there must be somebody to write for."""
    units = units_written_for(who)
    if not units:
        raise Http404("Bạn không lập văn bản cho đơn vị nào.")
    return units


def units_written_for(who: Asking) -> list[Organisation]:
    """The units for which this person may write drafts."""
    ids = {holding.organisation_id for holding in who.person.holdings}
    mine = Organisation.objects.filter(pk__in=[pk for pk in ids if may_draft(who.person, pk)])
    return list(mine.select_related("parent", "province").order_by("name"))
