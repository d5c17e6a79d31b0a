"""Signing in tests: with the keys of the demo, a drawn hand, and what a scanner sends."""

import io

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from documents.models import Document, Signature, SigningKey
from documents.signing.demo import LABEL
from documents.signing.service import sign_paper
from tests.issuing import moment

SECRET = "mật khẩu thử"


def sign(paper: Document, role: str, unit_id: int, user_id: int, secret: str = SECRET) -> Signature:
    assert paper.case is not None
    key = SigningKey.objects.get(organisation=unit_id, label=LABEL)
    return sign_paper(
        document_id=paper.pk, role=role, key=key, secret=secret, hand=hand(), signer_name="Người Ký", user_id=user_id,
        at=moment(paper.case),
    )  # fmt: skip


def hand() -> bytes:
    image = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).line((20, 150, 200, 30, 380, 160), fill=(20, 60, 160, 255), width=8)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def scanned(*, pages: int = 1, locked: bool = False) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if locked:
        writer.encrypt("khóa", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
