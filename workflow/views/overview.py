"""Tổng quan: for managers, every number a link to the list behind it."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow import panels
from workflow.deadlines.tables import load_clocks
from workflow.queries import court, period, visible_cases, worklist
from workflow.queries import overview as figures
from workflow.views.asking import asking


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    cases = visible_cases(who.person)
    years = figures.plan_years(cases)
    year = _year(request.GET.get("year", ""), years, who.on.year)
    calendar = load_clocks().calendar
    stages = figures.by_stage(cases, who.on, calendar)
    provinces = figures.by_province(cases, year)
    this_year = period.PeriodFilters(date(who.on.year, 1, 1), who.on)
    finished, party_days = court.days_of_finished(cases, who.on.year)
    context = {
        "stages": stages,
        "total": figures.all_stages(stages),
        "done": period.whole(who.person, this_year, calendar),
        "this_year": this_year,
        "parties": figures.by_party(cases, who.on, calendar),
        "finished": finished,
        "party_days": party_days,
        "provinces": provinces,
        "planned_cases": sum(line.cases for line in provinces),
        "planned": sum(line.planned for line in provinces),
        "allocated": sum(line.allocated for line in provinces),
        "realised": sum(line.realised for line in provinces),
        "year": year,
        "years": years,
        "hanging": worklist.older_than_books(who.person, who.on),
        "panels": panels.drawn("overview", cases, who.person, who.on),
        "today": who.on,
    }
    return render(request, "workflow/overview.html", context)


def _year(asked: str, years: list[int], this_year: int) -> int:
    """The year asked for if there is one such plan; else this year's; else the newest."""
    for candidate in (asked, str(this_year)):
        if candidate in map(str, years):
            return int(candidate)
    return years[0] if years else this_year
