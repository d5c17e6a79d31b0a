"""Hồ sơ đề án: the page that answers where, who, by when, and what now."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow import panels
from workflow.appraisal.queries import council_of
from workflow.deadlines.tables import load_clocks
from workflow.queries import case_page, worklist
from workflow.views.asking import asking, case_or_404


@login_required
@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    who = asking(request)
    found = case_or_404(code, who.person)
    calendar = load_clocks().calendar
    visits = list(found.visits.order_by("id"))
    now = case_page.current(found, who.person, who.on, calendar)
    allowed, refused = case_page.actions(found, who.person, who.on)
    timeline = case_page.timeline(found)
    context = {
        "case": found,
        "now": now,
        "steps": case_page.steps(found, visits),
        "clocks": case_page.clocks(now.visit),
        "allowed": allowed,
        "behalf": case_page.on_behalf_of(allowed + refused),
        "refused": refused,
        "budget": case_page.budget(found),
        "council": council_of(found),
        "timeline": timeline,
        "panels": panels.drawn("case", found, who.person, who.on),
        "is_owner": any(h.organisation_id == found.implementer_id for h in who.person.holdings),
        "today": who.on,
    }
    worklist.mark_seen(case=found, person=who.person, at=who.at)
    return render(request, "workflow/case.html", context)
