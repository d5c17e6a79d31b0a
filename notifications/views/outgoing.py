"""Thư gửi đi, for administrators: what stands in the outbox, how it fared, and sending again what got stuck."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.addresses import trust_again
from accounts.models import User
from notifications.models import Mail
from notifications.outgoing import Filters, listed, numbers_by_state, refused_addresses, stuck, tries_of
from notifications.requeue import STUCK, requeue, why_kept, with_reader
from notifications.views.asking import administrator_in
from notifications.views.frame import framed
from notifications.vocabulary import MailKind, MailState

PAGE = 50
#: So many mails are put back by one request; the next one goes on.
MOST = 1000
#: So many are named on the page that asks for confirmation.
NAMED = 20


@login_required
@require_safe
def outgoing(request: HttpRequest) -> HttpResponse:
    administrator_in(request)
    filters = Filters.read(request.GET)
    numbers = numbers_by_state(filters)
    context = {
        "page": Paginator(listed(filters), PAGE).get_page(request.GET.get("page")),
        "filters": filters,
        "numbers": numbers,
        "every": sum(number for _, _, number in numbers),
        "kinds": MailKind.choices,
        "stuck_states": STUCK,
        "stuck_number": sum(n for state, _, n in numbers if state in STUCK and filters.state in ("", state)),
        "refused": refused_addresses().count(),
    }
    return render(request, "notifications/outgoing.html", context)


@login_required
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    user = administrator_in(request)
    found = get_object_or_404(with_reader(Mail.objects.select_related("case")), pk=pk)
    context = {
        "mail": found,
        "tries": list(tries_of(found)),
        "kept": why_kept(found),
        "is_stuck": found.state in STUCK,
        "pending": found.state in (MailState.WAITING, MailState.SENDING),
        "is_staff": user.is_staff,
    }
    return render(request, "notifications/outgoing_mail.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
def mail_body(request: HttpRequest, pk: int) -> HttpResponse:
    administrator_in(request)
    found = get_object_or_404(Mail, pk=pk)
    return framed(found.html, found.text)


@login_required
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Asks first: which will go out again, which cannot and why. The answer `sure` does it."""
    user = administrator_in(request)
    filters = Filters.read(QueryDict(request.POST.get("filters", "")))
    chosen = _chosen(request.POST, filters)
    if request.POST.get("sure"):
        done = requeue(mails=chosen, by=str(user), at=timezone.now())
        messages.success(request, f"Đã đưa {done} thư trở lại hàng chờ gửi.")
        return redirect(f"{reverse('notifications:outgoing')}?{filters.query()}")
    kept = [(one, reason) for one in with_reader(chosen).defer("html") if (reason := why_kept(one))]
    context = {
        "chosen": [one.pk for one in chosen],
        "going": list(chosen.exclude(pk__in=[one.pk for one, _ in kept]).select_related("recipient")[:NAMED]),
        "going_number": len(chosen) - len(kept),
        "kept": kept[:NAMED],
        "kept_number": len(kept),
        "filters": filters,
    }
    return render(request, "notifications/outgoing_resend.html", context)


def _chosen(form: QueryDict, filters: Filters) -> QuerySet[Mail]:
    """Those that were ticked, or all that are stuck under the filters; never more than MOST."""
    if form.get("all"):
        ids = list(stuck(filters).values_list("pk", flat=True)[:MOST])
    else:
        ids = [int(one) for one in form.getlist("mail")[:MOST] if one.isdecimal() and len(one) < 19]
    return Mail.objects.filter(pk__in=ids).order_by("pk")


@login_required
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    user = administrator_in(request)
    page = Paginator(refused_addresses(), PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/refused_addresses.html", {"page": page, "is_staff": user.is_staff})


@login_required
@require_POST
def trust(request: HttpRequest, pk: int) -> HttpResponse:
    administrator_in(request)
    person = get_object_or_404(User, pk=pk)
    if trust_again(user_id=person.pk):
        messages.success(request, f"Thư mới lại được gửi tới {person.email} ({person}).")
    return redirect("notifications:refused")
