"""Nhập dữ liệu: send a file, see what would happen to every row, then save or not."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Organisation
from accounts.vocabulary import Role
from workflow.importing import upload
from workflow.importing.known import is_administrator, may_import
from workflow.importing.layouts import HISTORY, REGISTRATION
from workflow.importing.preview import Preview
from workflow.importing.reading import read_file
from workflow.importing.saving import save_preview
from workflow.importing.sheets import BYTES_MAX
from workflow.importing.template import template_bytes
from workflow.importing.wrong import Unreadable
from workflow.views.asking import Asking, asking

ROWS_SHOWN = 200
FAULTS_SHOWN = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(forms.Form):
    file = forms.FileField(
        label="Tệp danh sách",
        help_text=f"Tệp .xlsx hoặc .csv, không quá {BYTES_MAX // 1024 // 1024} MB.",
        error_messages={"required": "Xin chọn một tệp.", "empty": "Tệp rỗng, không có dữ liệu nào."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        max_length=200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    who = _importer(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method != "POST" or not form.is_valid():
        return _page(request, who, form, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    try:
        if file.size > BYTES_MAX:
            raise Unreadable(f"Tệp lớn hơn {BYTES_MAX // 1024 // 1024} MB. Xin chia thành nhiều tệp nhỏ hơn.")
        content = file.read()
        preview = read_file(file.name, content, person=who.person, on=who.on)
    except Unreadable as error:
        form.add_error("file", str(error))
        return _page(request, who, form, status=422)
    token = upload.keep(request, name=file.name, content=content, at=who.at).token
    return _page(request, who, FileForm(), preview=preview, name=file.name, token=token)


@login_required
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Reads the kept file again: what is saved is judged at the moment of saving."""
    who = _importer(request)
    found = upload.kept(request, request.POST.get("token", ""))
    if found is None:
        messages.error(request, "Tệp đã hết hạn giữ hoặc đã được thay. Xin chọn lại tệp.")
        return redirect("workflow:import")
    try:
        preview = read_file(found.name, found.content, person=who.person, on=who.on)
        skip = request.POST.get("skip_errors") == "1"
        saved = save_preview(preview=preview, person=who.person, at=who.at, skip_errors=skip)
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("workflow:import")
    upload.discard(request)
    messages.success(request, saved.sentence)
    return redirect("workflow:past-grants" if preview.layout is HISTORY else "workflow:cases")


@login_required
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    who = _importer(request)
    units = None if is_administrator(who.person) else _own_units(who)
    response = HttpResponse(template_bytes(on=who.on, implementers=units), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-nhap-de-an.xlsx"'
    return response


def _importer(request: HttpRequest) -> Asking:
    who = asking(request)
    if not may_import(who.person):
        raise PermissionDenied("Trang này dành cho chủ đề án và quản trị hệ thống.")
    return who


def _own_units(who: Asking) -> list[Organisation]:
    ids = [holding.organisation_id for holding in who.person.holdings if holding.role == Role.OWNER]
    return list(Organisation.objects.filter(pk__in=ids).select_related("province"))


def _page(
    request: HttpRequest,
    who: Asking,
    form: FileForm,
    *,
    preview: Preview | None = None,
    name: str = "",
    token: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "preview": preview,
        "name": name,
        "token": token,
        "rows": preview.labelled(ROWS_SHOWN) if preview else (),
        "more_rows": max(len(preview.rows) - ROWS_SHOWN, 0) if preview else 0,
        "faults": preview.faults[:FAULTS_SHOWN] if preview else (),
        "more_faults": max(len(preview.faults) - FAULTS_SHOWN, 0) if preview else 0,
        "is_administrator": is_administrator(who.person),
        "columns": REGISTRATION.columns,
    }
    return render(request, "workflow/import.html", context, status=status)
