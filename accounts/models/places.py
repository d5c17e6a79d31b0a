"""Provinces, each for its time: 63 until 30/6/2025, 34 from 1/7/2025. A code alone names nothing."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from accounts.vocabulary import Region

#: Said wherever a period of validity is written the wrong way round.
ENDS_BEFORE = "Ngày hết hiệu lực phải từ ngày bắt đầu trở đi."


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


def period() -> DateRange:
    """[valid_from, valid_to], both days included; open at the end while valid_to is empty."""
    return DateRange(F("valid_from"), F("valid_to"), RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class Province(models.Model):
    """One province in one period of validity. Seven codes changed their meaning on 1/7/2025: never join by code."""

    code = models.CharField("mã", max_length=4)
    name = models.CharField("tên", max_length=100)
    region = models.CharField("vùng khuyến công", max_length=8, choices=Region.choices)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "tỉnh, thành phố"
        verbose_name_plural = "tỉnh, thành phố"
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="a_province_is_a_code_and_a_time",
                violation_error_message="Đã có một tỉnh mang mã này từ đúng ngày đó.",
            ),
            ExclusionConstraint(
                name="a_code_names_one_province_at_a_time",
                expressions=[("code", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Trong thời gian này mã đã thuộc về một tỉnh khác.",
            ),
            models.CheckConstraint(
                name="a_province_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=ENDS_BEFORE,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """ "Tỉnh Phú Thọ" → "Phú Thọ": for columns and lists where the kind of unit says nothing."""
        return self.name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


class ProvinceMerge(models.Model):
    """What an old province became (Nghị quyết 202/2025/QH15)."""

    old = models.OneToOneField(Province, models.PROTECT, related_name="became", verbose_name="tỉnh cũ")
    new = models.ForeignKey(Province, models.PROTECT, related_name="came_from", verbose_name="tỉnh mới")
    on = models.DateField("từ ngày")

    class Meta:
        verbose_name = "sáp nhập tỉnh"
        verbose_name_plural = "sáp nhập tỉnh"

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
