"""Sending a table as a file."""

from django.http import HttpResponse

from workflow.reports.sheet import XLSX, Sheet, workbook


def as_file(name: str, *sheets: Sheet) -> HttpResponse:
    """An .xlsx to be saved; `name` without its ending, in plain letters."""
    answer = HttpResponse(workbook(*sheets), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer
