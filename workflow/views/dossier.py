"""Writing a đề án: a new one, or the owner's changes; with what the browser saved by itself kept apart."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Organisation
from workflow.engine.checking import check
from workflow.engine.drafting import create_case, save_dossier
from workflow.engine.refusals import EngineError
from workflow.forms.dossier import SECTIONS, BeneficiarySet, BudgetSet, DossierForm, dossier_from
from workflow.models import Case, DraftSave
from workflow.queries import units_to_write_for
from workflow.views.asking import Asking, asking, case_or_404, key_in
from workflow.vocabulary import Action, State

#: An autosave is one form; this is far above any dossier and far below an attack.
AUTOSAVE_MAX = 400_000
BUDGET_FIELDS = ("item", "unit", "quantity", "unit_price", "source")
BENEFICIARY_FIELDS = ("name", "tax_code", "address", "representative")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    who = asking(request)
    if not units_to_write_for(who.person).exists():
        messages.error(request, "Chỉ chủ đề án của đơn vị thực hiện mới lập được đề án.")
        return redirect("workflow:worklist")
    return _page(request, who, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    who = asking(request)
    case = case_or_404(code, who.person)
    row = case.table.row(State(case.state), Action.EDIT)
    if row is None or not check(case, row, who.person, who.on).permitted:
        messages.error(request, f"Hồ sơ đang ở “{case.state_label}”: bạn không sửa nội dung được.")
        return redirect("workflow:case", code=code)
    return _page(request, who, case)


def _page(request: HttpRequest, who: Asking, case: Case | None) -> HttpResponse:
    saved = DraftSave.objects.filter(user=who.user, case=case).first()
    source = request.POST if request.method == "POST" else _restored(request, saved)
    form, budget, people = _forms(who, case, source)
    status = 200
    if request.method == "POST":
        if form.is_valid() and budget.is_valid() and people.is_valid():
            try:
                done = _save(request, who, case, form, budget, people)
            except EngineError as error:
                status = error.status
                for refusal in error.refusals:
                    form.add_error(None, str(refusal))
            else:
                DraftSave.objects.filter(user=who.user, case=case).delete()
                messages.success(request, f"Đã lưu đề án {done.code}.")
                return redirect("workflow:case", code=done.code)
        else:
            status = 422
    context = {
        "case": case,
        "form": form,
        "sections": [(title, [form[name] for name in names]) for title, names in SECTIONS],
        "budget": budget,
        "people": people,
        "saved": saved if request.method != "POST" and "restore" not in request.GET else None,
        "key": uuid.uuid4().hex,
    }
    return render(request, "workflow/dossier.html", context, status=status)


def _forms(who: Asking, case: Case | None, source: Any) -> tuple[DossierForm, Any, Any]:
    years = [who.on.year, who.on.year + 1, who.on.year + 2]
    if case and case.plan_year not in years:
        years.insert(0, case.plan_year)
    initial = {} if case else {"plan_year": who.on.year + 1}
    implementers = Organisation.objects.filter(pk=case.implementer_id) if case else units_to_write_for(who.person)
    form = DossierForm(source, instance=case, implementers=implementers, years=years, initial=initial)
    # Rows that were sent stand for themselves: beside what is stored an unchanged row would count as an empty one.
    stored = case if source is None else None
    lines = (
        [{name: getattr(line, name) for name in BUDGET_FIELDS} for line in stored.budget_lines.all()] if stored else []
    )
    firms = (
        [{name: getattr(b, name) for name in BENEFICIARY_FIELDS} for b in stored.beneficiaries.all()] if stored else []
    )
    return (
        form,
        BudgetSet(source, initial=lines, prefix="budget"),
        BeneficiarySet(source, initial=firms, prefix="people"),
    )


def _save(request: HttpRequest, who: Asking, case: Case | None, form: DossierForm, budget: Any, people: Any) -> Case:
    dossier = dossier_from(form, budget, people)
    key = key_in(request) or uuid.uuid4().hex
    if case is None:
        return create_case(dossier=dossier, actor=who.person, key=key, at=who.at)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 10 else -1
    return save_dossier(case_id=case.pk, dossier=dossier, actor=who.person, seen_version=seen, key=key, at=who.at)


def _restored(request: HttpRequest, saved: DraftSave | None) -> Any:
    """The browser's own save, put back into the form when the person asks for it."""
    if saved is None or "restore" not in request.GET:
        return None
    data = QueryDict(mutable=True)
    for name, value in saved.payload.items():
        data[name] = value
    return data


@login_required
@require_POST
def autosave(request: HttpRequest, code: str = "") -> JsonResponse:
    """Keeps what stands in the form, valid or not, apart from the case. Answers when it was kept."""
    who = asking(request)
    case = case_or_404(code, who.person) if code else None
    sent = ((name.replace("\x00", ""), str(value).replace("\x00", "")) for name, value in request.POST.items())
    payload = {name: value for name, value in sent if name not in ("csrfmiddlewaretoken", "key")}
    if len(json.dumps(payload)) > AUTOSAVE_MAX:
        return JsonResponse({"error": "Nội dung quá dài, không lưu tự động được."}, status=413)
    at = timezone.localtime(who.at)
    DraftSave.objects.update_or_create(user=who.user, case=case, defaults={"payload": payload, "saved_at": at})
    return JsonResponse({"saved": f"Đã lưu tự động lúc {at:%H:%M:%S}"})


@login_required
@require_POST
def discard(request: HttpRequest, code: str = "") -> HttpResponse:
    """Throws the automatic save away; the saved dossier stays as it is."""
    who = asking(request)
    case = case_or_404(code, who.person) if code else None
    DraftSave.objects.filter(user=who.user, case=case).delete()
    return redirect("workflow:edit", code=code) if code else redirect("workflow:new")
