"""Papers in the administration: to be looked up, never to be changed."""

from django.contrib import admin

from documents.models import Document
from workflow.admin import ReadOnly


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ["case", "kind", "state", "number", "template_version", "created_at"]
    list_filter = ["kind", "state", "template_version"]
    search_fields = ["case__code", "number", "code", "files__sha256"]
    list_select_related = ["case"]
