"""Who takes part: units with a kind, a parent, a province, and the names they have borne."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.models.places import ENDS_BEFORE, Province, period
from accounts.vocabulary import OrganisationKind


class Organisation(models.Model):
    """A unit that may hold a role in the life of a đề án."""

    code = models.SlugField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên viết tắt", max_length=60, blank=True)
    kind = models.CharField("loại", max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="đơn vị cấp trên"
    )
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="tỉnh"
    )
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    tax_code = models.CharField("mã số thuế", max_length=14, blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)
    representative = models.CharField("người đại diện", max_length=150, blank=True)
    representative_title = models.CharField("chức vụ người đại diện", max_length=100, blank=True)
    bank_account = models.CharField("tài khoản", max_length=200, blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "province"], name="organisation_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="a_unit_is_not_its_own_superior",
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                violation_error_message="Một đơn vị không thể là cấp trên của chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A circle of superiors would send a breach mail round for ever."""
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": f"“{above}” đã là cấp dưới của đơn vị này."})
            seen.add(above.pk)
            above = above.parent

    def is_one_office_with(self, other: "Organisation") -> bool:
        """The same unit, or a section of it: one directly above or below, of the same kind.

        Units of different kinds stand above each other too (a Sở above the Trung tâm that writes đề án, the ministry
        above the Cục), but there the one judges what the other did.
        """
        near = other.parent_id == self.pk or self.parent_id == other.pk
        return self.pk == other.pk or (near and self.kind == other.kind)

    def name_on(self, on: date) -> str:
        """The name borne on a day: a past one from the history; today's, as it stands here, in every other case."""
        past = self.names.filter(valid_from__lte=on, valid_to__gte=on).first()
        return past.name if past else self.name


class OrganisationName(models.Model):
    """A name a unit bore for a time, and the text that gave it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=300)
    short_name = models.CharField("tên viết tắt", max_length=60, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "tên qua các thời kỳ"
        verbose_name_plural = "tên qua các thời kỳ"
        ordering = ["organisation", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="a_unit_bears_one_name_at_a_time",
                expressions=[("organisation", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Trong thời gian này đơn vị đã mang một tên khác.",
            ),
            models.CheckConstraint(
                name="a_name_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=ENDS_BEFORE,
            ),
        ]

    def __str__(self) -> str:
        return self.name
