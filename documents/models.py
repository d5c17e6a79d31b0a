"""A paper that was made: which event caused it, from which template, and the fingerprint of its bytes."""

import pgtrigger
from django.db import models
from django.db.models import Q

from workflow.models import Case, Event


class Document(models.Model):
    """One file, written once. Its bytes never change; a newer paper of the same kind supersedes it."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", "Hợp đồng thực hiện đề án"

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SIGNED = "signed", "Đã ký"
        SUPERSEDED = "superseded", "Đã thay thế"

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", verbose_name="đề án")
    kind = models.CharField("loại văn bản", max_length=20, choices=Kind.choices)
    event = models.ForeignKey(Event, models.PROTECT, related_name="documents", verbose_name="sự kiện")
    template_version = models.CharField("phiên bản mẫu", max_length=40)
    state = models.CharField("tình trạng", max_length=12, choices=State.choices)
    number = models.CharField("số văn bản", max_length=200, blank=True)
    file = models.CharField("tệp", max_length=200)
    sha256 = models.CharField("mã băm SHA-256", max_length=64)
    size = models.PositiveIntegerField("dung lượng (byte)")
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["case", "-event__seq"]
        constraints = [
            models.UniqueConstraint(fields=["event", "kind"], name="one_paper_of_a_kind_per_event"),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=~Q(state="superseded"),
                name="one_paper_of_a_kind_in_force_per_case",
            ),
            models.CheckConstraint(name="a_fingerprint_is_sha256", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="a_signed_paper_has_a_number", condition=~Q(state="signed") | ~Q(number="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_paper_only_changes_its_state", exclude=["state"]),
            pgtrigger.Protect(name="papers_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number or '(chưa có số)'} – {self.get_state_display()}"

    @property
    def file_name(self) -> str:
        """What the browser saves: Hop-dong_KCQG-2026-25-0007_du-thao.pdf"""
        if self.state == self.State.DRAFT:
            return f"Hop-dong_{self.case.code}_du-thao.pdf"
        suffix = "" if self.state == self.State.SIGNED else f"_ban-cu-{self.pk}"
        return f"Hop-dong_{self.case.code}{suffix}.pdf"
