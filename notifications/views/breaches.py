"""Việc quá hạn của đơn vị: for whoever leads a unit or answers for one; for others the page does not exist."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.queries import person_of
from notifications.breach_lines import lines_of
from notifications.breaches import breaches, scope_of, units_in
from notifications.views.asking import user_in
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import day_of

PAGE = 40


@login_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    on = day_of(timezone.now())
    person = person_of(user_in(request), on)
    scope = scope_of(person, on)
    if not scope:
        raise Http404
    found = breaches(person, on, load_clocks().calendar, scope=scope)
    units, unit = units_in(found), request.GET.get("unit", "")
    chosen = next((one for one in units if str(one.pk) == unit), None)
    open_only = request.GET.get("open") == "1"
    shown = [
        breach
        for breach in found
        if (chosen is None or chosen.pk in breach.unit_ids) and not (open_only and breach.acknowledgement)
    ]
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines_of(list(page.object_list), person, on),
        "units": units,
        "chosen": chosen,
        "open_only": open_only,
        "every": len(found),
        "unknown": sum(breach.acknowledgement is None for breach in found),
        "climbed": sum(breach.climbed for breach in found),
        "today": on,
    }
    return render(request, "notifications/breaches.html", context)
