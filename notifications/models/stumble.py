"""A stay that a sweep could not deal with: kept until it can, so that one broken row stays visible and stops no other."""

from django.db import models

from workflow.models import Visit


class Stumble(models.Model):
    """`retry_at`: not looked at again before, as the pause grows with each failure. Gone once the stay was dealt with."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="stumble", verbose_name="lượt ở giai đoạn")
    attempts = models.PositiveSmallIntegerField("số lần hỏng", default=1)
    error = models.CharField("lỗi gần nhất", max_length=300)
    first_at = models.DateTimeField("hỏng từ lúc")
    retry_at = models.DateTimeField("thử lại từ lúc")

    class Meta:
        verbose_name = "lượt không rà soát được"
        verbose_name_plural = "các lượt không rà soát được"
        ordering = ["first_at", "pk"]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.error}"
