"""A change of the working calendar on its way: what is wanted, whose dates would move, how far the work has come.

    proposed → previewing → ready → applying → applied
    discarded (before it was confirmed) · failed (a person must look; may be tried again)

These rows are the truth of the background work: whoever finds one in `previewing` or `applying` goes on from its cursor.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.deadlines.calendar import Calendar
from workflow.models.case import Case
from workflow.models.visit import Visit
from workflow.timetable.alteration import Alteration, DayEdit, Makes, Span


class CalendarChange(models.Model):
    """One proposal for the calendar of one year, on one basis.

    `calendar`: the fingerprint of the calendar that was previewed; on another one the preview says nothing.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đang soạn"
        PREVIEWING = "previewing", "Đang tính thử"
        READY = "ready", "Chờ xác nhận"
        APPLYING = "applying", "Đang tính lại hạn"
        APPLIED = "applied", "Đã áp dụng"
        DISCARDED = "discarded", "Đã bỏ"
        FAILED = "failed", "Hỏng, cần người xem"

    class YearStatus(models.TextChoices):
        NOTHING = "", "giữ nguyên"
        PROVISIONAL = "provisional", "khai báo năm, tạm tính"
        OFFICIAL = "official", "chính thức"

    year = models.PositiveSmallIntegerField("năm")
    makes = models.CharField("tình trạng của năm", max_length=12, choices=YearStatus.choices, blank=True)
    days = models.JSONField("các ngày", default=list, blank=True)
    basis = models.CharField("căn cứ", max_length=300)
    state = models.CharField("tình trạng", max_length=12, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("đề nghị lúc")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    calendar = models.CharField(max_length=32, blank=True)
    first_day = models.DateField("từ ngày", null=True, blank=True)
    last_day = models.DateField("đến ngày", null=True, blank=True)
    beyond = models.DateField("ngày làm việc kế tiếp", null=True, blank=True)
    total = models.PositiveIntegerField("số hạn phải xem", default=0)
    seen = models.PositiveIntegerField("số hạn đã xem", default=0)
    cursor = models.PositiveBigIntegerField("đã xem đến", default=0)
    attempts = models.PositiveSmallIntegerField("số lần hỏng liền nhau", default=0)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "thay đổi lịch làm việc"
        verbose_name_plural = "thay đổi lịch làm việc"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="applying"), name="one_calendar_change_is_applied_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state__in=["proposed", "previewing", "ready"]),
                name="one_open_proposal_per_calendar_year",
            ),
            models.CheckConstraint(name="a_calendar_change_names_its_basis", condition=~Q(basis="")),
        ]

    def __str__(self) -> str:
        return f"Lịch năm {self.year}: {self.basis}"

    @property
    def alteration(self) -> Alteration:
        days = tuple(DayEdit.from_json(day) for day in self.days)
        return Alteration(self.year, days, Makes(self.makes), self.basis)

    @property
    def span(self) -> Span:
        assert self.first_day and self.last_day and self.beyond, "known since the preview began"
        return Span(self.first_day, self.last_day, self.beyond)

    @property
    def key(self) -> str:
        """The idempotency key of every event this change causes: once per đề án."""
        return f"calendar-change-{self.pk}"

    @property
    def is_open(self) -> bool:
        """May it still be edited or discarded?"""
        return self.state in OPEN

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    def begin(self, calendar: Calendar, fingerprint: str) -> None:
        """From the first stay again, against this calendar."""
        span = self.alteration.span(calendar)
        self.first_day, self.last_day, self.beyond = span.first, span.last, span.beyond
        self.calendar, self.note = fingerprint, ""
        self.rewind()

    def rewind(self) -> None:
        self.total = self.seen = self.cursor = self.attempts = 0


OPEN = (CalendarChange.State.PROPOSED, CalendarChange.State.PREVIEWING, CalendarChange.State.READY)
WORKING = (CalendarChange.State.PREVIEWING, CalendarChange.State.APPLYING)


class CalendarLine(models.Model):
    """One stay whose dates a change moves: as foreseen by the preview, and, once `applied_at`, as it was done.

    `dates`: {"legal": ["2027-02-10", "2027-02-11"]}, as the event keeps it. `problem`: why it could not be reckoned.
    """

    change = models.ForeignKey(CalendarChange, models.CASCADE, related_name="lines")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    dates = models.JSONField(default=dict)
    problem = models.CharField("vướng mắc", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    applied_at = models.DateTimeField("đã tính lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "hạn thay đổi theo lịch"
        verbose_name_plural = "các hạn thay đổi theo lịch"
        ordering = ["change", "visit"]
        constraints = [
            models.UniqueConstraint(fields=["change", "visit"], name="a_calendar_change_moves_a_stay_once"),
        ]
        indexes = [models.Index(fields=["visit"], name="stays_not_reckoned", condition=~Q(problem=""))]

    def __str__(self) -> str:
        return f"{self.change_id}: {self.case_id}"


__all__ = ["OPEN", "WORKING", "CalendarChange", "CalendarLine"]
