"""A paper: what it says (frozen), from which wording, where it stands in its life, and the files that were made of it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from workflow.models import Case, Event
from workflow.vocabulary import Programme

#: What an issued paper never changes.
FROZEN = (
    "case", "programme", "plan_year", "tranche", "kind", "event", "issuer", "template", "template_version", "values",
    "content_hash", "number", "issued_on", "issued_at", "issued_by", "code", "address", "created_at", "created_by",
)  # fmt: skip


class Document(models.Model):
    """Draft → issued → signed; superseded by a later version, or void. Once issued its content never changes.

    It is about one đề án, or about a plan: `programme`, `plan_year` and perhaps one đợt of it, as far as the issuer's work
    reaches.

    `values` is everything it says, as JSON (`documents.wording.values.Values`), taken when it was drafted; with the wording
    and the number the same file can be made of it at any time.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        ISSUED = "issued", "Đã phát hành"
        SIGNED = "signed", "Đã ký"
        SUPERSEDED = "superseded", "Đã thay thế"
        VOID = "void", "Đã hủy"

    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="đề án"
    )
    programme = models.CharField("chương trình", max_length=10, choices=Programme.choices, blank=True)
    plan_year = models.PositiveSmallIntegerField("năm kế hoạch", null=True, blank=True)
    tranche = models.PositiveSmallIntegerField("đợt", null=True, blank=True)
    kind = models.CharField("loại văn bản", max_length=40)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="sự kiện"
    )
    issuer = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, related_name="documents", verbose_name="đơn vị phát hành"
    )
    template = models.ForeignKey(
        "documents.TemplateVersion", models.PROTECT, null=True, related_name="documents", verbose_name="lời văn"
    )
    template_version = models.CharField("phiên bản mẫu", max_length=60)
    values = models.JSONField("nội dung", default=dict)
    content_hash = models.CharField("mã băm nội dung", max_length=64, blank=True)
    state = models.CharField("tình trạng", max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField("số văn bản", max_length=200, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    issued_at = models.DateTimeField("phát hành lúc", null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người phát hành",
    )
    address = models.CharField("địa chỉ tra cứu", max_length=200, blank=True)
    code = models.CharField("mã tra cứu", max_length=24, null=True, blank=True, unique=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="thay thế văn bản"
    )
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người hủy"
    )
    void_reason = models.CharField("lý do hủy", max_length=500, blank=True)
    problem = models.CharField("lỗi khi lập tệp", max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử lập tệp", default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lập"
    )
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["case", "-id"]
        indexes = [
            models.Index(fields=["case", "kind"], name="papers_of_a_case"),
            models.Index(fields=["issuer", "-issued_on"], name="papers_of_a_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "event", "issuer", "programme", "plan_year", "tranche", "supersedes"],
                condition=Q(state="draft"),
                nulls_distinct=False,
                name="one_open_draft_of_a_kind_for_an_act",
            ),
            models.CheckConstraint(
                name="a_paper_beyond_draft_has_a_number",
                condition=~Q(state__in=["issued", "signed"]) | ~Q(number=""),
            ),
            models.CheckConstraint(
                name="a_paper_is_about_a_project_or_a_plan",
                condition=Q(case__isnull=False, plan_year=None, programme="")
                | Q(case=None, event=None, plan_year__isnull=False) & ~Q(programme=""),
            ),
            models.CheckConstraint(name="a_void_paper_says_why", condition=~Q(state="void") | ~Q(void_reason="")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="issued_content_never_changes",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*FROZEN),
                func="""
                    IF OLD.state <> 'draft' THEN
                        RAISE EXCEPTION 'paper % is issued: its content never changes', OLD.id
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="papers_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or '(chưa có số)'} – {self.get_state_display()}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def in_force(self) -> bool:
        return self.state in (self.State.ISSUED, self.State.SIGNED)


class DocumentFile(models.Model):
    """One file made of a paper, named by its fingerprint; its bytes never change."""

    class Kind(models.TextChoices):
        DRAFT = "draft", "Bản dự thảo"
        FINAL = "final", "Bản phát hành"
        SIGNED = "signed", "Bản ký số"
        SCAN = "scan", "Bản quét có chữ ký, con dấu"

    document = models.ForeignKey(Document, models.PROTECT, related_name="files", verbose_name="văn bản")
    kind = models.CharField("loại tệp", max_length=10, choices=Kind.choices)
    name = models.CharField("tệp", max_length=200)
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    size = models.PositiveIntegerField("dung lượng (byte)")
    rooms = models.JSONField("chỗ ký", default=list)
    renderer = models.JSONField("bộ dàn trang", default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lập"
    )
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "tệp văn bản"
        verbose_name_plural = "tệp văn bản"
        ordering = ["document", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "kind"],
                condition=Q(kind__in=["draft", "final"]),
                name="a_paper_is_drawn_once_as_draft_and_once_as_final",
            ),
            models.CheckConstraint(name="a_fingerprint_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="files_of_papers_never_change"),
            pgtrigger.Protect(
                name="issued_files_are_never_deleted",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__kind="draft"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:12]}"

    @property
    def described(self) -> str:
        """A signed file holds the signatures of those before it and one more: among several it says how many."""
        if self.kind != self.Kind.SIGNED:
            return self.get_kind_display()
        signed = [one.pk for one in self.document.files.all() if one.kind == self.Kind.SIGNED]
        count, places = sorted(signed).index(self.pk) + 1, len(self.document.values.get("signers", []))
        return f"{self.get_kind_display()}, {'đủ ' if count == places else ''}{count} chữ ký"
