"""Keys that sign for a unit, and the signatures that were made. A key's secret is never here: only where it lies."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SigningKey(models.Model):
    """A certificate of a unit whose private key lies in a PKCS#12 file or behind a PKCS#11 library.

    The passphrase or PIN is typed at each signature and kept nowhere.
    """

    class Kind(models.TextChoices):
        PKCS12 = "pkcs12", "Tệp PKCS#12"
        PKCS11 = "pkcs11", "Thiết bị PKCS#11"

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="signing_keys", verbose_name="đơn vị"
    )
    label = models.CharField("tên khóa", max_length=100)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    place = models.CharField(
        "nơi lưu", max_length=300, help_text="Tệp dưới thư mục khóa, hoặc đường dẫn thư viện PKCS#11."
    )
    token = models.CharField("nhãn thiết bị", max_length=100, blank=True)
    subject = models.CharField("chủ chứng thư", max_length=300)
    certificate_sha256 = models.CharField("mã băm chứng thư", max_length=64)
    valid_from = models.DateTimeField("hiệu lực từ")
    valid_to = models.DateTimeField("hiệu lực đến")
    seal = models.CharField("ảnh con dấu", max_length=200, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)

    class Meta:
        verbose_name = "khóa ký số"
        verbose_name_plural = "khóa ký số"
        ordering = ["organisation", "label"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "label"], name="one_key_of_a_name_in_a_unit"),
            models.CheckConstraint(
                name="a_certificate_ends_after_it_begins", condition=Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.organisation})"


class Signature(models.Model):
    """One signature on one paper: whose place, by whom, with which certificate, into which file."""

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="signatures", verbose_name="văn bản"
    )
    role = models.CharField("chỗ ký", max_length=4)
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="signatures", verbose_name="khóa")
    file = models.OneToOneField("documents.DocumentFile", models.PROTECT, related_name="signature", verbose_name="tệp")
    subject = models.CharField("chủ chứng thư", max_length=300)
    stamped = models.BooleanField("có dấu thời gian", default=False)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ký")
    signed_at = models.DateTimeField("ký lúc")

    class Meta:
        verbose_name = "chữ ký số"
        verbose_name_plural = "chữ ký số"
        ordering = ["document", "id"]
        constraints = [models.UniqueConstraint(fields=["document", "role"], name="each_place_is_signed_once")]
        triggers = [
            pgtrigger.ReadOnly(name="signatures_never_change"),
            pgtrigger.Protect(name="signatures_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.role})"
