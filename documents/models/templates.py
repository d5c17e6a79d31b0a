"""The wording of each kind of paper, version after version. A version is never changed: a paper may need it in ten years."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class TemplateVersion(models.Model):
    """One wording of one kind of paper, from one day on (to another)."""

    kind = models.CharField("loại văn bản", max_length=40)
    number = models.PositiveIntegerField("phiên bản")
    text = models.TextField("lời văn")
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    valid_from = models.DateField("dùng từ ngày")
    valid_to = models.DateField("dùng đến hết ngày", null=True, blank=True)
    shipped = models.BooleanField("đi kèm phần mềm", default=False)
    reason = models.CharField("lý do", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người soạn"
    )
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "phiên bản lời văn"
        verbose_name_plural = "phiên bản lời văn"
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="wordings_of_a_kind_are_numbered"),
            models.CheckConstraint(
                name="a_wording_ends_after_it_begins_or_never_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from") - timedelta(days=1)),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_wording_only_changes_its_end", exclude=["valid_to"]),
            pgtrigger.Protect(name="wordings_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/v{self.number}"

    @property
    def was_withdrawn(self) -> bool:
        """Before its first day."""
        return self.valid_to is not None and self.valid_to < self.valid_from
