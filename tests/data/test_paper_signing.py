"""Signing: with keys of the units, each in its own place, one upon the other; read back, and found out when touched."""

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from documents.models import Document, DocumentFile, Signature, SigningKey
from documents.signing.demo import fitting, make_keys
from documents.signing.marks import BadImage, Marks, checked_png, picture
from documents.signing.refusing import CannotSign
from documents.signing.service import attach_scan, places_of
from documents.signing.verifying import check_signatures
from tests.archive import faults, outline
from tests.contracts import allocated, world_that_signs
from tests.issuing import bytes_of, issued, moment
from tests.signing import SECRET, hand, scanned, sign
from tests.timestamps import authority
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def paper(place: World) -> Document:
    case = allocated(place)
    make_keys(SECRET, at=moment(case))
    return issued(case, place.agency_leader.pk)


def test_both_sides_sign_one_upon_the_other_and_the_paper_is_signed(place: World, paper: Document) -> None:
    sign(paper, "b", place.implementer.pk, place.owner.pk)
    paper.refresh_from_db()
    assert paper.state == Document.State.ISSUED
    last = sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    paper.refresh_from_db()
    assert paper.state == Document.State.SIGNED
    assert last.file.kind == DocumentFile.Kind.SIGNED
    found = check_signatures(_newest(paper))
    assert [(one.role, one.good, one.trusted) for one in found] == [("b", True, True), ("a", True, True)]
    assert all("Nội dung nguyên vẹn" in one.sentence for one in found)


def test_the_issued_bytes_stand_unchanged_at_the_head_of_the_signed_file(place: World, paper: Document) -> None:
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    assert _newest(paper).startswith(bytes_of(paper))


def test_an_archive_takes_a_signed_file_and_a_screen_reader_finds_who_signs_where(
    place: World, paper: Document
) -> None:
    sign(paper, "b", place.implementer.pk, place.owner.pk)
    once = _newest(paper)
    assert faults(once) == []
    forms = [said["/Alt"] for kind, said in outline(once) if kind == "Form"]
    assert forms == [f"Chữ ký của {one.label}" for one in places_of(paper)[::-1]]
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    (found,) = faults(_newest(paper))
    # an earlier signature covers the file as it was then, and that it must; each is checked for itself on the page
    assert found.startswith("PDFA3B-SIGNATURE-BYTERANGE")


def test_one_flipped_byte_is_found(place: World, paper: Document) -> None:
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    data = bytearray(_newest(paper))
    data[2000] ^= 1
    found = check_signatures(bytes(data))
    assert not any(one.good for one in found)


def test_what_is_added_after_the_signature_is_found(place: World, paper: Document) -> None:
    from pyhanko.pdf_utils.generic import NameObject, TextStringObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    writer = IncrementalPdfFileWriter(io.BytesIO(_newest(paper)))
    writer.root[NameObject("/KhuyenCong")] = TextStringObject("thêm vào sau")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    (found,) = check_signatures(out.getvalue())
    assert found.intact
    assert not found.good
    assert "thêm nội dung khác" in found.sentence


def test_a_chain_that_ends_in_no_known_root_is_said_so(place: World, paper: Document, settings: Any) -> None:
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    settings.DEMO = False
    (found,) = check_signatures(_newest(paper))
    assert (found.intact, found.trusted, found.good) == (True, False, False)


def test_a_wrong_passphrase_signs_nothing(place: World, paper: Document) -> None:
    with pytest.raises(CannotSign, match="Mật khẩu của khóa không đúng"):
        sign(paper, "a", place.agency.pk, place.agency_leader.pk, secret="sai")
    assert not Signature.objects.exists()
    assert not DocumentFile.objects.filter(kind=DocumentFile.Kind.SIGNED).exists()


def test_a_place_is_signed_once_and_only_by_its_own_unit(place: World, paper: Document) -> None:
    with pytest.raises(CannotSign, match="đơn vị khác"):
        sign(paper, "b", place.agency.pk, place.agency_leader.pk)
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    with pytest.raises(CannotSign, match="đã có chữ ký"):
        sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    assert [one.is_open for one in places_of(paper)] == [True, False]


def test_a_key_past_its_day_does_not_sign(place: World, paper: Document) -> None:
    key = SigningKey.objects.get(organisation=place.agency.pk)
    SigningKey.objects.filter(pk=key.pk).update(valid_from="2020-01-01T00:00Z", valid_to="2021-01-01T00:00Z")
    with pytest.raises(CannotSign, match="chỉ có hiệu lực đến"):
        sign(paper, "a", place.agency.pk, place.agency_leader.pk)


