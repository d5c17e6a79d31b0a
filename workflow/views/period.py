"""Báo cáo kỳ, and the list behind each of its numbers."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.deadlines.tables import load_clocks
from workflow.lifecycle import ENDS
from workflow.queries import period as figures
from workflow.queries.timeclass import status_of
from workflow.reports.figures import rate
from workflow.reports.sheet import Column, Sheet
from workflow.views.asking import asking
from workflow.views.sheets import as_file
from workflow.vocabulary import Programme, State

PAGE = 50


@login_required
@require_safe
def period(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    chosen = figures.PeriodFilters.read(request.GET, who.on)
    found = figures.report(who.person, chosen, load_clocks().calendar)
    if request.GET.get("file") == "xlsx":
        name = f"bao-cao-ky-{chosen.from_on:%Y-%m-%d}-{chosen.to_on:%Y-%m-%d}"
        return as_file(name, *_sheets(found, chosen))
    context = {
        "report": found,
        "hanging": figures.hanging(who.person, chosen),
        "tables": [("Theo giai đoạn", "state", found.stages), ("Theo đơn vị", "unit", found.units)],
        "filters": chosen,
        "units": list(figures.units_to_choose(who.person)),
        "states": [(value, label) for value, label in State.choices if value not in ENDS],
        "programmes": list(Programme.choices),
        "today": who.on,
    }
    return render(request, "workflow/period.html", context)


@login_required
@require_safe
def behind(request: HttpRequest, column: str) -> HttpResponse:
    """The stays that one number of the report counts."""
    if column not in figures.LABELS:
        raise Http404("Báo cáo không có cột này.")
    who = asking(request)
    chosen = figures.PeriodFilters.read(request.GET, who.on)
    calendar = load_clocks().calendar
    stays = figures.behind(who.person, chosen, calendar, column)
    page = Paginator(stays, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(stay, status_of(stay, who.on, calendar)) for stay in page],
        "label": figures.LABELS[column],
        "filters": chosen,
    }
    return render(request, "workflow/period_stays.html", context)


def _sheets(found: figures.PeriodReport, chosen: figures.PeriodFilters) -> list[Sheet]:
    notes = (
        f"Từ {chosen.from_on:%d/%m/%Y} đến {chosen.to_on:%d/%m/%Y}, tính theo lượt xử lý.",
        f"Tỷ lệ đúng hạn: {rate(found.total.in_time, found.total.counted)}",
        "Tồn đầu + tiếp nhận = đã xong + còn lại: " + ("khớp." if found.holds else "KHÔNG KHỚP, đề nghị báo quản trị."),
    )
    heads = [
        Column("", 38),
        *(Column(figures.LABELS[name], 12) for name in figures.SHOWN),
        Column("Tỷ lệ đúng hạn", 20),
    ]
    return [
        Sheet(
            name=title,
            title=f"Báo cáo kỳ – {title.lower()}",
            notes=notes,
            columns=heads,
            rows=[_row(line.label, line.counts) for line in lines],
            total=_row("Cộng", found.total),
        )
        for title, lines in (("Theo giai đoạn", found.stages), ("Theo đơn vị", found.units))
    ]


def _row(label: str, counts: figures.Counts) -> list[str | int]:
    return [label, *(getattr(counts, name) for name in figures.SHOWN), rate(counts.in_time, counts.counted)]
