"""Lịch làm việc: a year drawn as a calendar, and the two ways to propose that it be another. For administrators."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from workflow.deadlines.tables import load_calendar
from workflow.models import CalendarDay
from workflow.timetable import year_page
from workflow.timetable.alteration import Makes, solar_holidays
from workflow.timetable.forms import DaysForm, Refusable, StatusForm
from workflow.timetable.proposing import propose
from workflow.timetable.refusing import NotNow
from workflow.views.asking import Asking, asking


def administrator(request: HttpRequest) -> Asking:
    """For everyone else the page does not exist."""
    who = asking(request)
    if not who.person.is_administrator:
        raise Http404("Trang này dành cho quản trị hệ thống.")
    return who


def _year_or_404(year: int) -> None:
    if not year_page.FIRST_YEAR <= year <= year_page.LAST_YEAR:
        raise Http404("Không có lịch của năm này.")


@login_required
@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    return redirect("workflow:calendar-year", year=administrator(request).on.year)


@login_required
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    who = administrator(request)
    _year_or_404(year)
    change = year_page.open_change(year)
    calendar = load_calendar()
    months = year_page.months(year, calendar, change.alteration.days if change else (), who.on)
    context = {
        "year": year,
        "row": year_page.row_of(year),
        "months": months,
        "working": sum(month.working for month in months),
        "change": change,
        "changes": year_page.changes_of(year),
        "years": year_page.years_to_show(year),
    }
    return render(request, "workflow/timetable/year.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_days(request: HttpRequest, year: int) -> HttpResponse:
    who = administrator(request)
    _year_or_404(year)
    if request.method != "POST":
        return _page(request, year, "Thêm, sửa hoặc bỏ ngày", DaysForm(initial=_as_it_is(request, year)))
    form = DaysForm(request.POST)
    if form.is_valid():
        try:
            change = propose(
                year=year, user_id=who.user.pk, basis=form.cleaned_data["basis"], at=who.at, days=form.edits()
            )
            return redirect("workflow:calendar-change", pk=change.pk)
        except NotNow as refused:
            form.show(refused.reasons)
    return _page(request, year, "Thêm, sửa hoặc bỏ ngày", form, status=422)


def _as_it_is(request: HttpRequest, year: int) -> dict[str, Any]:
    """The day that was pointed at, as the table has it; the basis of the proposal that is open."""
    change = year_page.open_change(year)
    initial: dict[str, Any] = {"basis": change.basis if change else ""}
    asked = request.GET.get("ngay", "").replace("\x00", "")
    try:
        known = CalendarDay.objects.filter(date=asked).first() if asked else None
    except (ValueError, ValidationError):
        return initial
    initial["first"] = asked
    return initial | ({"kind": known.kind, "name": known.name} if known else {"kind": CalendarDay.Kind.HOLIDAY})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit_status(request: HttpRequest, year: int) -> HttpResponse:
    """Declares a new year, with the holidays of the solar calendar in it already; marks a declared one official."""
    who = administrator(request)
    _year_or_404(year)
    row = year_page.row_of(year)
    makes = Makes.OFFICIAL if row else Makes.PROVISIONAL
    title = f"Công nhận lịch năm {year} là chính thức" if row else f"Khai báo năm {year}"
    if request.method != "POST":
        return _page(request, year, title, StatusForm(), declares=row is None)
    form = StatusForm(request.POST)
    if form.is_valid():
        days = solar_holidays(year) if row is None else ()
        try:
            change = propose(
                year=year, user_id=who.user.pk, basis=form.cleaned_data["basis"], at=who.at, days=days, makes=makes
            )
            return redirect("workflow:calendar-change", pk=change.pk)
        except NotNow as refused:
            form.show(refused.reasons)
    return _page(request, year, title, form, declares=row is None, status=422)


def _page(
    request: HttpRequest, year: int, title: str, form: Refusable, *, declares: bool = False, status: int = 200
) -> HttpResponse:
    context = {"year": year, "title": title, "form": form, "declares": declares}
    return render(request, "workflow/timetable/edit.html", context, status=status)
