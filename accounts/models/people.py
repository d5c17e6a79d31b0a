"""People, and the roles they hold in units for a time."""

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accounts.models.organisations import Organisation
from accounts.models.places import ENDS_BEFORE, period
from accounts.vocabulary import Role


class User(AbstractUser):
    """A person who signs in. Rights come from memberships, never from Django's own permissions (but for the admin).

    `email_refused_at`: since when a mail server says for good that it takes no mail for `email`, and `email_refusal` its
    words. Another address clears both, whoever writes it and however: the database does it.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=150)
    email = models.EmailField("thư điện tử", blank=True)
    email_refused_at = models.DateTimeField("địa chỉ thư bị từ chối lúc", null=True, blank=True, editable=False)
    email_refusal = models.CharField("máy chủ thư trả lời", max_length=300, blank=True, editable=False)
    title = models.CharField("chức vụ", max_length=100, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    is_active = models.BooleanField(
        "đang hoạt động", default=True, help_text="Người đã nghỉ thì bỏ chọn, không xóa: việc họ đã làm còn lại."
    )
    is_staff = models.BooleanField("được vào trang quản trị", default=False)
    is_superuser = models.BooleanField("quản trị toàn quyền", default=False)

    REQUIRED_FIELDS = ["full_name", "email"]

    class Meta(AbstractUser.Meta):
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = [
            models.CheckConstraint(
                name="a_refused_address_says_why",
                condition=Q(email_refused_at=None, email_refusal="")
                | (Q(email_refused_at__isnull=False) & ~Q(email_refusal="")),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="another_address_is_not_refused",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__email__df=pgtrigger.F("new__email")),
                func="""
                    NEW.email_refused_at = NULL;
                    NEW.email_refusal = '';
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split()[-1] if self.full_name else self.username


class Membership(models.Model):
    """A role in a unit, from a day to a day (both included)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="người dùng")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=32, choices=Role.choices)
    is_head = models.BooleanField("phụ trách đơn vị", default=False)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vai trò trong đơn vị"
        verbose_name_plural = "vai trò trong đơn vị"
        ordering = ["organisation", "role", "user"]
        constraints = [
            ExclusionConstraint(
                name="a_person_holds_a_role_in_a_unit_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Trong thời gian này người đó đã giữ vai trò ấy ở đơn vị này.",
            ),
            models.CheckConstraint(
                name="a_membership_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=ENDS_BEFORE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}, {self.organisation}"
