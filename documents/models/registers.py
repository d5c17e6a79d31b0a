"""Sổ đăng ký văn bản: the numbers a unit has given, one series for each type and year, from 01, without gap or double."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q


class Register(models.Model):
    """One series: a unit, a type of paper, a year (NĐ 30/2020 Đ.15). `last` is the number given last."""

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="registers", verbose_name="đơn vị"
    )
    series = models.CharField("loại văn bản", max_length=10)
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối cùng", default=0)

    class Meta:
        verbose_name = "sổ đăng ký văn bản"
        verbose_name_plural = "sổ đăng ký văn bản"
        ordering = ["organisation", "-year", "series"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "series", "year"], name="one_series_a_type_and_year")
        ]
        triggers = [pgtrigger.Protect(name="registers_are_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.series} · {self.year}"


class RegisterEntry(models.Model):
    """One number that was given. It stays, also when its paper was voided."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries", verbose_name="sổ")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("số và ký hiệu", max_length=100)
    on = models.DateField("ngày văn bản")
    subject = models.CharField("trích yếu", max_length=500)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="entry", verbose_name="văn bản")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người cấp số"
    )
    given_at = models.DateTimeField("cấp lúc")
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    void_reason = models.CharField("lý do hủy", max_length=500, blank=True)

    class Meta:
        verbose_name = "số văn bản"
        verbose_name_plural = "số văn bản"
        ordering = ["register", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="a_number_is_given_once"),
            models.CheckConstraint(name="numbers_begin_with_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="a_voided_number_says_why", condition=Q(voided_at=None) | ~Q(void_reason="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_number_is_only_voided", exclude=["voided_at", "void_reason"]),
            pgtrigger.Protect(name="numbers_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.symbol
