"""The council that appraises a đề án at the Sở, its members, and their score sheets (Mẫu 4a/4b)."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from viewflow.workflow.models import Process

from workflow.lifecycle.inputs import CRITERIA, VERDICTS
from workflow.models.case import Case
from workflow.models.event import Event
from workflow.models.visit import Visit

#: Points for one criterion, and for all five together.
CRITERION_MAX = 20
TOTAL_MAX = CRITERION_MAX * len(CRITERIA)
SCORE_FIELDS = tuple(name for name, _ in CRITERIA)


def criterion(number: int) -> "models.PositiveSmallIntegerField[int, int]":
    """The points of one criterion, 0–20."""
    return models.PositiveSmallIntegerField(CRITERIA[number - 1][1], validators=[MaxValueValidator(CRITERION_MAX)])


class Council(Process):
    """One sitting of the council: lives as long as one visit in the stage of appraisal, as a process of the flow.

    The process knows who still has to act; where the đề án stands is known by the case alone. The times that the flow
    keeps on its own rows are those of the machine: the time of an act is that of its event.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="councils", verbose_name="đề án")
    visit = models.OneToOneField(Visit, models.PROTECT, related_name="council", verbose_name="lượt thẩm định")
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="councils_chaired", verbose_name="chủ tịch hội đồng"
    )
    verdict = models.CharField("kết luận", max_length=8, choices=VERDICTS, blank=True)
    proposed_amount = models.BigIntegerField("kinh phí hội đồng đề nghị (đồng)", null=True, blank=True)
    conclusion = models.TextField("nhận xét của chủ tịch", blank=True)
    concluded_by = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "hội đồng thẩm định"
        verbose_name_plural = "hội đồng thẩm định"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="a_conclusion_has_verdict_and_amount",
                condition=Q(concluded_by=None, verdict="", proposed_amount=None)
                | (Q(concluded_by__isnull=False, proposed_amount__gte=1) & ~Q(verdict="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Hội đồng thẩm định {self.pk}"


class CouncilMember(models.Model):
    council = models.ForeignKey(Council, models.PROTECT, related_name="members", verbose_name="hội đồng")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="council_seats", verbose_name="thành viên"
    )
    position = models.PositiveSmallIntegerField("TT")

    class Meta:
        verbose_name = "thành viên hội đồng"
        verbose_name_plural = "thành viên hội đồng"
        ordering = ["council", "position"]
        constraints = [
            models.UniqueConstraint(fields=["council", "user"], name="a_person_sits_once_in_a_council"),
            models.UniqueConstraint(fields=["council", "position"], name="a_seat_of_a_council_is_taken_once"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class Score(models.Model):
    """The sheet of one member: five criteria of 0–20 points each (TT 36/2013 Đ.9), a verdict and the reasons for it."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="scores", verbose_name="hội đồng")
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="scores", verbose_name="thành viên")
    score_1 = criterion(1)
    score_2 = criterion(2)
    score_3 = criterion(3)
    score_4 = criterion(4)
    score_5 = criterion(5)
    verdict = models.CharField("đề nghị", max_length=8, choices=VERDICTS)
    comment = models.TextField("nhận xét")
    event = models.OneToOneField(Event, models.PROTECT, related_name="score", verbose_name="sự kiện")

    class Meta:
        verbose_name = "phiếu thẩm định"
        verbose_name_plural = "phiếu thẩm định"
        ordering = ["council", "member"]
        constraints = [
            models.UniqueConstraint(fields=["council", "member"], name="a_member_scores_once_in_a_council"),
            models.CheckConstraint(
                name="no_criterion_above_twenty_points",
                condition=Q(*((f"{name}__lte", CRITERION_MAX) for name in SCORE_FIELDS)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council_id}/{self.member_id}: {self.total}"

    @property
    def points(self) -> tuple[int, ...]:
        """In the order of the five criteria."""
        return tuple(getattr(self, name) for name in SCORE_FIELDS)

    @property
    def total(self) -> int:
        """Out of `TOTAL_MAX`."""
        return sum(self.points)
