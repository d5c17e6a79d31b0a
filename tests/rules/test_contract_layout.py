"""Papers measured against NĐ 30/2020: page, margins, page numbers, sizes, letters, annexes across the page."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from documents.contexts.estimate import BUDGET
from documents.contexts.filling import Filling
from documents.drawing import drawn
from documents.render.page import DRAFT
from documents.text import FONTS, drawable
from documents.wording.values import Signer, Values
from tests.measured import BOLD, BOTTOM, ITALIC, LEFT, REGULAR, RIGHT, TOP, is_number, numbers, one, runs
from tests.papers import AGENCY, ISSUED, LINES, WRITTEN_ON, contract, draft, issued, opened, paper, words_of
from tests.texts import bare, pages_of

LETTER = """Trả lời văn bản của [[nơi gửi]] về hồ sơ đề án, [[đơn vị]] đề nghị bổ sung các nội dung sau:
- Dự toán chi tiết.
Trân trọng./.
@phụ lục ngang Dự toán kinh phí
@bảng dự toán
"""
#: A page lying down: the decree's 20 mm stand at the head, 30 mm at the left, whichever way the sheet is turned.
WIDE_TOP, WIDE_LEFT, WIDE_RIGHT, WIDE_BOTTOM = 30, 20, 297 - 20, 210 - 15
Reader = Callable[[], PdfReader]
BOTH = pytest.mark.parametrize("reader", [draft, issued])


@lru_cache(maxsize=1)
def letter() -> PdfReader:
    """A công văn with an annex across the page that goes on to a second one."""
    return opened(drawn(paper(letter_values(), ISSUED, wording=LETTER)).pdf)


def letter_values() -> Values:
    filling = Filling()
    filling.text("nơi gửi", "Sở Công Thương Phú Thọ")
    filling.text("đơn vị", AGENCY.name)
    rows = [(n, b.item, b.unit, b.quantity, b.unit_price, b.amount, b.source) for n, b in enumerate(LINES * 12, 1)]
    filling.table("dự toán", BUDGET, rows, unit="Đơn vị tính: đồng")
    return filling.values(
        title="Công văn yêu cầu bổ sung hồ sơ", kind="", subject="bổ sung hồ sơ đề án khuyến công quốc gia",
        parent=AGENCY.parent, issuer=AGENCY.name, symbol="ĐCK", place="Hà Nội", written_on=WRITTEN_ON,
        signers=(Signer("a", "KT. CỤC TRƯỞNG", "Phó Cục trưởng", "Lê Thị Phó"),),
        addressees=("Sở Công Thương Phú Thọ", "Trung tâm Khuyến công Phú Thọ"),
        recipients=("Như trên", "Lưu: VT, ĐCK"), facts={},
    )  # fmt: skip


# --- the page --------------------------------------------------------------------------------------------------


@BOTH
def test_every_page_is_an_upright_a4_sheet(reader: Reader) -> None:
    for page in reader().pages:
        assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(841.89, abs=0.1)


@BOTH
def test_no_letter_stands_in_the_margins_of_the_decree(reader: Reader) -> None:
    for number in range(len(reader().pages)):
        body = [run for run in runs(reader(), number) if run.upright and not is_number(run)]
        assert LEFT - 0.1 < min(run.left for run in body) < LEFT + 3
        assert max(run.right for run in body) <= RIGHT + 0.6  # widths are counted without kerning
        assert min(run.top for run in body) > TOP
        assert max(run.top for run in body) < BOTTOM


def test_the_first_page_hides_its_number_and_the_annex_counts_for_itself() -> None:
    shown = numbers(issued())
    annex = next(n for n, page in enumerate(issued().pages) if page.extract_text().startswith("Phụ lục"))
    assert shown[:annex] == ["", *(str(n) for n in range(2, annex + 1))]
    assert shown[annex:] == ["", *(str(n) for n in range(2, len(shown) - annex + 1))]
    assert len(shown) - annex >= 3


def test_page_numbers_stand_in_the_middle_of_the_top_margin_in_thirteen_points() -> None:
    number = next(run for run in runs(issued(), 1) if is_number(run))
    assert number.size == pytest.approx(13, abs=0.05)
    assert number.font == REGULAR
    assert number.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_the_letterhead_has_the_sizes_and_weights_of_the_decree() -> None:
    head = runs(issued(), 0)
    expected = {
        "BỘ CÔNG THƯƠNG": (12, REGULAR),
        "CỤC ĐỔI MỚI": (12, BOLD),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, BOLD),
        "Độc lập - Tự do - Hạnh phúc": (13, BOLD),
        "Số: 07/HĐ-ĐCK": (13, REGULAR),
        "Hà Nội, ngày 16 tháng 3 năm 2026": (13, ITALIC),
        "HỢP ĐỒNG": (14, BOLD),
        "Thực hiện đề án khuyến công quốc gia": (14, BOLD),
        "Căn cứ Nghị định số 45/2012/NĐ-CP": (13, ITALIC),
    }
    for text, (size, font) in expected.items():
        run = one(head, text)
        assert run.size == pytest.approx(size, abs=0.05), text
        assert run.font == font, text
    assert one(head, "Số: ").top == pytest.approx(one(head, "Hà Nội").top, abs=0.1)
    assert one(head, "CỘNG HÒA").top == pytest.approx(one(head, "BỘ CÔNG").top, abs=0.6)


def test_the_letterhead_stands_in_two_columns_and_the_title_in_the_middle() -> None:
    head = runs(issued(), 0)
    half = LEFT + (RIGHT - LEFT) * 0.45
    assert one(head, "BỘ CÔNG THƯƠNG").right < half < one(head, "CỘNG HÒA").left
    assert one(head, "CỘNG HÒA").middle == pytest.approx(one(head, "Độc lập").middle, abs=0.6)
    assert one(head, "HỢP ĐỒNG").middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.6)


def test_paragraphs_begin_one_centimetre_in_and_articles_are_bold() -> None:
    body = runs(issued(), 1)
    assert one(body, "1. Bên A giao").left == pytest.approx(LEFT + 10, abs=0.3)
    assert one(body, "Điều 1.").font == BOLD
    assert {round(run.size) for run in body} <= {11, 12, 13, 14}


@pytest.mark.parametrize("lines", range(0, 44, 11))
def test_nobody_signs_a_page_without_text(lines: int) -> None:
    scope = "\n".join(f"Hạng mục thứ {number} được lắp đặt, chạy thử và bàn giao." for number in range(lines))
    pages = [page.extract_text() for page in opened(drawn(paper(contract(scope=scope))).pdf).pages]
    (last,) = [text for text in pages if "ĐẠI DIỆN BÊN A" in text]
    assert "Hợp đồng và Phụ lục được lập thành" in last
    assert "Phan Văn Cục" in last


def test_the_two_sides_sign_beside_each_other_under_their_titles() -> None:
    pages = [runs(issued(), number) for number in range(len(issued().pages))]
    last = next(page for page in pages if any(run.text == "ĐẠI DIỆN BÊN A" for run in page))
    seller, buyer = one(last, "ĐẠI DIỆN BÊN B"), one(last, "ĐẠI DIỆN BÊN A")
    assert seller.top == buyer.top
    assert seller.right < (LEFT + RIGHT) / 2 < buyer.left
    assert one(last, "CỤC TRƯỞNG").font == one(last, "Phan Văn Cục").font == buyer.font == BOLD
    assert one(last, "Phan Văn Cục").middle == pytest.approx(buyer.middle, abs=0.6)
    assert 20 < one(last, "Phan Văn Cục").top - one(last, "CỤC TRƯỞNG").top < 45
    assert one(last, "Nơi nhận:").size == pytest.approx(12, abs=0.05)
    assert one(last, "- Lưu: VT").size == pytest.approx(11, abs=0.05)


# --- a công văn, and an annex across the page --------------------------------------------------------------------


def test_a_letter_has_no_kind_but_its_subject_under_the_number_and_whom_it_is_for() -> None:
    page = runs(letter(), 0)
    subject = one(page, "V/v bổ sung hồ sơ")
    assert subject.size == pytest.approx(12, abs=0.05)
    assert one(page, "Số: 07/HĐ-ĐCK").top < subject.top < one(page, "Kính gửi:").top
    assert subject.right < LEFT + (RIGHT - LEFT) / 2
    assert one(page, "- Sở Công Thương Phú Thọ;").left == pytest.approx(one(page, "- Trung tâm").left, abs=0.1)
    assert "HỢP ĐỒNG" not in [run.text for run in page]


def test_one_who_signs_stands_on_the_right_and_those_who_receive_on_the_left() -> None:
    page = runs(letter(), 0)
    assert one(page, "KT. CỤC TRƯỞNG").left > (LEFT + RIGHT) / 2 > one(page, "Nơi nhận:").right
    assert one(page, "PHÓ CỤC TRƯỞNG").top > one(page, "KT. CỤC TRƯỞNG").top
    assert one(page, "Nơi nhận:").top == pytest.approx(one(page, "KT. CỤC TRƯỞNG").top, abs=3)


def test_an_annex_across_the_page_lies_down_keeps_its_margins_and_counts_for_itself() -> None:
    first, *wide = letter().pages
    assert float(first.mediabox.width) < float(first.mediabox.height)
    assert len(wide) >= 2
    for place, page in enumerate(wide, start=1):
        assert float(page.mediabox.width) == pytest.approx(841.89, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(595.28, abs=0.1)
        body = [run for run in runs(letter(), place) if not is_number(run, WIDE_TOP)]
        assert WIDE_LEFT - 0.1 < min(run.left for run in body) < WIDE_LEFT + 5
        assert max(run.right for run in body) <= WIDE_RIGHT + 0.6
        assert min(run.top for run in body) > WIDE_TOP
        assert max(run.top for run in body) < WIDE_BOTTOM
    assert numbers(letter(), WIDE_TOP)[1:] == ["", *(str(n) for n in range(2, len(wide) + 1))]


def test_a_draft_says_so_whole_on_a_page_lying_down_too() -> None:
    pages = pages_of(drawn(paper(letter_values(), wording=LETTER)).pdf)
    assert all(bare(text).startswith(bare(DRAFT)) for text in pages)


def test_the_annex_names_the_paper_it_belongs_to() -> None:
    page = runs(letter(), 1)
    assert one(page, "(Kèm theo Công văn số 07/HĐ-ĐCK ngày 16 tháng 3 năm 2026)").font == ITALIC
    assert one(page, "Phụ lục").font == one(page, "DỰ TOÁN KINH PHÍ").font == BOLD


def test_the_head_of_a_table_comes_back_on_every_page() -> None:
    pages = [" ".join(page.extract_text().split()) for page in letter().pages[1:]]
    assert all("TT Nội dung chi ĐVT Số lượng" in text for text in pages)


# --- the letters -----------------------------------------------------------------------------------------------


def test_the_bundled_fonts_are_liberation_serif_2_1_5_with_every_vietnamese_letter() -> None:
    files = sorted(FONTS.glob("*.ttf"))
    assert [path.stem for path in files] == [
        f"LiberationSerif-{s}" for s in ("Bold", "BoldItalic", "Italic", "Regular")
    ]
    assert {TTFont(path)["name"].getDebugName(5) for path in files} == {"Version 2.1.5"}
    assert (FONTS / "LICENSE.txt").read_text().count("SIL OPEN FONT LICENSE") == 1
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones} | {"đ"}
    assert len(lower) == 73
    assert {letter for letter in lower | {x.upper() for x in lower} if ord(letter) not in drawable()} == set()
    assert {mark for mark in "₫–—“”…²³°±×≤≥□" if ord(mark) not in drawable()} == set()


def test_the_text_layer_is_nfc_and_holds_every_letter_of_the_contract() -> None:
    text = words_of(issued())
    assert unicodedata.is_normalized("NFC", text)
    for sentence in (
        "Hỗ trợ ứng dụng máy móc tiên tiến trong sản xuất đồ gỗ nội thất",
        "Bằng chữ: Ba trăm triệu đồng",
        "điểm d khoản 2 Điều 13 Thông tư số 36/2013/TT-BCT",
        "Chậm nhất ngày 22 tháng 01 năm 2027, hai bên thanh lý hợp đồng",
    ):
        assert sentence in text
