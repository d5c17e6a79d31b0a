"""Việc của tôi, and the list of every đề án in view."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.people import Person
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import load_clocks
from workflow.models import Visit
from workflow.queries import filters as lists
from workflow.queries import units_to_write_for, visible_cases, worklist
from workflow.views.asking import Asking, asking
from workflow.vocabulary import ContentType, Party, Programme, State

PAGE = 50


@login_required
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The four buckets. Without a choice the first that holds something to do opens: one's own, else the unit's."""
    who = asking(request)
    calendar = load_clocks().calendar
    counts = worklist.counts(who.person, who.on, calendar)
    name = request.GET.get("bucket", "")
    if name not in worklist.BUCKETS:
        name = worklist.QUEUE if counts[worklist.QUEUE] and not counts[worklist.MINE] else worklist.MINE
    chosen = lists.Filters.read(request.GET)
    visits = worklist.bucket(name, who.person, chosen, who.on, calendar)
    context = _listed(request, who, chosen, visits, calendar) | {
        "bucket": name,
        "buckets": [(key, label, counts[key]) for key, label in worklist.BUCKETS.items()],
    }
    return render(request, "workflow/worklist.html", context)


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Every đề án the person may see, by its present visit."""
    who = asking(request)
    chosen = lists.Filters.read(request.GET)
    calendar = load_clocks().calendar
    visits = worklist.latest_visits(Visit.objects.filter(case__in=visible_cases(who.person)))
    visits = worklist.in_order_of_risk(chosen.apply(visits, who.on, calendar), who.on, calendar)
    return render(request, "workflow/cases.html", _listed(request, who, chosen, visits, calendar))


def _listed(
    request: HttpRequest, who: Asking, chosen: lists.Filters, visits: QuerySet[Visit], calendar: Calendar
) -> dict[str, Any]:
    """One page of a list with everything around it."""
    page = Paginator(worklist.with_parts(visits), PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "items": worklist.items(page.object_list, who.person, who.on, calendar),
        "filters": chosen,
        "choices": choices(who.person, chosen),
        "hanging": worklist.older_than_books(who.person, who.on),
        "can_create": units_to_write_for(who.person).exists(),
        "today": who.on,
    }


def choices(person: Person, chosen: lists.Filters) -> dict[str, list[tuple[object, str]]]:
    """What the filter bar offers: only what occurs among the cases in view."""
    seen = visible_cases(person)
    units = seen.order_by("department__name").values_list("department_id", "department__name").distinct()
    years = seen.order_by("-plan_year").values_list("plan_year", flat=True).distinct()
    provinces = seen.order_by("province__name").values_list("province__name", flat=True).distinct()
    return {
        "states": list(State.choices),
        "programmes": list(Programme.choices),
        "contents": list(ContentType.choices),
        "organisations": list(units),
        "years": [(year, str(year)) for year in years],
        "provinces": [(name, name) for name in provinces],
        "late": list(lists.LATENESS.items()),
        "only": list(lists.ONLY.items()),
        "ended": [(chosen.ended, f"Kết thúc năm {chosen.ended}")],
        "holders": [(value, label) for value, label in Party.choices if value != Party.NOBODY],
    }
