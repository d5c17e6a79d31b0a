"""A visit is one stay of a case in one stage, with its deadline; a duty is what someone must do there."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from workflow.models.case import Case
from workflow.models.event import Event
from workflow.vocabulary import Action, Party, State


class Visit(models.Model):
    """From the event that entered a stage to the event that left it.

    `legal_due_on` and `target_due_on` are two clocks on one stage, told apart everywhere; `due_on` is the earlier of
    the two that run, the one that alerts follow. A trace is the list of steps that recomputes its date. Both rules are
    kept as they were promised on entry (`legal_rule`, `target_rule`): a rule that is changed later moves no open term.
    All dates are projections of the rules, the pauses and the extensions; the events keep what they were before.
    """

    class Clock(models.TextChoices):
        LEGAL = "legal", "Thời hạn pháp lý"
        TARGET = "target", "Chỉ tiêu nội bộ"
        NONE = "none", "Không tính hạn"

    case = models.ForeignKey(Case, models.PROTECT, related_name="visits")
    state = models.CharField("giai đoạn", max_length=24, choices=State.choices)
    party = models.CharField("đang ở", max_length=20, choices=Party.choices)
    opened_by = models.ForeignKey(Event, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("từ lúc")
    opened_on = models.DateField("từ ngày")
    clock_from = models.DateField("tính hạn từ ngày")
    """The day the term began: that of entry, or of an earlier stay that this one continues."""
    legal_rule = models.JSONField(null=True, blank=True)
    legal_due_on = models.DateField("hạn pháp lý", null=True, blank=True)
    legal_trace = models.JSONField(default=list, blank=True)
    legal_basis = models.CharField("căn cứ", max_length=300, blank=True)
    target_rule = models.JSONField(null=True, blank=True)
    target_due_on = models.DateField("hạn nội bộ", null=True, blank=True)
    target_trace = models.JSONField(default=list, blank=True)
    target_basis = models.CharField("căn cứ nội bộ", max_length=300, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_clock = models.CharField("loại hạn", max_length=8, choices=Clock.choices, default=Clock.NONE)
    remind_on = models.DateField("ngày nhắc", null=True, blank=True)
    provisional = models.BooleanField("lịch nghỉ tạm tính", default=False)
    paused_on = models.DateField("tạm dừng từ ngày", null=True, blank=True)
    holder = models.CharField("đang ở bên", max_length=20, choices=Party.choices)
    """Whose court the ball is in: the party of the stage, or the one a pause waits for."""
    held_since = models.DateField("ở bên đó từ ngày")
    cycle = models.PositiveSmallIntegerField("lần định hạn", default=1)
    """Grows whenever the deadline is moved, stopped or started: each cycle may be told anew."""
    watch_on = models.DateField("ngày xét cảnh báo kế tiếp", null=True, blank=True)
    """The day on which whoever watches deadlines looks next; None: nothing more to say in this cycle."""
    closed_by = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField("đến lúc", null=True, blank=True)
    closed_on = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "lượt ở giai đoạn"
        verbose_name_plural = "lượt ở giai đoạn"
        ordering = ["case", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_at=None), name="one_open_visit_per_case"),
            models.CheckConstraint(
                name="a_visit_ends_after_it_begins",
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="open_visits_by_due_date", condition=Q(closed_at=None)),
            models.Index(
                fields=["watch_on", "id"],
                name="open_visits_to_watch",
                condition=Q(closed_at=None, watch_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_state_display()} từ {self.opened_on:%d/%m/%Y}"


class Duty(models.Model):
    """Something a person or a unit must do in an open visit. What worklists and mails both read.

    With a user: that person's. Without: it waits in the queue of the unit, for anyone there who holds one of the roles.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="duties")
    case = models.ForeignKey(Case, models.PROTECT, related_name="duties")
    action = models.CharField("hành động chính", max_length=32, choices=Action.choices, blank=True)
    sentence = models.CharField("việc phải làm", max_length=300)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="duties")
    roles = ArrayField(models.CharField(max_length=32), verbose_name="vai trò")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="người làm"
    )
    opened_at = models.DateTimeField("giao lúc")
    seen_at = models.DateTimeField("đã xem lúc", null=True, blank=True)
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "việc phải làm"
        verbose_name_plural = "việc phải làm"
        indexes = [
            models.Index(fields=["user"], name="open_duties_of_a_person", condition=Q(done_at=None)),
            models.Index(fields=["organisation"], name="open_duties_of_a_unit", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return self.sentence
