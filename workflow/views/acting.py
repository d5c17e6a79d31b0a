"""Doing an act: a page that says what will follow, asks what the row asks, and makes one call of the engine."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from workflow.deadlines.tables import load_clocks
from workflow.engine.advance import advance
from workflow.engine.checking import check
from workflow.engine.refusals import EngineError, Refusal, UnknownAct
from workflow.forms.acting import ActForm, sent
from workflow.lifecycle import Input, InputKind, Row
from workflow.lifecycle.inputs import LATE_REASON
from workflow.models import Case, Slip
from workflow.queries import case_page
from workflow.queries.candidates import people_for
from workflow.queries.consequences import consequence_of
from workflow.views.asking import Asking, asking, case_or_404, key_in
from workflow.vocabulary import Action, State

SURE = "sure"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, code: str, action: str) -> HttpResponse:
    who = asking(request)
    case = case_or_404(code, who.person)
    if action not in Action.values:
        raise Http404("Không có hành động này.")
    row = case.table.row(State(case.state), Action(action))
    if row and row.page:
        return redirect(row.page, code=code)
    if request.method == "POST":
        return _do(request, who, case, Action(action))
    if row is None:
        return _not_here(request, who, case, Action(action))
    asked = check(case, row, who.person, who.on).inputs
    form = ActForm(case, asked, _people(case, asked, who), initial=_said_before(case))
    return _show(request, who, case, row, form, key=uuid.uuid4().hex)


def _do(request: HttpRequest, who: Asking, case: Case, action: Action) -> HttpResponse:
    row = case.table.row(State(case.state), action)
    raw = sent(check(case, row, who.person, who.on).inputs, request.POST) if row else _raw(request)
    key = key_in(request)
    version = request.POST.get("version", "")
    try:
        if row and row.grave and not request.POST.get(SURE):
            raise EngineError(Refusal("Việc này không hoàn tác được: hãy đánh dấu xác nhận trước khi gửi.", field=SURE))
        if not key or not version.isdecimal() or len(version) > 9:
            raise EngineError(Refusal("Trang gửi lên thiếu thông tin. Xin tải lại trang rồi làm lại."))
        advance(
            case_id=case.pk, action=action, actor=who.person, seen_version=int(version), key=key, data=raw, at=who.at
        )
    except EngineError as error:
        return _refused(request, who, case, row, error, key)
    messages.success(request, f"Đã ghi nhận: {action.label} – {case.code}.")
    return redirect("workflow:case", code=case.code)


def _raw(request: HttpRequest) -> dict[str, object]:
    """A repeated request may come when the state has moved on: its own fields, to be compared with the first one."""
    extra = {"csrfmiddlewaretoken", "key", "version", SURE}
    lists = {"members", "chair", "assignee"}
    return {
        name: request.POST.getlist(name) if name in lists else value
        for name, value in request.POST.items()
        if name not in extra
    }


def _refused(
    request: HttpRequest, who: Asking, case: Case, row: Row | None, error: EngineError, key: str
) -> HttpResponse:
    case = case_or_404(case.code, who.person)
    row = case.table.row(State(case.state), row.action) if row else None
    if row is None:
        return _not_here(request, who, case, None, error)
    asked = check(case, row, who.person, who.on).inputs
    form = ActForm(case, asked, _people(case, asked, who), data=request.POST)
    form.show(error.refusals)
    return _show(request, who, case, row, form, key=uuid.uuid4().hex, status=error.status, sure_missing=_unsure(error))


def _unsure(error: EngineError) -> bool:
    return any(refusal.field == SURE for refusal in error.refusals)


def _show(
    request: HttpRequest,
    who: Asking,
    case: Case,
    row: Row,
    form: ActForm,
    *,
    key: str,
    status: int = 200,
    sure_missing: bool = False,
) -> HttpResponse:
    clocks = load_clocks()
    answer = check(case, row, who.person, who.on)
    context = {
        "case": case,
        "row": row,
        "form": form,
        "answer": answer,
        "consequence": consequence_of(case, row, who.on, clocks, dict(form.data.items()), by=who.person.name),
        "now": case_page.current(case, who.person, who.on, clocks.calendar),
        "key": key,
        "sure_missing": sure_missing,
    }
    if not answer.permitted and status == 200:
        status = 403
    return render(request, "workflow/act.html", context, status=status)


def _not_here(
    request: HttpRequest, who: Asking, case: Case, action: Action | None, error: EngineError | None = None
) -> HttpResponse:
    """The act is not possible at this stage: say where the case is now, and what is."""
    label = action.label if action else "Việc này"
    fault = error or UnknownAct(Refusal(f"“{label}” không làm được khi đề án ở giai đoạn “{case.state_label}”."))
    context = {
        "case": case,
        "refusals": fault.refusals,
        "now": case_page.current(case, who.person, who.on, load_clocks().calendar),
    }
    return render(request, "workflow/not_here.html", context, status=fault.status)


def _said_before(case: Case) -> dict[str, str]:
    """Who apologised has given the reason of the slip already: it stands in the dialog that asks for it at the end."""
    slip = Slip.objects.filter(visit__case=case, visit__closed_at=None).first()
    return {LATE_REASON.name: slip.reason} if slip else {}


def _people(case: Case, inputs: Iterable[Input], who: Asking) -> dict[str, list[tuple[object, str]]]:
    names = [item.name for item in inputs if item.kind == InputKind.PEOPLE]
    return {name: people_for(case, name, who.person, who.on) for name in names}
