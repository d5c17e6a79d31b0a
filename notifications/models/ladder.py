"""The alert ladder as rows: when a stage stands so, these people hear of it. Administrators edit them; code holds none."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from notifications.vocabulary import MANAGERS, Audience, Channel, Loudness
from workflow.vocabulary import Programme, State

FIRST, LAST = -60, 250


class LadderRung(models.Model):
    """One rung of one ladder. A ladder is the set of active rungs with the same programme and state.

    The most specific ladder of a stage replaces the general one as a whole: of its state and programme, of its state,
    of its programme, of all. `offset` counts working days from the deadline: before it (negative), on it, after it.
    A rung keeps its code in every ladder: who was told by one is not told again by the other.
    """

    code = models.SlugField("mã mức", max_length=30)
    programme = models.CharField("chương trình", max_length=10, choices=Programme.choices, blank=True)
    state = models.CharField("giai đoạn", max_length=24, choices=State.choices, blank=True)
    offset = models.SmallIntegerField(
        "ngày làm việc so với hạn",
        validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)],
        help_text="Số âm: trước hạn; 0: đúng ngày đến hạn; số dương: sau hạn.",
    )
    audiences = ArrayField(models.CharField(max_length=16, choices=Audience.choices), verbose_name="báo cho ai")
    channel = models.CharField("cách báo", max_length=8, choices=Channel.choices)
    mutable = models.BooleanField(
        "người nhận được tắt thư riêng", default=False, help_text="Tắt rồi thì vẫn có trong bản tổng hợp hằng ngày."
    )
    loudness = models.CharField("mức độ", max_length=8, choices=Loudness.choices)
    title = models.CharField("tên gọi", max_length=80)
    stops_when_acknowledged = models.BooleanField("dừng khi đã có người xác nhận", default=False)
    place = models.PositiveSmallIntegerField("thứ tự", default=0)
    active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "mức cảnh báo"
        verbose_name_plural = "thang cảnh báo"
        ordering = ["programme", "state", "offset", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "programme", "state"],
                name="one_rung_per_code_programme_and_state",
                violation_error_message="Thang này đã có một mức mang mã đó.",
            ),
            models.CheckConstraint(
                name="a_rung_tells_somebody",
                condition=Q(audiences__len__gte=1),
                violation_error_message="Phải chọn ít nhất một nhóm người được báo.",
            ),
            models.CheckConstraint(
                name="managers_are_never_muted",
                condition=Q(mutable=False) | ~Q(audiences__overlap=[str(one) for one in MANAGERS]),
                violation_error_message="Mức báo cho lãnh đạo không được để người nhận tắt.",
            ),
            models.CheckConstraint(
                name="a_rung_is_near_its_deadline",
                condition=Q(offset__gte=FIRST, offset__lte=LAST),
                violation_error_message=f"Số ngày phải từ {FIRST} đến {LAST}.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.offset:+d})"


class LadderSeen(models.Model):
    """Which ladder the open stays of one stage were last looked at with: another one, and they are looked at again."""

    programme = models.CharField("chương trình", max_length=10)
    state = models.CharField("giai đoạn", max_length=24)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "state"], name="one_ladder_seen_per_stage")]

    def __str__(self) -> str:
        return f"{self.programme} {self.state}"
