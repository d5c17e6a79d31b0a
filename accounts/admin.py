"""Administration of people and places. Rights come from roles held in units, so Django's own groups are not offered.

Who changed what stands in Django's history of each object.
"""

from datetime import date
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Delegation, Membership, Organisation, OrganisationName, Province, ProvinceMerge, User
from accounts.queries import valid_on

admin.site.site_header = "Quản trị – Khuyến công"
admin.site.site_title = "Quản trị – Khuyến công"
admin.site.index_title = "Dữ liệu nền và con người"
for model in (Group, AccessAttempt, AccessFailureLog, AccessLog):  # what is of use of the last three is an action below
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class InForceFilter(admin.SimpleListFilter):
    """Rows whose period holds today, or no longer does."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("con", "Đang có hiệu lực"), ("het", "Đã hết hoặc chưa đến")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today: date = timezone.localdate()
        match self.value():
            case "con":
                return queryset.filter(valid_on(today))
            case "het":
                return queryset.exclude(valid_on(today))
        return queryset


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0
    autocomplete_fields = ["organisation"]


class UnitMembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0
    autocomplete_fields = ["user"]
    verbose_name_plural = "người giữ vai trò trong đơn vị"


class NameInline(admin.TabularInline):  # type: ignore[type-arg]
    model = OrganisationName
    extra = 0


class NewUserForm(BaseUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("username", "full_name", "email")


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    add_form = NewUserForm
    list_display = ["username", "full_name", "title", "email", "last_login", "is_active"]
    list_filter = ["is_active", "is_staff", ("memberships__role", admin.ChoicesFieldListFilter)]
    search_fields = ["username", "full_name", "email", "memberships__organisation__name"]
    search_help_text = "Tên đăng nhập, họ tên, thư điện tử hoặc đơn vị"
    ordering = ["username"]
    readonly_fields = ["last_login", "date_joined", "email_refused_at", "email_refusal"]
    inlines = [MembershipInline]
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Cá nhân", {"fields": ("full_name", "email", "title", "phone")}),
        ("Địa chỉ thư bị từ chối (đổi địa chỉ thì hết)", {"fields": ("email_refused_at", "email_refusal")}),
        ("Quyền vào trang quản trị", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Thời gian", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "full_name", "email", "password1", "password2")}),)
    filter_horizontal = ()
    show_facets = admin.ShowFacets.NEVER
    actions = ["unlock"]

    @admin.action(description="Mở khóa đăng nhập cho người đã nhập sai mật khẩu nhiều lần")
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        opened = sum(reset(username=user.username) > 0 for user in queryset)
        self.message_user(request, f"Đã mở khóa đăng nhập: {opened} tài khoản.", messages.SUCCESS)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People who have acted stay; who has left is marked inactive."""
        return False


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["code", "name", "kind", "province", "parent", "representative", "is_active"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = ["is_active", "kind", "province__region"]
    search_fields = ["code", "name", "short_name", "tax_code", "names__name"]
    search_help_text = "Mã, tên nay hoặc tên cũ, mã số thuế"
    autocomplete_fields = ["parent", "province"]
    list_select_related = ["province", "parent"]
    inlines = [NameInline, UnitMembershipInline]
    fieldsets = (
        (None, {"fields": ("code", "name", "short_name", "kind", "parent", "province", "is_active")}),
        ("Liên hệ", {"fields": ("address", "phone", "email")}),
        ("Khi ký hợp đồng", {"fields": ("representative", "representative_title", "tax_code", "bank_account")}),
    )


@admin.register(Province)
class ProvinceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["code", "name", "region", "valid_from", "valid_to", "note"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = [InForceFilter, "region"]
    search_fields = ["code", "name"]
    search_help_text = "Mã hoặc tên; một mã có thể thuộc về hai tỉnh ở hai thời kỳ"


@admin.register(ProvinceMerge)
class ProvinceMergeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["old", "new", "on"]
    list_select_related = ["old", "new"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = ["new__region"]
    search_fields = ["old__name", "new__name"]
    autocomplete_fields = ["old", "new"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["user", "role", "organisation", "is_head", "valid_from", "valid_to"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = [InForceFilter, "role", "is_head", "organisation__kind"]
    search_fields = ["user__username", "user__full_name", "organisation__name", "organisation__code"]
    search_help_text = "Tên đăng nhập, họ tên hoặc đơn vị"
    autocomplete_fields = ["user", "organisation"]
    list_select_related = ["user", "organisation"]
    date_hierarchy = "valid_from"


@admin.register(Delegation)
class DelegationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To be read: recorded and ended on the pages of those concerned, changed and deleted by nobody."""

    list_display = ["principal", "substitute", "scope_label", "valid_from", "valid_to", "document_number", "revoked_at"]
    show_facets = admin.ShowFacets.NEVER
    list_filter = [InForceFilter, "scope"]
    search_fields = ["principal__full_name", "substitute__full_name", "document_number"]
    search_help_text = "Họ tên người vắng, người thay hoặc số văn bản"
    list_select_related = ["principal", "substitute", "membership__organisation"]
    date_hierarchy = "valid_from"

    @admin.display(description="phạm vi")
    def scope_label(self, delegation: Delegation) -> str:
        return delegation.scope_label

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
