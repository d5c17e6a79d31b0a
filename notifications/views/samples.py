"""Xem mẫu thư: every kind of letter as it would be sent now. For development and demos; elsewhere it does not exist."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.queries import person_of
from notifications.samples import Sample, samples_of
from notifications.views.asking import user_in, words_in
from notifications.views.frame import framed
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import day_of
from workflow.queries import visible_cases


@login_required
@require_safe
def samples(request: HttpRequest) -> HttpResponse:
    context = {"samples": _samples(request), "sought": words_in(request.GET, "q")}
    return render(request, "notifications/samples.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
def body(request: HttpRequest, name: str) -> HttpResponse:
    for sample in _samples(request):
        if sample.name == name:
            return framed(sample.letter.html, sample.letter.text)
    raise Http404


def _samples(request: HttpRequest) -> list[Sample]:
    """About the đề án that the person may see; `q` narrows them to one code."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    user, at = user_in(request), timezone.localtime()
    cases = visible_cases(person_of(user, day_of(at)))
    if code := words_in(request.GET, "q"):
        cases = cases.filter(code__iexact=code)
    return list(samples_of(cases, user, at=at, calendar=load_clocks().calendar))
