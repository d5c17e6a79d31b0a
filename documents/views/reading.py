"""Reading papers: a file as it was kept, the same text on a screen, the working copy for Word."""

import logging
from html import escape

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents.drawing import paper_of
from documents.models import Document, DocumentFile
from documents.naming import file_name
from documents.queries import visible_documents, visible_files
from documents.render.assets import ASSETS, content_type
from documents.render.page import page_of
from documents.storage import Damaged, read
from workflow.views.asking import asking

log = logging.getLogger(__name__)
DAY = 24 * 60 * 60
SCREEN_STYLES = ("nd30.css", "screen.css")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DRAFT_NOTICE = "Bản xem trước của dự thảo, chưa có giá trị ký."
FINAL_NOTICE = "Bản xem trên màn hình. Bản có giá trị là tệp PDF đã lưu."


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes that were recorded, or nothing: a file that changed on disk is never sent."""
    file = get_object_or_404(visible_files(asking(request).person), pk=pk)
    try:
        data = read(file.name, file.sha256)
    except Damaged as damage:
        log.error("file %s of paper %s (%s): %s", file.pk, file.document_id, file.name, damage)
        return HttpResponse(str(damage), status=500, content_type="text/plain; charset=utf-8")
    suffix = file.name.rpartition(".")[2]
    return attached(data, content_type_of(suffix), file_name(file.document, file.kind, suffix))


@login_required
@require_safe
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The same paper to work on in Word; it is no record."""
    from documents.render.word import word_of  # a fifth of a second that only this answer costs

    document = _document(request, pk)
    kind = DocumentFile.Kind.DRAFT if document.issued_on is None else DocumentFile.Kind.FINAL
    return attached(word_of(paper_of(document)), WORD, file_name(document, kind, "docx"))


@login_required
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper on a screen, from the same wording and the same values."""
    document = _document(request, pk)
    response = HttpResponse(page_of(paper_of(document), stylesheets=screen_styles(), notice=_notice(document)))
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


def attached(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def content_type_of(suffix: str) -> str:
    return {"pdf": "application/pdf", "docx": WORD}.get(suffix, "application/octet-stream")


def screen_styles() -> list[str]:
    return [reverse("documents:asset", args=[name]) for name in SCREEN_STYLES]


def _notice(document: Document) -> str:
    """What a reader must know before taking the screen for the paper."""
    first = DRAFT_NOTICE if document.issued_on is None else FINAL_NOTICE
    lacks = [f"Còn thiếu: {gap}." for gap in document.values["missing"]]
    lines = "".join(f"<p>{escape(line)}</p>" for line in (*lacks, *document.values["warnings"]))
    return f'<aside class="notice"><p><b>{first}</b></p>{lines}</aside>'


def _document(request: HttpRequest, pk: int) -> Document:
    """What a person may not see does not exist for them; nor does the text of a paper from before texts were kept."""
    found = visible_documents(asking(request).person).filter(template__isnull=False)
    return get_object_or_404(found, pk=pk)
