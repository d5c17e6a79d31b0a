"""The public page: anyone with the code of a paper sees whether it is real and holds, and compares a file with it. No login."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.clientip import behind_proxy
from documents.looking import Proven, TooBig, TooOften, count_look, hash_of, proven
from documents.proof import as_typed


@never_cache
@require_http_methods(["GET", "HEAD"])
def ask(request: HttpRequest) -> HttpResponse:
    """A form for the code; a typed code leads to its page."""
    typed = request.GET.get("ma", "").replace("\x00", "").strip()[:64]
    if typed:
        return redirect("documents:prove", code=as_typed(typed) or "-")
    return _answer(request, "documents/prove_ask.html", {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, code: str) -> HttpResponse:
    try:
        count_look(behind_proxy(request), at=timezone.now())
    except TooOften as refused:
        return _answer(request, "documents/prove_ask.html", {"refused": str(refused)}, status=429)
    paper = proven(code)
    if paper is None:
        return _answer(request, "documents/prove_ask.html", {"unknown": True, "typed": code[:40]}, status=404)
    context: dict[str, Any] = {"paper": paper}
    if request.method == "POST":
        context |= _compared(request, paper)
    return _answer(request, "documents/prove.html", context)


def _compared(request: HttpRequest, paper: Proven) -> dict[str, Any]:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return {"fault": "Xin chọn tệp PDF cần so sánh."}
    try:
        sha256 = hash_of(file.chunks())
    except TooBig as refused:
        return {"fault": str(refused)}
    return {"compared": True, "match": paper.holds_file(sha256), "sha256": sha256}


def _answer(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
