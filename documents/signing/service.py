"""Signing an issued paper: with a key of the unit, or with ink, of which the scan is attached. Once every place is signed
the paper is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from documents.drawing import store
from documents.models import Document, DocumentFile, Signature, SigningKey
from documents.signing.marks import Marks
from documents.signing.places import folder
from documents.signing.readable import has_pages
from documents.signing.refusing import CannotSign
from documents.storage import Damaged, fingerprint, read
from documents.wording.values import Values

State, Kind = Document.State, DocumentFile.Kind
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
SCAN_BYTES = 20 * 1024 * 1024
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Place:
    """One place where somebody signs: open, or signed already."""

    role: str
    label: str
    name: str
    unit_id: int | None
    signature: Signature | None

    @property
    def is_open(self) -> bool:
        return self.signature is None


def places_of(document: Document) -> list[Place]:
    """In the order in which they stand on the paper."""
    found = Signature.objects.filter(document=document).select_related("key", "signed_by", "file")
    made = {signature.role: signature for signature in found}
    return [
        Place(
            role=one.role,
            label=" – ".join(part for part in (one.authority, one.instead, one.title) if part),
            name=one.name,
            unit_id=one.unit or document.issuer_id,
            signature=made.get(one.role),
        )
        for one in Values.from_json(document.values).signers
    ]


def keys_for(organisation_ids: Sequence[int], at: datetime) -> list[SigningKey]:
    """What people of these units may sign with today."""
    found = SigningKey.objects.filter(organisation__in=organisation_ids, is_active=True)
    return list(found.filter(valid_from__lte=at, valid_to__gte=at).select_related("organisation"))


def sign_paper(
    *, document_id: int, role: str, key: SigningKey, secret: str, hand: bytes, signer_name: str, user_id: int, at: datetime
) -> Signature:  # fmt: skip
    """Signs the newest file of the paper in the place of `role`. Raises CannotSign; nothing is half done.

    The paper is locked meanwhile: a second signature goes upon the first, never beside it.
    """
    with transaction.atomic():
        document = _held(document_id)
        place = next((one for one in places_of(document) if one.role == role), None)
        if place is None or not place.is_open:
            raise CannotSign("Chỗ ký này đã có chữ ký, hoặc không có trong văn bản.")
        if place.unit_id != key.organisation_id:
            raise CannotSign("Chỗ ký này của đơn vị khác: khóa phải là khóa của chính đơn vị đó.")
        last = _newest(document)
        try:
            data = read(last.name, last.sha256)
        except Damaged as damage:
            raise CannotSign(str(damage)) from damage
        rooms = _final(document).rooms
        moment = at.astimezone(HANOI)
        marks = Marks(hand, seal_of(key), (f"Ký bởi: {signer_name}", f"Ngày ký: {moment:%d/%m/%Y %H:%M:%S %z}"))
        made = _signed(data, key, secret, at, role=role, rooms=rooms, marks=marks, document=document)
        file = store(document, Kind.SIGNED, made, at=at, rooms=rooms, user_id=user_id)
        signature = Signature.objects.create(
            document=document, role=role, key=key, file=file, subject=key.subject, stamped=bool(settings.TSA_URL),
            signed_by_id=user_id, signed_at=at,
        )  # fmt: skip
        if all(one.signature for one in places_of(document)):
            document.state = State.SIGNED
            document.save(update_fields=["state"])
    return signature


def _signed(
    data: bytes, key: SigningKey, secret: str, at: datetime, *, role: str, rooms: list[dict[str, Any]], marks: Marks,
    document: Document,
) -> bytes:  # fmt: skip
    # Imported here: half a second that no page but this one needs.
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps import TimestampRequestError

    from documents.signing.keys import opened
    from documents.signing.pades import sign

    try:
        with opened(key, secret, at=at) as signer:
            return sign(
                data, signer, role=role, rooms=rooms, labels={one.role: one.label for one in places_of(document)},
                marks=marks, reason=f"Ký văn bản {document.number}", place=document.values.get("place", ""),
            )  # fmt: skip
    except TimestampRequestError as error:
        raise CannotSign("Không lấy được dấu thời gian từ máy chủ TSA. Xin thử lại sau.") from error
    except SigningError as error:
        raise CannotSign(f"Không ký được: {error}") from error


def attach_scan(*, document_id: int, data: bytes, user_id: int, at: datetime) -> DocumentFile:
    """The scan of a copy signed with ink. Raises CannotSign."""
    if not data.startswith(PDF):
        raise CannotSign("Bản quét phải là tệp PDF (NĐ 30/2020 PL I: PDF từ 1.4, màu, từ 200 dpi).")
    if len(data) > SCAN_BYTES:
        raise CannotSign("Bản quét lớn hơn 20 MB. Xin quét lại với dung lượng nhỏ hơn.")
    if not has_pages(data):
        raise CannotSign(
            "Không mở được tệp này như một tệp PDF có ít nhất một trang (tệp hỏng, hoặc bị khóa). Xin quét lại."
        )
    with transaction.atomic():
        document = _held(document_id)
        if document.files.filter(sha256=fingerprint(data)).exists():
            raise CannotSign("Tệp này đã có trong văn bản.")
        file = store(document, Kind.SCAN, data, at=at, user_id=user_id)
        document.state = State.SIGNED
        document.save(update_fields=["state"])
    return file


def seal_of(key: SigningKey) -> bytes:
    """The picture of the seal; empty where the unit has none on file."""
    if not key.seal:
        return b""
    root = folder().resolve()
    path = (root / key.seal).resolve()
    return path.read_bytes() if path.is_relative_to(root) and path.is_file() else b""


def _held(document_id: int) -> Document:
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    if not document.in_force:
        raise CannotSign(f"Văn bản ở tình trạng “{document.get_state_display()}”, không ký được.")
    return document


def _newest(document: Document) -> DocumentFile:
    """What the next signature goes upon."""
    signed = document.files.filter(kind=Kind.SIGNED).order_by("-id").first()
    return signed or _final(document)


def _final(document: Document) -> DocumentFile:
    found = document.files.filter(kind=Kind.FINAL).first()
    if found is None:
        raise CannotSign("Tệp của văn bản đang được lập. Xin chờ vài giây rồi ký.")
    return found
