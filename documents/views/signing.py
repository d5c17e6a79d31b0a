"""Signing a paper: with a key of the unit, or by attaching the scan of a copy signed with ink."""

import unicodedata
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from documents.models import Document, SigningKey
from documents.naming import label_of
from documents.rights import may_issue, may_sign
from documents.signing.hands import hand_of, keep_hand
from documents.signing.marks import BadImage
from documents.signing.refusing import CannotSign
from documents.signing.service import SCAN_BYTES, Place, attach_scan, keys_for, places_of, sign_paper
from documents.telling import how_it_stands
from documents.views.pages import document_or_404
from workflow.views.asking import Asking, asking


@sensitive_post_parameters("secret")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    who = asking(request)
    document = document_or_404(pk, who)
    place = next((one for one in places_of(document) if one.role == role), None) if document.template_id else None
    if place is None:
        raise Http404("Văn bản không có chỗ ký này.")
    if not may_sign(who.person, place.unit_id):
        raise PermissionDenied("Chỉ người ký của đơn vị có chỗ ký này mới ký được.")
    if not document.in_force:
        return _told(request, document)
    keys = keys_for([place.unit_id] if place.unit_id else [], who.at)
    if request.method != "POST":
        return _page(request, document, place, keys, who)
    try:
        key = next((key for key in keys if str(key.pk) == request.POST.get("key")), None)
        if key is None:
            raise CannotSign("Xin chọn một khóa ký của đơn vị.")
        if _for_another(place, who) and request.POST.get("charged") != "1":
            raise CannotSign(f"Chỗ ký của {place.name}: xin xác nhận bạn được giao ký ở chỗ này.")
        sign_paper(
            document_id=document.pk, role=role, key=key, secret=request.POST.get("secret", ""),
            hand=_hand(request, who), signer_name=who.person.name, user_id=who.user.pk, at=who.at,
        )  # fmt: skip
    except (CannotSign, BadImage) as refused:
        return _page(request, document, place, keys, who, fault=str(refused), status=409)
    messages.success(request, f"Đã ký số: {label_of(document)} số {document.number}.")
    return redirect("documents:paper", pk=document.pk)


def _told(request: HttpRequest, document: Document) -> HttpResponse:
    """No form for what cannot be signed as it stands."""
    messages.error(request, f"{how_it_stands(document)} Không ký được.")
    return redirect("documents:paper", pk=document.pk)


def _for_another(place: Place, who: Asking) -> bool:
    """Whether the name on the paper is another than that of who signs in."""
    return bool(place.name) and _plain(place.name) != _plain(who.person.name)


def _plain(name: str) -> str:
    """The same name, however it was typed."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _hand(request: HttpRequest, who: Asking) -> bytes:
    """What was uploaded now, else what is on file. Raises BadImage."""
    file = request.FILES.get("hand")
    return keep_hand(who.user.pk, file.read()) if isinstance(file, UploadedFile) else hand_of(who.user.pk)


def _page(
    request: HttpRequest, document: Document, place: Place, keys: list[SigningKey], who: Asking, *, fault: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "document": document, "case": document.case, "label": label_of(document), "place": place, "keys": keys,
        "has_hand": bool(hand_of(who.user.pk)), "fault": fault, "charged": request.POST.get("charged") == "1",
        "me": who.person.name if _for_another(place, who) else "",
    }  # fmt: skip
    return render(request, "documents/sign.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    who = asking(request)
    document = document_or_404(pk, who)
    if not may_issue(who.person, document.issuer_id):
        raise PermissionDenied("Chỉ văn thư hoặc lãnh đạo của đơn vị phát hành mới đính kèm được bản quét.")
    if not document.in_force:
        return _told(request, document)
    fault = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if not isinstance(file, UploadedFile):
                raise CannotSign("Xin chọn tệp PDF của bản đã ký.")
            if (file.size or 0) > SCAN_BYTES:
                raise CannotSign("Bản quét lớn hơn 20 MB. Xin quét lại với dung lượng nhỏ hơn.")
            attach_scan(document_id=document.pk, data=file.read(), user_id=who.user.pk, at=who.at)
        except CannotSign as refused:
            fault = str(refused)
        else:
            messages.success(request, f"Đã đính kèm bản quét: {label_of(document)} số {document.number}.")
            return redirect("documents:paper", pk=document.pk)
    context = {"document": document, "case": document.case, "label": label_of(document), "fault": fault}
    return render(request, "documents/scan.html", context, status=409 if fault else 200)
