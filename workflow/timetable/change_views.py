"""One change of the calendar: what it would do, how far the work has come, and the buttons that move it on."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from workflow.models import CalendarChange
from workflow.timetable import change_page
from workflow.timetable.applying import confirm, try_again
from workflow.timetable.calendar_views import administrator
from workflow.timetable.proposing import discard, start_preview, take_back
from workflow.timetable.refusing import NotNow
from workflow.views.asking import Asking

PAGE = 50


@login_required
@require_safe
def change(request: HttpRequest, pk: int) -> HttpResponse:
    administrator(request)
    found = get_object_or_404(CalendarChange.objects.select_related("proposed_by", "confirmed_by"), pk=pk)
    page = Paginator(change_page.lines_of(found), PAGE).get_page(request.GET.get("page"))
    context = {
        "change": found,
        "edits": found.alteration.days,
        "progress": change_page.progress(found),
        "page": page,
        "lines": change_page.shown(page.object_list),
    }
    return render(request, "workflow/timetable/change.html", context)


@login_required
@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    who = administrator(request)
    found = get_object_or_404(CalendarChange, pk=pk)
    done = ACTS.get(action)
    if done is None:
        raise Http404("Không có việc này.")
    try:
        done(request, found, who)
    except NotNow as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    if action == "bo":
        return redirect("workflow:calendar-year", year=found.year)
    return redirect("workflow:calendar-change", pk=pk)


def _preview(request: HttpRequest, found: CalendarChange, who: Asking) -> None:
    start_preview(change_id=found.pk)


def _confirm(request: HttpRequest, found: CalendarChange, who: Asking) -> None:
    confirm(change_id=found.pk, user_id=who.user.pk, at=who.at)
    messages.success(request, "Đã ghi vào lịch. Hạn đang được tính lại.")


def _discard(request: HttpRequest, found: CalendarChange, who: Asking) -> None:
    discard(change_id=found.pk, at=who.at)
    messages.success(request, "Đã bỏ đề nghị. Lịch không thay đổi.")


def _take_back(request: HttpRequest, found: CalendarChange, who: Asking) -> None:
    day = request.POST.get("day", "")
    try:
        take_back(change_id=found.pk, day=date.fromisoformat(day) if day else None, makes=not day)
    except ValueError as error:
        raise NotNow("Ngày không đúng.") from error


def _try_again(request: HttpRequest, found: CalendarChange, who: Asking) -> None:
    try_again(change_id=found.pk)


ACTS: dict[str, Callable[[HttpRequest, CalendarChange, Asking], None]] = {
    "tinh-thu": _preview,
    "xac-nhan": _confirm,
    "bo": _discard,
    "rut": _take_back,
    "thu-lai": _try_again,
}
