"""Papers for a whole plan in one go: the batch, and one row for each đề án. These rows are the truth of the background work.

row: waiting → drafted → (issued) → done        any of them → failed, with the reason
     left out: known from the beginning that no paper can be written, with the reason
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models.papers import Document
from workflow.models import Case
from workflow.vocabulary import Programme


class PaperBatch(models.Model):
    """One kind of paper for the projects of a plan, written by one unit.

    `issues`: each paper also gets its number and day; `despite_gaps`: also where something is missing. `archive`: the
    files of the papers in one, made when no row is left to do.
    """

    class State(models.TextChoices):
        WORKING = "working", "Đang lập"
        DONE = "done", "Đã xong"

    kind = models.CharField("loại văn bản", max_length=40)
    programme = models.CharField("chương trình", max_length=10, choices=Programme.choices)
    plan_year = models.PositiveSmallIntegerField("năm kế hoạch")
    tranche = models.PositiveSmallIntegerField("đợt", null=True, blank=True)
    issuer = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="paper_batches", verbose_name="đơn vị lập"
    )
    issues = models.BooleanField("phát hành", default=False)
    despite_gaps = models.BooleanField("dù còn thiếu", default=False)
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WORKING)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người lập")
    created_at = models.DateTimeField("lập lúc")
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)
    archive = models.CharField("tệp nén", max_length=200, blank=True)
    archive_sha256 = models.CharField("mã băm tệp nén", max_length=64, blank=True)
    archive_size = models.PositiveBigIntegerField("dung lượng tệp nén (byte)", default=0)

    class Meta:
        verbose_name = "lập văn bản hàng loạt"
        verbose_name_plural = "lập văn bản hàng loạt"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "kind", "programme", "plan_year", "tranche"],
                condition=Q(state="working"),
                nulls_distinct=False,
                name="one_batch_of_a_kind_for_a_plan_at_a_time",
            ),
            models.CheckConstraint(
                name="only_issued_papers_go_out_with_gaps", condition=Q(issues=True) | Q(despite_gaps=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Lần {self.pk}, {self.get_programme_display().lower()} năm {self.plan_year}"

    @property
    def is_working(self) -> bool:
        return self.state == self.State.WORKING


class PaperBatchRow(models.Model):
    """One đề án of a batch: how far its paper has come."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        DRAFTED = "drafted", "Đã có dự thảo, đang lập tệp"
        ISSUED = "issued", "Đã cấp số, đang lập tệp"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Không lập được"
        LEFT_OUT = "left_out", "Không thuộc lần lập này"

    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="rows", verbose_name="lần lập")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name="đề án")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="batch_rows", verbose_name="văn bản"
    )
    state = models.CharField("tình trạng", max_length=10, choices=State.choices, default=State.WAITING)
    problem = models.CharField("vì sao không lập được", max_length=1000, blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "dòng lập hàng loạt"
        verbose_name_plural = "các dòng lập hàng loạt"
        ordering = ["batch", "case__code"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "case"], name="a_batch_writes_one_paper_a_project"),
            models.CheckConstraint(
                name="what_a_batch_wrote_is_known",
                condition=~Q(state__in=["drafted", "issued", "done"]) | Q(document__isnull=False),
            ),
            models.CheckConstraint(
                name="a_row_without_its_paper_says_why", condition=~Q(state__in=["failed", "left_out"]) | ~Q(problem="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["batch"], name="rows_of_batches_to_do", condition=Q(state__in=["waiting", "drafted", "issued"])
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.case_id}"


#: Rows with something left to do.
OPEN = (PaperBatchRow.State.WAITING, PaperBatchRow.State.DRAFTED, PaperBatchRow.State.ISSUED)
