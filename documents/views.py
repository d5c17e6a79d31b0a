"""Reading papers: the file as it was kept, and the same text on a screen."""

import logging

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents.contexts.contract import context_of
from documents.models import Document
from documents.papers import contract_page
from documents.queries import visible_documents
from documents.render.assets import ASSETS, content_type
from documents.storage import Damaged, read
from workflow.views.asking import asking

log = logging.getLogger(__name__)
DAY = 24 * 60 * 60


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes that were recorded, or nothing: a file that changed on disk is never sent."""
    document = _document(request, pk)
    try:
        data = read(document.file, document.sha256)
    except Damaged as damage:
        log.error("document %s (%s): %s", document.pk, document.file, damage)
        return HttpResponse(str(damage), status=500, content_type="text/plain; charset=utf-8")
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, document.file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The contract on a screen, from the same template and the same facts."""
    document = _document(request, pk)
    response = HttpResponse(contract_page(context_of(document.case, document.event)))
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Style sheets and letters of the papers: public files from a fixed list."""
    if name not in ASSETS:
        raise Http404("Không có tệp này.")
    response = HttpResponse(ASSETS[name], content_type=content_type(name))
    response["Cache-Control"] = f"public, max-age={DAY}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _document(request: HttpRequest, pk: int) -> Document:
    """What a person may not see does not exist for them."""
    return get_object_or_404(visible_documents(asking(request).person), pk=pk)
