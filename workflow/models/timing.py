"""What moves a deadline inside one stay, each row the projection of an event: pauses, extensions; and what is said of a slip."""

from django.db import models
from django.db.models import F, Q

from workflow.models.event import Event
from workflow.models.visit import Visit
from workflow.vocabulary import Party, PauseReason


class Pause(models.Model):
    """The term stands still from `from_on` until the day before `until_on`; that day counts again.

    `party`: whom the case waits for; PAUSED where it waits for nobody (force majeure). `expected_on`: when it was
    expected to end, as said at its beginning. A pause carried over from an earlier stay keeps its own events.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="pauses")
    reason = models.CharField("lý do", max_length=20, choices=PauseReason.choices)
    text = models.TextField("nội dung", blank=True)
    party = models.CharField("chờ ai", max_length=20, choices=Party.choices)
    from_on = models.DateField("từ ngày")
    expected_on = models.DateField("dự kiến tiếp tục", null=True, blank=True)
    until_on = models.DateField("tiếp tục ngày", null=True, blank=True)
    opened_by = models.ForeignKey(Event, models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "lần tạm dừng tính hạn"
        verbose_name_plural = "các lần tạm dừng tính hạn"
        ordering = ["visit", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["visit"], condition=Q(until_on=None), name="one_open_pause_per_visit"),
            models.CheckConstraint(
                name="a_pause_ends_after_it_begins", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} từ {self.from_on:%d/%m/%Y}"


class Extension(models.Model):
    """More days for one clock of a stay, in the unit of its rule, by a decision."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="extensions")
    clock = models.CharField("thời hạn được gia hạn", max_length=8, choices=Visit.Clock.choices)
    days = models.PositiveSmallIntegerField("số ngày thêm")
    decision = models.CharField("số văn bản", max_length=200)
    reason = models.TextField("lý do")
    granted_on = models.DateField("ngày gia hạn")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "lần gia hạn"
        verbose_name_plural = "các lần gia hạn"
        ordering = ["visit", "id"]
        constraints = [
            models.CheckConstraint(name="an_extension_adds_a_day_at_least", condition=Q(days__gte=1)),
            models.CheckConstraint(
                name="an_extension_is_of_one_clock", condition=Q(clock__in=[Visit.Clock.LEGAL, Visit.Clock.TARGET])
            ),
        ]

    def __str__(self) -> str:
        return f"thêm {self.days} ngày theo {self.decision}"


class Slip(models.Model):
    """Sổ việc chậm: a stay that went past its deadline, with the apology, the new promise and, at its end, the reason.

    Opened by the first promise or by the act that finishes the stage late. `reason` is empty only where somebody else
    ended the stage (the owner withdrew) before those who were late said why.
    """

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="slip")
    due_on = models.DateField("hạn đã lỡ")
    reason = models.TextField("lý do chậm", blank=True)
    promised_on = models.DateField("ngày hẹn lại", null=True, blank=True)
    finished_on = models.DateField("xong ngày", null=True, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    """The event that said the latest of it."""

    class Meta:
        verbose_name = "việc chậm"
        verbose_name_plural = "sổ việc chậm"
        ordering = ["-due_on", "visit"]
        constraints = [
            models.CheckConstraint(
                name="a_slip_is_later_than_its_deadline", condition=Q(finished_on=None) | Q(finished_on__gt=F("due_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"chậm so với hạn {self.due_on:%d/%m/%Y}"
