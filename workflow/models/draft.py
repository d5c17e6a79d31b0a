"""What the browser saves by itself while someone is still typing. Never part of the case until they press "Lưu"."""

from django.conf import settings
from django.db import models

from workflow.models.case import Case


class DraftSave(models.Model):
    """The last unsaved contents of one person's form, valid or not. One row per person and case (or new case)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="draft_saves")
    case = models.ForeignKey(Case, models.CASCADE, null=True, blank=True, related_name="draft_saves")
    payload = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "case"], name="one_draft_save_per_person_and_case", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.case_id or 'mới'}"
