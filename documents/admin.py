"""Papers in the administration: to be looked up, never to be changed."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from documents.kinds import all_kinds
from documents.models import Document, PaperBatch, PaperBatchRow, SigningKey
from documents.naming import kind_label
from workflow.admin import ReadOnly


@admin.register(Document)
class DocumentAdmin(ReadOnly):
    list_display = ["case", "kind", "state", "number", "template_version", "created_at"]
    list_filter = ["kind", "state", "template_version"]
    search_fields = ["case__code", "number", "code", "files__sha256"]
    list_select_related = ["case"]


class KindFilter(admin.SimpleListFilter):
    """By the name of the paper, where the column holds its code."""

    title = "loại văn bản"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = set(model_admin.model.objects.order_by().values_list("kind", flat=True).distinct())
        return [(code, kind.label) for code, kind in all_kinds().items() if code in used]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(PaperBatch)
class PaperBatchAdmin(ReadOnly):
    """How far each has come; its page goes on with what was not made."""

    list_display = [
        "paper", "plan_year", "tranche", "rows_by_state", "page", "state", "created_at", "programme", "issuer",
    ]  # fmt: skip
    list_filter = ["state", KindFilter, "programme", "plan_year"]
    search_fields = ["rows__case__code", "issuer__name"]
    search_help_text = "Mã đề án trong lần lập, hoặc tên đơn vị lập"
    list_select_related = ["issuer"]

    fields = [
        "paper", "issuer", "programme", "plan_year", "tranche", "state", "rows_by_state", "issues", "despite_gaps",
        "created_by", "created_at", "ended_at", "archive", "archive_sha256", "archive_size",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[PaperBatch]:
        counts = {f"in_{state}": Count("rows", Q(rows__state=state)) for state in PaperBatchRow.State.values}
        found: QuerySet[PaperBatch] = super().get_queryset(request).annotate(**counts)
        return found

    def view_on_site(self, obj: PaperBatch) -> str:
        return reverse("documents:batch", args=[obj.pk])

    @admin.display(description="văn bản")
    def paper(self, batch: PaperBatch) -> str:
        return kind_label(batch.kind)

    @admin.display(description="các dòng")
    def rows_by_state(self, batch: PaperBatch) -> str:
        counts = [(state.label, getattr(batch, f"in_{state}")) for state in PaperBatchRow.State]
        told = "; ".join(f"{label}: {count}" for label, count in counts if count)
        rows = reverse("admin:documents_paperbatchrow_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', rows, batch.pk, told)

    @admin.display(description="trang")
    def page(self, batch: PaperBatch) -> str:
        return format_html('<a href="{}">Mở trang</a>', self.view_on_site(batch))


@admin.register(PaperBatchRow)
class PaperBatchRowAdmin(ReadOnly):
    list_display = ["code", "state", "problem", "number", "within", "tries", "ended_at"]
    list_filter = ["state"]
    search_fields = ["case__code"]
    search_help_text = "Mã đề án"
    list_select_related = ["case", "batch", "document"]

    @admin.display(description="mã đề án", ordering="case__code")
    def code(self, row: PaperBatchRow) -> str:
        return row.case.code

    @admin.display(description="lần lập", ordering="batch")
    def within(self, row: PaperBatchRow) -> str:
        return f"{kind_label(row.batch.kind)}, năm {row.batch.plan_year} (lần {row.batch_id})"

    @admin.display(description="số văn bản")
    def number(self, row: PaperBatchRow) -> str:
        return (row.document.number or "dự thảo") if row.document else "–"

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "batch__id__exact" or super().lookup_allowed(lookup, value, request)


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
