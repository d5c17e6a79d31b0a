"""Lời văn của văn bản, in the hands of administrators: read, tried on a real đề án, compared, and put in force from a day on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import samples
from documents.editing import CannotKeep, end_version, keep_version, tried, values_of_case
from documents.kinds import CaseKind, Kind, PlanKind, all_kinds, kind_of
from documents.models import TemplateVersion
from documents.redline import redline
from documents.render.page import page_of
from documents.views.acting import REFUSALS
from documents.views.reading import screen_styles
from documents.wording.composing import BUILT_IN
from documents.wording.language import WordingError
from documents.wording.values import Values
from documents.wordings import wording_for
from workflow.queries import visible_cases
from workflow.views.asking import Asking, asking


@dataclass(slots=True)
class Edit:
    """What stands in the form."""

    text: str
    reason: str = ""
    code: str = ""
    valid_from: str = ""
    faults: list[str] = field(default_factory=list)

    @classmethod
    def sent(cls, request: HttpRequest) -> "Edit":
        said = {
            name: request.POST.get(name, "").replace("\x00", "") for name in ("text", "reason", "code", "valid_from")
        }
        said["text"] = said["text"].replace("\r\n", "\n")
        return cls(said["text"], " ".join(said["reason"].split()), said["code"].strip(), said["valid_from"].strip())


def administrator(request: HttpRequest) -> Asking:
    """For everyone else the page does not exist."""
    who = asking(request)
    if not who.person.is_administrator:
        raise Http404("Trang này dành cho quản trị hệ thống.")
    return who


@login_required
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    who = administrator(request)
    rows = [(kind, wording_for(kind.code, who.on)) for kind in all_kinds().values()]
    return render(request, "documents/wordings.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, kind: str) -> HttpResponse:
    """Trying and comparing change nothing; keeping adds a version."""
    who = administrator(request)
    found = _kind_or_404(kind)
    current = wording_for(found.code, who.on)
    if request.method != "POST":
        edit = Edit(current.text, code=_some(who, found), valid_from=who.on.isoformat())
        return _page(request, found, current, edit)
    edit = Edit.sent(request)
    match request.POST.get("do"):
        case "thu":
            return _try(request, who, found, current, edit)
        case "luu":
            return _keep(request, who, found, current, edit)
        case _:
            lines = redline(current.text.splitlines(), edit.text.splitlines())
            return _page(request, found, current, edit, lines=lines, compared=True)


def _try(request: HttpRequest, who: Asking, kind: Kind, current: TemplateVersion, edit: Edit) -> HttpResponse:
    try:
        paper = tried(edit.text, _values(who, kind, edit.code))
    except WordingError as error:
        edit.faults = list(error.faults)
    except REFUSALS as refused:
        edit.faults = [str(refused)]
    else:
        notice = '<aside class="notice"><p><b>Xem thử lời văn đang soạn, chưa lưu.</b></p></aside>'
        response = HttpResponse(page_of(paper, stylesheets=screen_styles(), notice=notice))
        response["Cache-Control"] = "private, no-store"
        return response
    return _page(request, kind, current, edit, status=422)


def _keep(request: HttpRequest, who: Asking, kind: Kind, current: TemplateVersion, edit: Edit) -> HttpResponse:
    """Only what was tried on a real đề án, this very moment, is kept."""
    try:
        tried(edit.text, _values(who, kind, edit.code))
        made = keep_version(
            kind, edit.text, valid_from=_day(edit.valid_from), reason=edit.reason, user_id=who.user.pk, at=who.at,
            today=who.on,
        )  # fmt: skip
    except WordingError as error:
        edit.faults = list(error.faults)
    except CannotKeep as refused:
        edit.faults = list(refused.reasons)
    except REFUSALS as refused:
        edit.faults = [str(refused)]
    else:
        messages.success(request, f"Đã lưu phiên bản {made.number}, dùng từ {made.valid_from:%d/%m/%Y}.")
        return redirect("documents:wording", kind=kind.code)
    return _page(request, kind, current, edit, status=422)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Today is the last day of an office's own wording; one that waits for its day is withdrawn."""
    who = administrator(request)
    version = get_object_or_404(TemplateVersion, pk=pk, shipped=False)
    try:
        ended = end_version(version.pk, today=who.on)
    except CannotKeep as refused:
        messages.error(request, str(refused))
    else:
        when = "đã rút, sẽ không được dùng" if ended.was_withdrawn else "thôi dùng sau hôm nay"
        messages.success(request, f"Phiên bản {version.number} {when}.")
    return redirect("documents:wording", kind=version.kind)


def _page(
    request: HttpRequest, kind: Kind, current: TemplateVersion, edit: Edit, *, status: int = 200, **more: Any
) -> HttpResponse:
    who = asking(request)
    versions = TemplateVersion.objects.filter(kind=kind.code).select_related("created_by").order_by("-number")
    context = {"kind": kind, "current": current, "edit": edit, "versions": versions, "today": who.on, **more}
    if isinstance(kind, PlanKind):
        context |= {"papers": samples.papers(who.person, kind), "plans": samples.plans(who.person, kind)}
    context["about_case"] = isinstance(kind, CaseKind)
    return render(request, "documents/wording.html", context | _names(who, kind, edit.code), status=status)


def _names(who: Asking, kind: Kind, code: str) -> dict[str, Any]:
    """What the wording may call, with what it would say of the chosen matter."""
    try:
        values = _values(who, kind, code)
    except REFUSALS as refused:
        return {"no_names": str(refused)}
    return {
        "fields": sorted([*values.fields.items(), *((name, "của từng văn bản") for name in BUILT_IN)]),
        "lists": sorted(values.lists),
        "tables": sorted(values.tables),
        "cards": sorted(values.cards),
        "flags": sorted(values.flags),
    }


def _values(who: Asking, kind: Kind, code: str) -> Values:
    """Of a đề án by its code; of a plan as `samples` names it. Raises what REFUSALS holds."""
    if isinstance(kind, CaseKind):
        case = visible_cases(who.person).filter(code=code).first()
        if case is None:
            raise WordingError(f"Không có đề án mã “{code[:40]}” để xem thử. Xin ghi mã một đề án có thật.")
        return values_of_case(kind, case, who.on)
    assert isinstance(kind, PlanKind), "there are no others"
    return samples.values_of(kind, code, who.person, who.on)


def _some(who: Asking, kind: Kind) -> str:
    """A đề án that has come to such a paper; of a plan, the paper written last, else the newest plan."""
    if isinstance(kind, PlanKind):
        found = samples.papers(who.person, kind) or samples.plans(who.person, kind)
        return found[0].code if found else ""
    assert isinstance(kind, CaseKind), "there are no others"
    return samples.case_for(who.person, kind)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotKeep("Ngày bắt đầu dùng không hợp lệ.") from error


def _kind_or_404(code: str) -> Kind:
    try:
        return kind_of(code)
    except KeyError as error:
        raise Http404("Không có loại văn bản này.") from error
