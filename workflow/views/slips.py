"""Sổ việc chậm: the register of what went past its deadline."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.deadlines.tables import load_clocks
from workflow.queries import slips as register
from workflow.reports.sheet import Column, Sheet
from workflow.views.asking import asking
from workflow.views.sheets import as_file

PAGE = 50
COLUMNS = (
    Column("Mã đề án", 20), Column("Tên đề án", 50), Column("Giai đoạn", 28), Column("Đơn vị", 32), Column("Hạn đã lỡ", 12),
    Column("Chậm (ngày)", 9), Column("Lý do chậm", 50), Column("Ngày hẹn lại", 12), Column("Xong ngày", 12),
    Column("Giữ hẹn", 10),
)  # fmt: skip


@login_required
@require_safe
def slips(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    chosen = register.SlipFilters.read(request.GET)
    every = register.slips(who.person, who.on, load_clocks().calendar)
    found = register.lines(chosen.apply(every, who.on), who.on)
    totals = register.totals(found)
    if request.GET.get("file") == "xlsx":
        return as_file(f"so-viec-cham-{who.on:%Y-%m-%d}", _sheet(found, totals, f"Ngày lập: {who.on:%d/%m/%Y}"))
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "filters": chosen,
        "choices": register.choices(every),
        "totals": totals,
        "hanging": every.filter(register.left_hanging(who.on)).count(),
        "today": who.on,
    }
    return render(request, "workflow/slips.html", context)


def _sheet(found: list[register.SlipLine], totals: register.SlipTotals, made: str) -> Sheet:
    rows = [
        (
            line.case.code, line.case.name, line.stage, line.unit, line.due_on, line.days, line.reason, line.promised_on,
            line.finished_on, {True: "có", False: "không", None: ""}[line.kept],
        )
        for line in found
    ]  # fmt: skip
    kept = f"Giữ hẹn {totals.kept}/{totals.judged} lần hẹn đã biết kết quả."
    total = ("Cộng", f"{totals.slips} việc, {totals.open} đang chậm", "", "", None, totals.days)
    return Sheet("Sổ việc chậm", "Sổ việc chậm", (made, kept), COLUMNS, rows, total)
