"""PAdES on stored bytes: appended, never re-saved, so that every earlier signature goes on covering what it covered."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.sign import Signer, fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.stamp import StaticStampStyle

from documents.render.endings import Telling
from documents.signing.apart import apart
from documents.signing.marks import HEIGHT_MM, WIDTH_MM, Marks, picture
from documents.signing.tagging import tag_fields

#: Points in a millimetre.
MM = 72 / 25.4


def field_name(role: str) -> str:
    return f"ChuKy-{role}"


def sign(
    data: bytes, signer: Signer, *, role: str, rooms: Sequence[dict[str, Any]], labels: Mapping[str, str], marks: Marks,
    reason: str, place: str,
) -> bytes:  # fmt: skip
    """The file with one more signature, in the place of `role`; all places are laid out before the first one signs.

    `labels`: of each role, who signs there, for those who listen. A timestamp is added where `TSA_URL` names an authority.
    """
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    _lay_out(writer, rooms, labels)
    meta = signers.PdfSignatureMetadata(
        field_name=field_name(role), md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason,
        location=place,
    )  # fmt: skip
    stamper = HTTPTimeStamper(settings.TSA_URL, timeout=10) if settings.TSA_URL else None
    width = next(_width(room) for room in rooms if room["role"] == role)
    work = signers.PdfSigner(meta, signer, timestamper=stamper, stamp_style=_style(marks, width))
    made = Telling()
    apart(lambda: work.sign_pdf(writer, existing_fields_only=True, output=made))
    return made.getvalue()


def _lay_out(writer: IncrementalPdfFileWriter, rooms: Sequence[dict[str, Any]], labels: Mapping[str, str]) -> None:
    known = {name for name, _, _ in fields.enumerate_sig_fields(writer.prev)}
    for room in rooms:
        if field_name(room["role"]) not in known:
            fields.append_signature_field(writer, _spec(room, labels[room["role"]]))
    tag_fields(writer, [field for name, _, field in fields.enumerate_sig_fields(writer) if name not in known])


def _spec(room: dict[str, Any], label: str) -> fields.SigFieldSpec:
    """A box around the middle of the room left for the hand, as high as hand and seal need, and no wider than the room."""
    across, up = room["x"] + room["width"] / 2, room["y"] + room["height"] / 2
    wide, high = _width(room) * MM / 2, HEIGHT_MM * MM / 2
    box = tuple(round(value) for value in (across - wide, up - high, across + wide, up + high))
    assert len(box) == 4, "left, bottom, right, top"
    return fields.SigFieldSpec(
        field_name(room["role"]), on_page=room["page"], box=box, readable_field_name=f"Chữ ký của {label}"
    )


def _width(room: dict[str, Any]) -> float:
    """Millimetres: what hand and seal need, or what the room has where that is less."""
    width: float = room["width"] / MM
    return min(WIDTH_MM, width)


def _style(marks: Marks, width: float) -> StaticStampStyle:
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
    )
    return StaticStampStyle(border_width=0, background=PdfImage(picture(marks, width)), background_layout=layout)
