"""The ledger of what people are told about a deadline. A row here is why nobody is told the same thing twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from notifications.models.mail import Mail
from notifications.vocabulary import AlertState, Audience, Channel, Loudness, Topic
from workflow.models import Visit


class Alert(models.Model):
    """One person is to be told that one stay in a stage has reached one rung of the ladder.

    `cycle` is that of the stay when it was written: a deadline that was moved, stopped or started since makes the row
    void, and may be told anew. `sent_for` is the due date it speaks of, `reached_on` the day of the rung, `at` the
    business day of the sweep, `created_at` when it was written. What the rung was then is kept with it (`title`,
    `loudness`, `audience`, `channel`, `topic`, `stops`): the ladder may change, the ledger does not.

    WAITING until the mail server has taken `mail`, the letter or the digest that spoke of it; `why` says what else
    became of it.
    """

    visit = models.ForeignKey(
        Visit, models.PROTECT, related_name="alerts", verbose_name="lượt ở giai đoạn", db_index=False
    )  # the unique index begins with it
    cycle = models.PositiveSmallIntegerField("lần định hạn")
    rung = models.CharField("mức", max_length=30)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="alerts", verbose_name="người được báo"
    )
    title = models.CharField("tên mức", max_length=80)
    loudness = models.CharField("mức độ", max_length=8, choices=Loudness.choices)
    audience = models.CharField("báo vì là", max_length=16, choices=Audience.choices)
    channel = models.CharField("cách báo", max_length=8, choices=Channel.choices)
    topic = models.CharField("tính chất", max_length=4, choices=Topic.choices)
    stops = models.BooleanField("dừng khi đã có người xác nhận", default=False)
    sent_for = models.DateField("hạn được nhắc đến")
    reached_on = models.DateField("đến mức ngày")
    at = models.DateField("ngày rà soát")
    state = models.CharField("tình trạng", max_length=10, choices=AlertState.choices, default=AlertState.WAITING)
    why = models.CharField("vì sao", max_length=200, blank=True)
    mail = models.ForeignKey(
        Mail, models.PROTECT, null=True, blank=True, related_name="alerts", verbose_name="thư đã nói việc này"
    )
    created_at = models.DateTimeField("ghi lúc", db_default=Now())

    class Meta:
        verbose_name = "cảnh báo thời hạn"
        verbose_name_plural = "cảnh báo thời hạn"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "rung", "person", "cycle"], name="one_alert_per_visit_rung_person_and_cycle"
            ),
            models.CheckConstraint(
                name="an_alert_that_is_not_told_says_why",
                condition=Q(state__in=[AlertState.WAITING, AlertState.TOLD]) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="a_told_alert_names_its_mail", condition=~Q(state=AlertState.TOLD) | Q(mail__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["loudness", "at"], name="alerts_by_loudness_and_day"),
            models.Index(fields=["visit"], name="alerts_waiting", condition=Q(state=AlertState.WAITING)),
            models.Index(
                fields=["channel", "person", "id"],
                name="alerts_unspoken",
                condition=Q(state=AlertState.WAITING, mail=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: lượt {self.visit_id}, người {self.person_id}"
