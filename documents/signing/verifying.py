"""Reading the signatures of a file for a person, in Vietnamese: who, when, whether a byte changed, whether the chain is known.

Facts only: whether a signature binds anybody in law is for no software to say.
"""

import io
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from documents.signing.apart import apart
from documents.signing.keys import subject_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """One signature. `good`: nothing was changed after it but what signing itself adds, and its chain ends in a root we know."""

    role: str
    subject: str
    issuer: str
    signed_at: datetime | None
    stamped: bool
    intact: bool
    trusted: bool
    unchanged: bool
    good: bool

    @property
    def sentence(self) -> str:
        if not self.intact:
            return "Chữ ký không còn đúng: nội dung tệp đã bị thay đổi sau khi ký."
        if not self.unchanged:
            return "Chữ ký nguyên vẹn, nhưng sau khi ký tệp đã được thêm nội dung khác."
        if not self.trusted:
            return "Nội dung nguyên vẹn từ lúc ký; chứng thư không dẫn tới tổ chức gốc mà hệ thống này biết."
        return "Nội dung nguyên vẹn từ lúc ký; chứng thư dẫn tới tổ chức gốc đã biết."


def check_signatures(data: bytes) -> list[Checked]:
    """Every signature of a PDF, in the order in which they were made; empty for a file that cannot be read as PDF."""
    try:
        reader = PdfFileReader(io.BytesIO(data))
        found = list(reader.embedded_regular_signatures)
    except Exception:
        log.info("a file could not be read as a signed PDF", exc_info=True)
        return []
    return apart(lambda: [_checked(one) for one in found])


def _checked(embedded: object) -> Checked:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    assert isinstance(embedded, EmbeddedPdfSignature)
    role = str(embedded.field_name).removeprefix("ChuKy-")
    context = ValidationContext(trust_roots=list(trust_roots()), allow_fetching=False, revocation_mode="soft-fail")
    status = validate_pdf_signature(embedded, context, context)
    level = status.modification_level or ModificationLevel.OTHER
    signer = embedded.signer_cert
    stamp = status.timestamp_validity
    return Checked(
        role=role,
        subject=subject_of(signer),
        issuer=str(signer.issuer.native.get("common_name") or signer.issuer.human_friendly),
        signed_at=stamp.timestamp if stamp is not None else status.signer_reported_dt,
        stamped=stamp is not None,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        unchanged=level <= ModificationLevel.FORM_FILLING,
        good=bool(status.bottom_line),
    )


def trust_roots() -> Iterable[x509.Certificate]:
    """The certificates in `TRUST_ROOTS`, and the demo's own authority while the demo is on."""
    found = sorted(path for folder in _folders() for path in Path(folder).glob("*.pem"))
    return _loaded(tuple((str(path), path.stat().st_mtime_ns) for path in found))


def _folders() -> list[str]:
    demo = [str(Path(settings.SIGNING_KEY_ROOT) / "demo-ca")] if settings.DEMO else []
    return [*([settings.TRUST_ROOTS] if settings.TRUST_ROOTS else []), *demo]


@lru_cache(maxsize=4)
def _loaded(files: tuple[tuple[str, int], ...]) -> tuple[x509.Certificate, ...]:
    """Read once; a file that was written anew is another."""
    roots = []
    for path, _ in files:
        data = Path(path).read_bytes()
        _, _, der = pem.unarmor(data) if pem.detect(data) else ("", {}, data)
        roots.append(x509.Certificate.load(der))
    return tuple(roots)
