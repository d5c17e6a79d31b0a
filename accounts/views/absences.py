"""Vắng mặt, ủy quyền: what is handed over and to whom, recording an absence, ending a delegation."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.absence_form import AbsenceForm
from accounts.absences import (
    absences_of_people,
    colleagues,
    headed_units,
    in_charge_of,
    own_absences,
    roles_to_hand_over,
    standing_on,
    stood_in_for,
    visible_delegations,
)
from accounts.delegating import CannotDelegate, delegate
from accounts.delegating import end as end_delegation
from accounts.models import Delegation, User
from accounts.people import Person
from accounts.queries import person_of

NO_ROLE = "Bạn hiện không giữ vai trò nào có thể ủy quyền."


@dataclass(frozen=True, slots=True)
class _Visitor:
    user: User
    person: Person
    at: datetime
    on: date


def _visitor(request: HttpRequest) -> _Visitor:
    user, at = request.user, timezone.now()
    assert isinstance(user, User)
    on = timezone.localdate(at)
    return _Visitor(user, person_of(user, on), at, on)


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    who = _visitor(request)
    context = {
        "own": own_absences(who.person, who.on),
        "stood_in_for": stood_in_for(who.person, who.on),
        "heads": bool(headed_units(who.person)),
        "colleagues": colleagues(who.person, who.on),
        "of_people": absences_of_people(who.person, who.on),
        "has_roles": roles_to_hand_over(who.user, who.on).exists(),
        "today": who.on,
    }
    return render(request, "accounts/absences.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, user_id: int | None = None) -> HttpResponse:
    """One's own absence; with a user, that of a colleague one is in charge of. Anyone else does not exist here."""
    who = _visitor(request)
    principal = who.user if user_id is None else in_charge_of(who.person, who.on).filter(pk=user_id).first()
    if principal is None:
        raise Http404("Không có người này trong đơn vị bạn phụ trách.")
    if not roles_to_hand_over(principal, who.on).exists():
        messages.error(request, NO_ROLE)
        return redirect("vang-mat")
    form = AbsenceForm(principal, who.user.pk, who.on, data=request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = delegate(absence=form.absence(), by=who.person, at=who.at)
        except CannotDelegate as refused:
            form.show(refused.faults)
        else:
            messages.success(request, f"Đã ghi: {made.substitute} thay {made.principal} {_period(made)}.")
            return redirect("vang-mat")
    context = {"form": form, "principal": principal, "for_other": principal != who.user}
    return render(request, "accounts/absence.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then ends it at once."""
    who = _visitor(request)
    found = visible_delegations(who.person, who.on).filter(pk=pk).first()
    if found is None:
        raise Http404("Không có ủy quyền này, hoặc ủy quyền không thuộc phạm vi của bạn.")
    if request.method == "POST":
        try:
            end_delegation(delegation_id=found.pk, by=who.person, at=who.at)
        except CannotDelegate as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Từ bây giờ {found.substitute} không còn thay {found.principal}.")
        return redirect("vang-mat")
    context = {"delegation": found, "standing": standing_on(found, who.on), "gives_back": found.substitute == who.user}
    return render(request, "accounts/absence_end.html", context)


def _period(made: Delegation) -> str:
    return f"từ {made.valid_from:%d/%m/%Y} đến hết {made.valid_to:%d/%m/%Y}"
