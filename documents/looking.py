"""What anyone may know of an issued paper who has its code, and how often anyone may ask."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection

from documents.models import Document, DocumentFile, PublicLook
from documents.naming import label_of
from documents.proof import as_typed
from documents.versions import same_paper
from workflow.engine.clock import day_of

#: A person scans a few codes a minute; a machine that guesses would need 2^79 tries on average.
MOST_A_MINUTE = 30
KEPT = timedelta(hours=1)
MOST_BYTES = 30 * 1024 * 1024
COUNT = """
    INSERT INTO documents_publiclook (asker, minute, count) VALUES (%s, %s, 1)
    ON CONFLICT (asker, minute) DO UPDATE SET count = documents_publiclook.count + 1
    RETURNING count
"""


class TooOften(Exception):
    """The message is the sentence to show."""


class TooBig(Exception):
    """The message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the paper holds. `good`: it does; `sentence`: how, for anyone to read."""

    good: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Proven:
    """An issued paper as the public page shows it: nothing personal, amounts in whole đồng."""

    document: Document
    label: str
    number: str
    on: date
    issuer: str
    parties: tuple[str, ...]
    project: str
    amount: int | None
    standing: Standing
    files: tuple[DocumentFile, ...]

    def holds_file(self, sha256: str) -> DocumentFile | None:
        return next((file for file in self.files if file.sha256 == sha256), None)


def count_look(address: str, *, at: datetime) -> None:
    """Raises TooOften beyond what a person needs."""
    asker = hmac.new(settings.SECRET_KEY.encode(), f"look|{address}".encode(), hashlib.sha256).hexdigest()[:32]
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [asker, minute])
        (count,) = cursor.fetchone()
    if count == 1:
        PublicLook.objects.filter(minute__lt=minute - KEPT).delete()
    if count > MOST_A_MINUTE:
        raise TooOften("Bạn đã tra cứu quá nhiều lần trong một phút. Xin chờ một phút rồi thử lại.")


def proven(code: str) -> Proven | None:
    """The issued paper with this code, however it was typed."""
    found = Document.objects.select_related("issuer", "case").prefetch_related("files").filter(code=as_typed(code))
    document = found.first()
    if document is None or document.issued_on is None:
        return None
    facts = document.values.get("facts", {})
    return Proven(
        document=document,
        label=label_of(document),
        number=document.number,
        on=document.issued_on,
        issuer=document.values.get("issuer", ""),
        parties=tuple(facts.get("parties", ())),
        project=facts.get("project", ""),
        amount=facts.get("amount"),
        standing=standing_of(document),
        files=tuple(file for file in document.files.all() if file.kind != DocumentFile.Kind.DRAFT),
    )


def standing_of(document: Document) -> Standing:
    match document.state:
        case Document.State.ISSUED:
            return Standing(True, "Còn hiệu lực (đã phát hành, chưa ghi nhận chữ ký số).")
        case Document.State.SIGNED:
            return Standing(True, "Còn hiệu lực, đã ký.")
        case Document.State.SUPERSEDED:
            return Standing(False, f"Đã thay thế{_by(document)}.")
        case _:
            day = f" ngày {day_of(document.voided_at):%d/%m/%Y}" if document.voided_at else ""
            return Standing(False, f"Đã hủy{day}, không còn hiệu lực.")


def _by(document: Document) -> str:
    """The version that stands in its place now."""
    later = same_paper(document).filter(pk__gt=document.pk, issued_on__isnull=False)
    newer = later.exclude(state=Document.State.VOID).order_by("-id").first()
    return f" bởi văn bản số {newer.number} ngày {newer.issued_on:%d/%m/%Y}" if newer and newer.issued_on else ""


def hash_of(chunks: Iterable[bytes]) -> str:
    """SHA-256 of a file that is read once and kept nowhere. Raises TooBig."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise TooBig(f"Tệp lớn hơn {MOST_BYTES // 1024 // 1024} MB nên không thể là văn bản của hệ thống.")
        digest.update(chunk)
    return digest.hexdigest()
