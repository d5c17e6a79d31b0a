"""The ledger of what people were told about a deadline. A row here is why nobody is told the same thing twice."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from notifications.vocabulary import Rung
from workflow.models import Visit


class Alert(models.Model):
    """One person was told, on one day, that one stay in a stage has reached one rung.

    `sent_for` is the due date it speaks of; `at` is the business day of the sweep, `created_at` when it was written.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="alerts", verbose_name="lượt ở giai đoạn")
    rung = models.CharField("mức", max_length=10, choices=Rung.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="alerts", verbose_name="người được báo"
    )
    sent_for = models.DateField("hạn được nhắc đến")
    at = models.DateField("ngày báo")
    created_at = models.DateTimeField("ghi lúc", db_default=Now())

    class Meta:
        verbose_name = "cảnh báo thời hạn"
        verbose_name_plural = "cảnh báo thời hạn"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "rung", "person"], name="one_alert_per_visit_rung_and_person")
        ]
        indexes = [models.Index(fields=["rung", "at"], name="alerts_by_rung_and_day")]

    def __str__(self) -> str:
        return f"{self.get_rung_display()}: lượt {self.visit_id}, người {self.person_id}"
