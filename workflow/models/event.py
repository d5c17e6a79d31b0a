"""What happened to a đề án, once and for ever: append-only, hash-chained per case; and what must follow from it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from workflow.models.case import Case
from workflow.vocabulary import Action, State


class Event(models.Model):
    """One act on one case. Never changed, never deleted: the trigger refuses both.

    `at` is when it was done (business time), `recorded_at` when it was written down. `hash` covers every field but itself
    and `recorded_at`, and the hash before it: see `workflow.engine.chain`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField("thứ tự")
    version = models.PositiveIntegerField("phiên bản")
    action = models.CharField("hành động", max_length=32, choices=Action.choices)
    source = models.CharField("từ trạng thái", max_length=24, choices=State.choices)
    target = models.CharField("đến trạng thái", max_length=24, choices=State.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acts", verbose_name="người làm")
    actor_name = models.CharField("họ tên", max_length=200)
    actor_organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="acts", verbose_name="đơn vị"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thay mặt"
    )
    on_behalf_name = models.CharField("họ tên người được thay mặt", max_length=200, blank=True)
    reason = models.TextField("lý do", blank=True)
    data = models.JSONField("nội dung", default=dict)
    at = models.DateTimeField("lúc")
    recorded_at = models.DateTimeField("ghi lúc", db_default=Now())
    key = models.CharField("khóa chống lặp", max_length=64)
    digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        ordering = ["case", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="events_of_a_case_are_numbered_once"),
            models.UniqueConstraint(fields=["case", "key"], name="one_event_per_idempotency_key"),
        ]
        triggers = [
            pgtrigger.Protect(name="events_are_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="events_are_never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="""
                    RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'check_violation';
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq} {self.get_action_display()}"


class OutboxRow(models.Model):
    """A consequence of an event that must happen after commit, once or more, by id. The truth; Celery only wakes."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Chờ xử lý"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Hỏng, cần người xem"

    event = models.ForeignKey(Event, models.PROTECT, related_name="outbox")
    effect = models.CharField("hệ quả", max_length=40)
    status = models.CharField("tình trạng", max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_at = models.DateTimeField("thử lại lúc", db_default=Now())
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    error = models.CharField("lỗi gần nhất", max_length=300, blank=True)

    class Meta:
        verbose_name = "việc chờ xử lý"
        verbose_name_plural = "việc chờ xử lý"
        constraints = [models.UniqueConstraint(fields=["event", "effect"], name="one_outbox_row_per_event_and_effect")]
        indexes = [models.Index(fields=["next_at"], name="outbox_waiting", condition=Q(status="waiting"))]

    def __str__(self) -> str:
        return f"{self.effect} ← {self.event_id}"
