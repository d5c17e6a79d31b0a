"""Mail that must go out: one row, one message, one recipient. The row is the truth; the queue only wakes a worker."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from notifications.muting import may_mute
from notifications.vocabulary import ALERTING, MailKind, MailState, Topic
from workflow.models import Case, Event

#: What a worker may take: never tried, to be tried again, or left behind by a worker that died.
PENDING = (MailState.WAITING.value, MailState.SENDING.value)


class Mail(models.Model):
    """A finished message and how far it has come.

    Written in the transaction of what it tells. `message_id` is fixed before the first try, so that a second copy,
    should one ever leave, carries the same one. `next_at` is when a worker may take the row: while one has it, the end
    of its lease.

    `digest_on`: the day whose digest it is; `calendar_changes`: ids of the changes of the working calendar that it has told
    its reader of. `topic` says who may do without it. `tries`: every try and every return to
    the queue, oldest first, as {"at": ISO instant, "said": what came of it}; a try without "said" was cut off, or is
    going on.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mails", verbose_name="người nhận"
    )
    address = models.EmailField("địa chỉ thư", blank=True)
    kind = models.CharField("loại", max_length=14, choices=MailKind.choices)
    topic = models.CharField("tính chất", max_length=4, choices=Topic.choices)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="mails", verbose_name="sự kiện"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="mails", verbose_name="đề án")
    digest_on = models.DateField("tổng hợp của ngày", null=True, blank=True)
    calendar_changes = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    subject = models.CharField("tiêu đề", max_length=200)
    text = models.TextField("bản chữ", blank=True)
    html = models.TextField("bản trình bày", blank=True)
    message_id = models.CharField("Message-ID", max_length=120, unique=True)
    state = models.CharField("tình trạng", max_length=9, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_at = models.DateTimeField("gửi từ lúc", db_default=Now())
    lease_until = models.DateTimeField("đang giữ đến", null=True, blank=True)
    sent_at = models.DateTimeField("gửi xong lúc", null=True, blank=True)
    error = models.CharField("lỗi gần nhất", max_length=300, blank=True)
    tries = models.JSONField("các lần thử", default=list, blank=True, editable=False)
    created_at = models.DateTimeField("lập lúc", db_default=Now())

    class Meta:
        verbose_name = "thư gửi đi"
        verbose_name_plural = "thư gửi đi"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "kind"],
                name="one_announcement_per_event_and_recipient",
                condition=Q(event__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["recipient", "digest_on"],
                name="one_digest_per_person_and_day",
                condition=Q(digest_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_mail_tells_what_its_kind_says",
                condition=Q(kind=MailKind.ANNOUNCEMENT, event__isnull=False, digest_on=None)
                | Q(kind=MailKind.DIGEST, event=None, case=None, digest_on__isnull=False)
                | Q(kind__in=ALERTING, event=None, case__isnull=False, digest_on=None),
            ),
            models.CheckConstraint(
                name="a_sent_mail_says_when", condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False)
            ),
            models.CheckConstraint(
                name="a_mail_to_send_has_an_address", condition=~Q(state__in=PENDING) | ~Q(address="")
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], name="mail_waiting", condition=Q(state__in=PENDING)),
            models.Index(fields=["case", "-created_at"], name="mail_of_a_case"),
            models.Index(fields=["-created_at", "-id"], name="mail_by_age"),
            models.Index(fields=["state", "-created_at", "-id"], name="mail_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.address}"

    @property
    def mutable(self) -> bool:
        """May its reader switch mails like this one off? Then it carries the way to do so."""
        return may_mute(Topic(self.topic))
