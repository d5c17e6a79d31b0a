"""Thư gửi đi and Cảnh báo thời hạn: to look at, and to put a mail that failed back in the queue; Thang cảnh báo: to change."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from notifications.forms import RungForm
from notifications.models import Alert, LadderRung, Mail, Stumble
from notifications.requeue import requeue
from notifications.vocabulary import Audience


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What the system wrote, no hand may write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "recipient", "address", "kind", "subject", "state", "attempts", "sent_at", "error")
    list_filter = ("state", "kind", "created_at")
    search_fields = ("address", "recipient__full_name", "subject", "case__code", "message_id")
    list_select_related = ("recipient",)
    exclude = ("html",)
    date_hierarchy = "created_at"
    show_full_result_count = False
    actions = ("put_back",)

    def has_requeue_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_mail")

    @admin.action(description="Gửi lại thư đã chọn (thư hỏng hoặc bị bỏ qua)", permissions=["requeue"])
    def put_back(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        done = requeue(mails=queryset, by=str(request.user))
        refused = queryset.count() - done
        self.message_user(request, f"Đã đưa {done} thư trở lại hàng chờ gửi.", messages.SUCCESS)
        if refused:
            why = (
                "đã gửi, đang chờ gửi, chưa có nội dung, người nhận không muốn nhận hoặc chưa có địa chỉ thư dùng được"
            )
            self.message_user(request, f"{refused} thư được giữ nguyên: {why}.", messages.WARNING)


@admin.register(Alert)
class AlertAdmin(ReadOnlyAdmin):
    list_display = ("at", "title", "visit", "cycle", "person", "sent_for", "channel", "state", "why")
    list_filter = ("loudness", "state", "channel", "at")
    search_fields = ("visit__case__code", "person__full_name")
    list_select_related = ("visit", "person")
    date_hierarchy = "at"
    show_full_result_count = False


@admin.register(Stumble)
class StumbleAdmin(ReadOnlyAdmin):
    list_display = ("visit", "doing", "attempts", "first_at", "retry_at", "error")
    list_filter = ("doing",)
    search_fields = ("visit__case__code", "error")
    list_select_related = ("visit",)


@admin.register(LadderRung)
class LadderRungAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What is changed here holds from the next sweep on, which looks again at every open stage it concerns."""

    form = RungForm
    list_display = ("title", "programme", "state", "offset", "heard_by", "channel", "mutable", "active")
    list_filter = ("active", "programme", "state", "loudness", "channel")

    @admin.display(description="báo cho ai")
    def heard_by(self, rung: LadderRung) -> str:
        return ", ".join(str(Audience(one).label) for one in rung.audiences)
