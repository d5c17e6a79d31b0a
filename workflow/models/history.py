"""Grants of the past, as somebody published them: history to look up and compare with, never part of a plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.vocabulary import ContentType


class PastGrant(models.Model):
    """Khoản hỗ trợ đã công bố: what a newspaper or an office said was granted, with its source.

    Amounts are whole đồng; `amount` is the support and is empty where the source names no figure, `total_investment` is
    the investment of the one facility helped. A row with `is_total` stands for several đề án or facilities together: it
    is shown, and never added to rows that may be its members. `scope_as_stated` and `content_label` keep the words of
    the source; `scope` and `content_type` are our reading of them.
    """

    class Scope(models.TextChoices):
        NATIONAL = "national", "Khuyến công quốc gia"
        LOCAL = "local", "Khuyến công địa phương"
        BOTH = "both", "Quốc gia và địa phương"
        LOCAL_AND_TRADE = "local_trade", "Địa phương, cùng xúc tiến thương mại"
        UNSTATED = "unstated", "Nguồn không nêu rõ"

    code = models.CharField("mã", max_length=40, unique=True)
    year = models.PositiveSmallIntegerField("năm")
    scope = models.CharField("nguồn kinh phí", max_length=12, choices=Scope.choices)
    scope_as_stated = models.CharField("nguồn kinh phí (nguyên văn)", max_length=100, blank=True)
    province = models.ForeignKey(
        "accounts.Province", models.PROTECT, related_name="past_grants", verbose_name="tỉnh (tại thời điểm đó)"
    )
    province_name = models.CharField("tên tỉnh (nguyên văn)", max_length=100)
    name = models.CharField("tên đề án", max_length=500)
    beneficiary = models.CharField("đơn vị thụ hưởng", max_length=500, blank=True)
    content_label = models.CharField("nội dung (nguyên văn)", max_length=200, blank=True)
    content_type = models.CharField("nội dung khuyến công", max_length=24, choices=ContentType.choices)
    amount = models.BigIntegerField("kinh phí hỗ trợ (đồng)", null=True, blank=True)
    total_investment = models.BigIntegerField("tổng đầu tư (đồng)", null=True, blank=True)
    is_total = models.BooleanField("là số tổng của nhiều đề án, cơ sở", default=False)
    notes = models.CharField("ghi chú", max_length=500, blank=True)
    source = models.CharField("nguồn tin", max_length=300, blank=True)
    imported_at = models.DateTimeField("nhập lúc")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants_imported",
        verbose_name="người nhập",
    )

    class Meta:
        verbose_name = "khoản hỗ trợ đã công bố"
        verbose_name_plural = "khoản hỗ trợ đã công bố"
        ordering = ["-year", "province_name", "code"]
        indexes = [models.Index(fields=["year", "province"], name="past_grants_by_year")]
        constraints = [
            models.CheckConstraint(name="a_past_grant_is_not_negative", condition=Q(amount=None) | Q(amount__gte=0)),
            models.CheckConstraint(
                name="an_investment_covers_its_grant",
                condition=Q(total_investment=None) | Q(amount=None) | Q(total_investment__gte=models.F("amount")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.province_name}: {self.name}"
