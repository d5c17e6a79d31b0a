"""Papers in the administration: to be looked up, never to be changed."""

from django.contrib import admin
from django.http import HttpRequest

from documents.models import Document, SigningKey
from workflow.admin import ReadOnly


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ["case", "kind", "state", "number", "template_version", "created_at"]
    list_filter = ["kind", "state", "template_version"]
    search_fields = ["case__code", "number", "code", "files__sha256"]
    list_select_related = ["case"]


@admin.register(SigningKey)
class SigningKeyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Added by `manage.py add_signing_key`, which reads the certificate; here a key is taken out of use."""

    list_display = ["label", "organisation", "kind", "subject", "valid_to", "is_active"]
    list_filter = ["is_active", "kind"]
    search_fields = ["label", "subject", "organisation__name"]
    list_select_related = ["organisation"]
    fields = ["organisation", "label", "kind", "subject", "valid_from", "valid_to", "is_active"]
    readonly_fields = ["organisation", "label", "kind", "subject", "valid_from", "valid_to"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SigningKey | None = None) -> bool:
        return False