def test_a_timestamp_is_asked_of_the_authority_that_is_configured(place: World, paper: Document, settings: Any) -> None:
    with authority() as address:
        settings.TSA_URL = address
        made = sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    assert made.stamped
    (found,) = check_signatures(_newest(paper))
    assert (found.stamped, found.intact) == (True, True)
    assert found.signed_at is not None


def test_without_an_answer_of_the_authority_nothing_is_signed(place: World, paper: Document, settings: Any) -> None:
    settings.TSA_URL = "http://127.0.0.1:9/"
    with pytest.raises(CannotSign, match="dấu thời gian"):
        sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    assert not Signature.objects.exists()


def test_the_signature_stands_in_the_room_left_for_it(place: World, paper: Document) -> None:
    sign(paper, "a", place.agency.pk, place.agency_leader.pk)
    reader = PdfReader(io.BytesIO(_newest(paper)))
    boxes = {
        str(note["/T"]): [float(edge) for edge in note["/Rect"]]
        for page in reader.pages
        for note in (one.get_object() for one in page.get("/Annots", []))
        if note.get("/FT") == "/Sig"
    }
    room = next(one for one in paper.files.get(kind="final").rooms if one["role"] == "a")
    left, bottom, right, top = boxes["ChuKy-a"]
    assert left < room["x"] + room["width"] / 2 < right
    assert bottom < room["y"] + room["height"] / 2 < top


def test_the_seal_covers_about_a_third_of_the_hand() -> None:
    seal = Image.new("RGBA", (100, 100), (200, 0, 0, 255))
    out = io.BytesIO()
    seal.save(out, "PNG")
    solid = Image.new("RGBA", (440, 220), (0, 0, 200, 255))
    blue = io.BytesIO()
    solid.save(blue, "PNG")
    drawn = picture(Marks(blue.getvalue(), out.getvalue()))
    row = [drawn.getpixel((x, drawn.height // 2)) for x in range(drawn.width)]
    blue_left = sum(1 for pixel in row if pixel == (0, 0, 200, 255))
    alone = picture(Marks(blue.getvalue()))
    blue_whole = sum(1 for x in range(alone.width) if alone.getpixel((x, alone.height // 2)) == (0, 0, 200, 255))
    assert 0.6 < blue_left / blue_whole < 0.72


@pytest.mark.parametrize("width", [82.5, 55.0])
@pytest.mark.parametrize("with_hand", [True, False])
def test_hand_and_seal_stay_within_a_narrow_column(width: float, with_hand: bool) -> None:
    seal = Image.new("RGBA", (100, 100), (200, 0, 0, 255))
    out = io.BytesIO()
    seal.save(out, "PNG")
    lines = ("Ký bởi: Nguyễn Thị Hồng Nhung", "Ngày ký: 26/11/2026 06:53:38 +0700")
    drawn = picture(Marks(hand() if with_hand else b"", out.getvalue(), lines), width)
    box = drawn.getbbox()
    assert box is not None
    assert drawn.width == round(width * 12)
    assert box[0] == 0
    assert box[2] <= drawn.width
    if not with_hand and width > 80:
        letters = drawn.crop((36 * 12, 0, drawn.width, drawn.height))
        assert letters.getbbox() is not None, "beside the seal, not over it"


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 100])
def test_what_is_no_png_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadImage, match="PNG"):
        checked_png(data)


def test_a_scan_makes_the_paper_signed_and_must_be_a_pdf(place: World, paper: Document) -> None:
    assert paper.case is not None
    at = moment(paper.case)
    with pytest.raises(CannotSign, match="PDF"):
        attach_scan(document_id=paper.pk, data=b"GIF89a", user_id=place.agency_leader.pk, at=at)
    with pytest.raises(CannotSign, match="đã có"):
        attach_scan(document_id=paper.pk, data=bytes_of(paper), user_id=place.agency_leader.pk, at=at)
    attach_scan(document_id=paper.pk, data=scanned(), user_id=place.agency_leader.pk, at=at)
    paper.refresh_from_db()
    assert paper.state == Document.State.SIGNED


def test_the_name_on_a_key_of_the_demo_is_short_or_ends_with_a_whole_word() -> None:
    name = "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công"
    assert fitting("Sở Công Thương Phú Thọ", "SCT") == "Sở Công Thương Phú Thọ"
    assert fitting(name, "Cục ĐCK") == "Cục ĐCK"
    assert fitting(name) == "Cục Đổi mới sáng tạo, Chuyển đổi xanh"


def _newest(paper: Document) -> bytes:
    from documents.storage import read

    file = paper.files.filter(kind=DocumentFile.Kind.SIGNED).order_by("-id")[0]
    return read(file.name, file.sha256)
