"""Sổ đăng ký văn bản: numbers given, searched, and taken away as Excel."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.naming import label_of
from documents.registry import RegisterFilters, choices, row_of, visible_entries
from workflow.reports.sheet import Column, Sheet
from workflow.views.asking import asking
from workflow.views.sheets import as_file

PAGE = 50
#: An office gives a few thousand numbers a year; more than this is filtered before it becomes a file.
MOST_ROWS = 50_000
COLUMNS = (
    Column("Số", 7), Column("Số, ký hiệu", 20), Column("Ngày", 12), Column("Loại văn bản", 32), Column("Trích yếu", 50),
    Column("Mã đề án", 20), Column("Đơn vị", 34), Column("Người cấp số", 24), Column("Tình trạng", 16),
    Column("Lý do hủy", 34),
)  # fmt: skip


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    chosen = RegisterFilters.read(request.GET)
    every = visible_entries(who.person)
    found = chosen.apply(every)
    if request.GET.get("file") == "xlsx":
        made = f"Ngày lập: {who.on:%d/%m/%Y}; {found.count()} số."
        sheet = Sheet("Sổ văn bản", "Sổ đăng ký văn bản", (made,), COLUMNS, [row_of(one) for one in found[:MOST_ROWS]])
        return as_file(f"so-van-ban-{who.on:%Y-%m-%d}", sheet)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(entry, label_of(entry.document)) for entry in page],
        "filters": chosen,
        "choices": choices(every),
    }
    return render(request, "documents/register.html", context)
