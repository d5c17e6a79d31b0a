"""PAdES on stored bytes: appended, never re-saved, so that every earlier signature goes on covering what it covered."""

import io
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign import Signer, fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.stamp import StaticStampStyle

from documents.signing.apart import apart
from documents.signing.marks import HEIGHT_MM, WIDTH_MM, Marks, picture

#: Points in a millimetre.
MM = 72 / 25.4


def field_name(role: str) -> str:
    return f"ChuKy-{role}"


def sign(
    data: bytes, signer: Signer, *, role: str, rooms: Sequence[dict[str, Any]], marks: Marks, reason: str, place: str
) -> bytes:  # fmt: skip
    """The file with one more signature, in the place of `role`; all places are laid out before the first one signs.

    A timestamp is added where `TSA_URL` names an authority.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    known = {name for name, _, _ in fields.enumerate_sig_fields(writer.prev)}
    for room in rooms:
        if field_name(room["role"]) not in known:
            fields.append_signature_field(writer, _spec(room))
    meta = signers.PdfSignatureMetadata(
        field_name=field_name(role), md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason,
        location=place,
    )  # fmt: skip
    stamper = HTTPTimeStamper(settings.TSA_URL, timeout=10) if settings.TSA_URL else None
    work = signers.PdfSigner(meta, signer, timestamper=stamper, stamp_style=_style(marks))
    made = apart(lambda: work.sign_pdf(writer, existing_fields_only=True))
    return bytes(made.getvalue())


def _spec(room: dict[str, Any]) -> fields.SigFieldSpec:
    """A box around the middle of the room left for the hand, as wide and high as hand and seal need."""
    across, up = room["x"] + room["width"] / 2, room["y"] + room["height"] / 2
    wide, high = WIDTH_MM * MM / 2, HEIGHT_MM * MM / 2
    box = tuple(round(value) for value in (across - wide, up - high, across + wide, up + high))
    assert len(box) == 4, "left, bottom, right, top"
    return fields.SigFieldSpec(field_name(room["role"]), on_page=room["page"], box=box)


def _style(marks: Marks) -> StaticStampStyle:
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
    )
    return StaticStampStyle(border_width=0, background=PdfImage(picture(marks)), background_layout=layout)
