"""Sự cố, for administrators: what got stuck, what is known about it, and what can be done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from notifications.forms import ResolutionForm
from notifications.incidents import CannotTryAgain, open_incidents, resolve, try_again
from notifications.models import Incident
from notifications.views.asking import administrator_in
from notifications.vocabulary import IncidentKind, IncidentState
from workflow.engine import clock

PAGE = 50
ALREADY = "Sự cố này không còn để ngỏ: có người đã xử lý, hoặc nó đã tự hết."


@login_required
@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    administrator_in(request)
    state = request.GET.get("state", "")
    state = state if state in IncidentState.values else IncidentState.OPEN
    kind = request.GET.get("kind", "")
    kind = kind if kind in IncidentKind.values else ""
    found = Incident.objects.filter(state=state, **({"kind": kind} if kind else {}))
    context = {
        "page": Paginator(_told(found), PAGE).get_page(request.GET.get("page")),
        "state": state,
        "kind": kind,
        "kinds": IncidentKind.choices,
        "open_number": open_incidents().count(),
    }
    return render(request, "notifications/incidents.html", context)


def _told(found: QuerySet[Incident]) -> QuerySet[Incident]:
    return found.select_related("case", "resolved_by").order_by("-last_seen_at", "-pk")


@login_required
@require_safe
def incident(request: HttpRequest, pk: int) -> HttpResponse:
    administrator_in(request)
    return _shown(request, pk, ResolutionForm())


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    user = administrator_in(request)
    get_object_or_404(Incident, pk=pk)
    try:
        done = try_again(incident_id=pk, by=user, at=clock.now())
    except CannotTryAgain as reason:
        messages.error(request, f"Chưa thử lại được: {reason}")
    else:
        _say(request, done, "Đã cho thử lại từ đầu. Nếu lại hỏng, sự cố mới sẽ hiện ở đây.")
    return redirect("notifications:incident", pk)


@login_required
@require_POST
def resolved(request: HttpRequest, pk: int) -> HttpResponse:
    user = administrator_in(request)
    get_object_or_404(Incident, pk=pk)
    form = ResolutionForm(request.POST)
    if not form.is_valid():
        return _shown(request, pk, form, status=422)
    done = resolve(incident_id=pk, by=user, note=form.cleaned_data["note"], at=clock.now())
    _say(request, done, "Đã ghi nhận cách xử lý.")
    return redirect("notifications:incident", pk)


def _shown(request: HttpRequest, pk: int, form: ResolutionForm, status: int = 200) -> HttpResponse:
    found = get_object_or_404(Incident.objects.select_related("case", "resolved_by"), pk=pk)
    earlier = Incident.objects.filter(kind=found.kind, reference=found.reference).exclude(pk=pk)
    context = {"incident": found, "form": form, "earlier": _told(earlier)[:10]}
    return render(request, "notifications/incident.html", context, status=status)


def _say(request: HttpRequest, done: bool, words: str) -> None:
    if done:
        messages.success(request, words)
    else:
        messages.warning(request, ALREADY)
