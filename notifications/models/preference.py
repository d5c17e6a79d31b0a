"""What a person wants to be told by mail. Without a row: every step."""

from django.conf import settings
from django.db import models

from notifications.vocabulary import Choice


class MailPreference(models.Model):
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preference", verbose_name="người nhận"
    )
    choice = models.CharField("cách nhận thư", max_length=6, choices=Choice.choices)
    changed_at = models.DateTimeField("đổi lúc")

    class Meta:
        verbose_name = "tùy chọn thư"
        verbose_name_plural = "tùy chọn thư"
        constraints = [
            models.CheckConstraint(name="mail_preference_is_known", condition=models.Q(choice__in=Choice.values))
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_choice_display()}"
