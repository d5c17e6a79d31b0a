"""Hồ sơ đề án: the page that answers where, who, by when, and what now."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow import panels
from workflow.appraisal.queries import council_of
from workflow.deadlines.tables import load_clocks
from workflow.engine.checking import answers
from workflow.queries import case_page, court, deadline_card, worklist
from workflow.views.asking import asking, case_or_404


@login_required
@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    who = asking(request)
    found = case_or_404(code, who.person)
    calendar = load_clocks().calendar
    visits = list(found.visits.order_by("id"))
    now = case_page.current(found, who.person, who.on, calendar)
    asked = answers(found, who.person, who.on)
    allowed, refused = case_page.actions(asked)
    card = deadline_card.card_of(now.visit, asked, who.on)
    timeline = case_page.timeline(found)
    mine = set(who.person.organisation_ids)
    context = {
        "case": found,
        "now": now,
        "steps": case_page.steps(found, visits),
        "card": card,
        "apology": deadline_card.apology(found, now, card.slip, who.on),
        "court": court.court_of(found, who.on),
        "allowed": allowed,
        "behalf": case_page.on_behalf_of(allowed + refused),
        "refused": refused,
        "budget": case_page.budget(found),
        "council": council_of(found),
        "timeline": timeline,
        "panels": panels.drawn("case", found, who.person, who.on),
        "is_owner": bool(mine & {found.implementer_id}),
        "speaks_for_owner": bool(
            mine & {found.implementer_id, *(b.organisation_id for b in found.beneficiaries.all())}
        ),
        "today": who.on,
    }
    worklist.mark_seen(case=found, person=who.person, at=who.at)
    return render(request, "workflow/case.html", context)
