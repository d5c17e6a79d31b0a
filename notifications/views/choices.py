"""Tùy chọn thư: what a person wants to be told by mail; and the page behind the link in a mail, which needs no sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from notifications.forms import ChoiceForm
from notifications.muting import after_unsubscribing
from notifications.preferences import choice_of, choose, unsubscribe
from notifications.unsubscribing import BadLink, OldLink, wish_in
from notifications.views.asking import user_in
from notifications.vocabulary import Choice


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    user = user_in(request)
    sent = request.POST if request.method == "POST" else None
    form = ChoiceForm(sent, initial={"choice": choice_of(user)})
    if form.is_valid():
        chosen = Choice(form.cleaned_data["choice"])
        choose(user_id=user.pk, choice=chosen, at=timezone.now())
        messages.success(request, f"Đã ghi nhận: {chosen.label.lower()}.")
        return redirect("notifications:choices")
    status = 422 if form.errors else 200
    return render(request, "notifications/choices.html", {"form": form, "reader": user}, status=status)


@csrf_exempt  # mail programs send the POST of RFC 8058 themselves; the signature says whose wish it is
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribing(request: HttpRequest, token: str) -> HttpResponse:
    """Reading changes nothing: scanners open every address in a mail. Answers in place, since programs follow no redirect."""
    try:
        wish = wish_in(token)
        reader = User.objects.get(pk=wish.user_id)
    except OldLink:
        return _spoiled(request, old=True)
    except (BadLink, User.DoesNotExist):
        return _spoiled(request, old=False)
    before = choice_of(reader)
    after = after_unsubscribing(before, wish.topic)
    if request.method == "POST":
        after = unsubscribe(user_id=reader.pk, topic=wish.topic, at=timezone.now())
    context = {"topic": wish.topic, "after": after, "done": request.method == "POST" or after == before}
    return render(request, "notifications/unsubscribe.html", context)


def _spoiled(request: HttpRequest, *, old: bool) -> HttpResponse:
    return render(request, "notifications/unsubscribe_spoiled.html", {"old": old}, status=410 if old else 400)
