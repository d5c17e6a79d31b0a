"""Chỉ tiêu nội bộ của đơn vị: for whoever is in charge of a unit, its own targets beside the general ones."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation
from workflow.timetable import target_page
from workflow.timetable.forms import EndForm, TargetForm
from workflow.timetable.own_targets import Setting, end_target, led_by, set_target
from workflow.timetable.refusing import NotNow
from workflow.timetable.target_page import Line
from workflow.views.asking import Asking, asking


def _unit(request: HttpRequest, who: Asking) -> tuple[Organisation, list[Organisation]]:
    """The unit that is looked at and all that this person leads. For everyone else the page does not exist."""
    ids = [holding.organisation_id for holding in led_by(who.person)]
    units = list(Organisation.objects.filter(pk__in=ids).order_by("name"))
    if not units:
        raise Http404("Trang này dành cho người phụ trách đơn vị.")
    asked = request.GET.get("don-vi", "")
    return next((unit for unit in units if str(unit.pk) == asked), units[0]), units


@login_required
@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    unit, units = _unit(request, who)
    context = {"unit": unit, "units": units, "lines": target_page.lines(unit, who.on), "today": who.on}
    return render(request, "workflow/timetable/targets.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def target(request: HttpRequest, code: str) -> HttpResponse:
    """One stage: its history, a new target, the end of the present one."""
    who = asking(request)
    unit, _ = _unit(request, who)
    line = next((line for line in target_page.lines(unit, who.on) if line.place.code == code), None)
    if line is None:
        raise Http404("Chỉ tiêu của đơn vị không áp dụng cho giai đoạn này.")
    ends = request.POST.get("what") == "end"
    start = TargetForm(None if ends else request.POST or None, initial={"valid_from": who.on})
    end = EndForm(request.POST if ends else None, initial={"last_day": who.on})
    form = end if ends else start
    if request.method == "POST" and form.is_valid():
        try:
            _do(request, unit, line, form, who)
            return redirect(f"{reverse('workflow:own-targets')}?don-vi={unit.pk}")
        except NotNow as refused:
            form.show(refused.reasons)
    status = 422 if request.method == "POST" else 200
    context = {"unit": unit, "line": line, "form": start, "end": end, "history": target_page.history(unit, line.place)}
    return render(request, "workflow/timetable/target.html", context, status=status)


def _do(request: HttpRequest, unit: Organisation, line: Line, form: TargetForm | EndForm, who: Asking) -> None:
    setting = Setting(unit.pk, line.place.programme, line.place.stage.state, who.person, who.at, who.on)
    if isinstance(form, EndForm):
        last: date = form.cleaned_data["last_day"]
        end_target(setting, last_day=last)
        messages.success(request, f"Chỉ tiêu riêng áp dụng đến hết {last:%d/%m/%Y}. {_promise(line)}")
    else:
        set_target(setting, **form.cleaned_data)
        first: date = form.cleaned_data["valid_from"]
        messages.success(request, f"Chỉ tiêu mới áp dụng cho giai đoạn bắt đầu từ {first:%d/%m/%Y}. {_promise(line)}")


def _promise(line: Line) -> str:
    return f"{line.kept} đề án đang ở giai đoạn này giữ nguyên hạn đã hứa." if line.kept else ""
