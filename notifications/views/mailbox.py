"""Hộp thư thử nghiệm: what the demo sent, to whom, and how it looks. Anywhere but in a demo the pages do not exist."""

from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from notifications import maildir
from notifications.views.asking import words_in
from notifications.views.frame import framed

PAGE = 30
#: How far back the list and its search reach.
MOST = 2000


@login_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    _only_in_a_demo()
    sought = words_in(request.GET, "q")
    found = maildir.entries(Path(settings.MAILBOX_DIR), most=MOST)
    if sought:
        found = [entry for entry in found if sought.casefold() in f"{entry.to} {entry.subject}".casefold()]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/mailbox.html", {"page": page, "sought": sought, "most": MOST})


@login_required
@require_safe
def message(request: HttpRequest, name: str) -> HttpResponse:
    found = _message(name)
    context = {
        "entry": maildir.entry_of(name, found),
        "message_id": str(found.get("Message-ID", "")),
        "text": maildir.body_of(found, "plain"),
        "has_html": bool(maildir.body_of(found, "html")),
    }
    return render(request, "notifications/message.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
def body(request: HttpRequest, name: str) -> HttpResponse:
    """The letter itself, alone in its frame and behind its own wall."""
    found = _message(name)
    return framed(maildir.body_of(found, "html"), maildir.body_of(found, "plain"))


def _only_in_a_demo() -> None:
    if not settings.DEMO:
        raise Http404


def _message(name: str) -> EmailMessage:
    _only_in_a_demo()
    try:
        return maildir.message_named(Path(settings.MAILBOX_DIR), name)
    except maildir.NoSuchMessage as missing:
        raise Http404 from missing
