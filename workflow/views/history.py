"""Khoản hỗ trợ đã công bố: grants of past years, as published, to look up before supporting the same item twice."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.queries.history import grants, years

PAGE = 50


@login_required
@require_safe
def past_grants(request: HttpRequest) -> HttpResponse:
    """Published figures: every signed-in person may read them."""
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    page = Paginator(grants(text, year), PAGE).get_page(request.GET.get("page"))
    return render(request, "workflow/past_grants.html", {"page": page, "text": text, "year": year, "years": years()})
