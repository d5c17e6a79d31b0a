"""Sự cố: work that failed five times, or for good, and waits for a person. Nothing stuck stays invisible."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from notifications.vocabulary import IncidentKind, IncidentState
from workflow.models import Case


class Incident(models.Model):
    """One stuck thing from the day it was seen to the day it was resolved, by itself or by a person.

    `reference` is the key of what is stuck: the id of a mail, of an outbox row, of a stay in a stage, the name of a
    regular work. `mark` says in which condition the thing was seen last: a person's word covers that condition only,
    and the thing makes a new incident when it fails anew. `error` carries no address of anyone.
    """

    kind = models.CharField("loại", max_length=8, choices=IncidentKind.choices)
    reference = models.CharField("số hiệu", max_length=40)
    title = models.CharField("việc bị kẹt", max_length=240)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name="đề án"
    )
    mark = models.CharField("dấu tình trạng", max_length=80, editable=False)
    attempts = models.PositiveIntegerField("số lần hỏng")
    error = models.CharField("lỗi gần nhất", max_length=300, blank=True)
    first_seen_at = models.DateTimeField("thấy từ lúc")
    last_seen_at = models.DateTimeField("thấy lần cuối")
    state = models.CharField("tình trạng", max_length=8, choices=IncidentState.choices, default=IncidentState.OPEN)
    resolved_at = models.DateTimeField("xong lúc", null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xử lý"
    )
    note = models.CharField("ghi chú xử lý", max_length=500, blank=True)

    class Meta:
        verbose_name = "sự cố"
        verbose_name_plural = "sự cố"
        ordering = ["-last_seen_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "reference"],
                name="one_open_incident_per_stuck_thing",
                condition=Q(state=IncidentState.OPEN),
            ),
            models.CheckConstraint(
                name="a_resolved_incident_says_when_and_how",
                condition=Q(state=IncidentState.OPEN, resolved_at=None, resolved_by=None)
                | (Q(state=IncidentState.RESOLVED, resolved_at__isnull=False) & ~Q(note="")),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "reference", "-id"], name="incidents_of_a_thing"),
            models.Index(fields=["state", "-last_seen_at", "-id"], name="incidents_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == IncidentState.OPEN
