"""Chốt năm: which đề án will miss a day of the year, with the working days that are left."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.deadlines.milestones import Outlook
from workflow.deadlines.tables import load_clocks, load_milestones
from workflow.queries import overview, visible_cases
from workflow.queries import year_end as figures
from workflow.reports.sheet import Column, Sheet
from workflow.views.asking import asking
from workflow.views.sheets import as_file
from workflow.vocabulary import Programme

SHOWN = 50
"""Lines of one milestone on the page; the file has them all."""
FAR = 260
"""Working days: a milestone further off, which nobody will miss, is left out."""
COLUMNS = (
    Column("Mốc", 34), Column("Năm kế hoạch", 9), Column("Ngày cuối", 12), Column("Tình trạng", 11), Column("Mã đề án", 20),
    Column("Tên đề án", 46), Column("Giai đoạn", 26), Column("Đang ở", 20), Column("Còn (ngày làm việc)", 10),
    Column("Dự báo", 12), Column("Còn phải qua", 46), Column("Căn cứ", 40),
)  # fmt: skip


@login_required
@require_safe
def year_end(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    chosen = figures.YearFilters.read(request.GET)
    every = figures.groups(who.person, chosen, who.on, load_clocks(), load_milestones())
    every = [group for group in every if group.listed or (group.left or 0) <= FAR]
    found = figures.chosen_of(every, chosen)
    if request.GET.get("file") == "xlsx":
        whole = figures.with_lines(found)
        return as_file(f"chot-nam-{who.on:%Y-%m-%d}", _sheet(whole, f"Ngày lập: {who.on:%d/%m/%Y}"))
    shown = SHOWN if not chosen.milestone else 10 * SHOWN
    context = {
        "every": every,
        "groups": figures.with_lines((group for group in found if group.listed), shown),
        "counts": [(kind, sum(group.count(kind) for group in every)) for kind in figures.SHOWN],
        "filters": chosen,
        "years": [(year, str(year)) for year in overview.plan_years(visible_cases(who.person))],
        "programmes": list(Programme.choices),
        "outlooks": [(kind.value, kind.label) for kind in figures.SHOWN],
        "today": who.on,
    }
    return render(request, "workflow/year_end.html", context)


def _sheet(found: list[figures.Group], made: str) -> Sheet:
    rows = [
        (
            group.milestone.title, group.year, line.prospect.last_day, line.prospect.outlook.label, line.case.code,
            line.case.name, str(line.visit.get_state_display()), line.holder, line.prospect.left,
            line.prospect.arrives, " → ".join(line.remaining),
            group.milestone.basis,
        )
        for group in found
        for line in group.lines
    ]  # fmt: skip
    lost = sum(group.count(Outlook.MISSED) for group in found)
    total = ("Cộng", None, None, f"{lost} đã lỡ", f"{len(rows)} dòng")
    return Sheet("Chốt năm", "Chốt năm – đề án đã lỡ, sẽ lỡ hoặc sắp đến mốc", (made,), COLUMNS, rows, total)
