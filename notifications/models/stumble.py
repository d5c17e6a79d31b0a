"""A stay that could not be dealt with: kept until it can, so that one broken row stays visible and stops no other."""

from django.db import models

from notifications.vocabulary import Doing
from workflow.models import Visit


class Stumble(models.Model):
    """`retry_at`: not tried again before, as the pause grows with each failure. Gone once the stay was dealt with."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="stumbles", verbose_name="lượt ở giai đoạn")
    doing = models.CharField("việc hỏng", max_length=6, choices=Doing.choices)
    attempts = models.PositiveSmallIntegerField("số lần hỏng", default=1)
    error = models.CharField("lỗi gần nhất", max_length=300)
    first_at = models.DateTimeField("hỏng từ lúc")
    retry_at = models.DateTimeField("thử lại từ lúc")

    class Meta:
        verbose_name = "lượt giai đoạn gặp lỗi khi báo"
        verbose_name_plural = "các lượt giai đoạn gặp lỗi khi báo"
        ordering = ["first_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "doing"], name="one_stumble_per_visit_and_work")]

    def __str__(self) -> str:
        return f"{self.get_doing_display()} của lượt {self.visit_id}: {self.error}"
