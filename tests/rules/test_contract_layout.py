"""The contract on paper, measured against NĐ 30/2020: page, margins, page numbers, sizes, letters."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pytest
from documents.papers import contract_pdf
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from documents.text import FONTS, drawable
from tests.papers import contract, draft, opened, signed, words_of

MM = 96 / 25.4  # the PDFs are laid out in CSS pixels
LEFT, RIGHT, TOP, BOTTOM = 30, 210 - 15, 20, 297 - 20


@dataclass(frozen=True)
class Run:
    """A piece of text as it was drawn: millimetres from the left and from the top, size in points."""

    text: str
    left: float
    top: float
    size: float
    font: str
    upright: bool

    @property
    def right(self) -> float:
        widths, cmap, per_em = letters(self.font)
        units: float = sum(widths[cmap[ord(char)]][0] for char in self.text if ord(char) in cmap)
        return self.left + units / per_em * self.size / 72 * 25.4


def runs(reader: PdfReader, number: int) -> list[Run]:
    found: list[Run] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            name = str(font["/BaseFont"]).split("+")[1] if font else ""
            found.append(Run(text.strip(), tm[4] / MM, tm[5] / MM, size * 0.75, name, cm[1] == 0))

    reader.pages[number].extract_text(visitor_text=visit)
    return found


@lru_cache
def letters(font: str) -> tuple[Any, dict[int, str], int]:
    style = font.removeprefix("KC-Serif").replace("-", "") or "Regular"
    file = TTFont(FONTS / f"LiberationSerif-{style}.ttf")
    return file["hmtx"].metrics, file.getBestCmap(), file["head"].unitsPerEm


def one(found: list[Run], text: str) -> Run:
    return next(run for run in found if run.text.startswith(text))


# --- the page --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [draft, signed])
def test_every_page_is_an_upright_a4_sheet(reader: Any) -> None:
    for page in reader().pages:
        assert float(page.mediabox.width) == pytest.approx(595.28, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(841.89, abs=0.1)


@pytest.mark.parametrize("reader", [draft, signed])
def test_no_letter_stands_in_the_margins_of_the_decree(reader: Any) -> None:
    for number in range(len(reader().pages)):
        body = [run for run in runs(reader(), number) if run.upright and not page_number(run)]
        assert LEFT - 0.1 < min(run.left for run in body) < LEFT + 3
        assert max(run.right for run in body) <= RIGHT + 0.6  # widths are counted without kerning
        assert min(run.top for run in body) > TOP
        assert max(run.top for run in body) < BOTTOM


def page_number(run: Run) -> bool:
    return run.top < TOP and run.text.isdigit()


def numbers(reader: PdfReader) -> list[str]:
    return ["".join(run.text for run in runs(reader, n) if page_number(run)) for n in range(len(reader.pages))]


def test_the_first_page_hides_its_number_and_the_annex_counts_for_itself() -> None:
    shown = numbers(signed())
    annex = next(n for n, page in enumerate(signed().pages) if page.extract_text().startswith("Phụ lục"))
    assert shown[:annex] == ["", *(str(n) for n in range(2, annex + 1))]
    assert shown[annex:] == ["", *(str(n) for n in range(2, len(shown) - annex + 1))]
    assert len(shown) - annex >= 3


def test_page_numbers_stand_in_the_middle_of_the_top_margin_in_thirteen_points() -> None:
    number = next(run for run in runs(signed(), 1) if page_number(run))
    assert number.size == pytest.approx(13, abs=0.05)
    assert (number.left + number.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_the_letterhead_has_the_sizes_and_weights_of_the_decree() -> None:
    head = runs(signed(), 0)
    expected = {
        "BỘ CÔNG THƯƠNG": (12, "KC-Serif"),
        "CỤC ĐỔI MỚI": (12, "KC-Serif-Bold"),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, "KC-Serif-Bold"),
        "Độc lập - Tự do - Hạnh phúc": (13, "KC-Serif-Bold"),
        "Số: 07/HĐ-ĐCK": (13, "KC-Serif"),
        "Hà Nội, ngày 16 tháng 3 năm 2026": (13, "KC-Serif-Italic"),
        "HỢP ĐỒNG": (14, "KC-Serif-Bold"),
        "Thực hiện đề án khuyến công quốc gia": (14, "KC-Serif-Bold"),
        "Căn cứ Nghị định số 45/2012/NĐ-CP": (13, "KC-Serif-Italic"),
    }
    for text, (size, font) in expected.items():
        run = one(head, text)
        assert run.size == pytest.approx(size, abs=0.05), text
        assert run.font == font, text
    assert one(head, "Số: ").top == pytest.approx(one(head, "Hà Nội").top, abs=0.1)
    assert one(head, "CỘNG HÒA").top == pytest.approx(one(head, "BỘ CÔNG").top, abs=0.6)


def test_paragraphs_begin_one_centimetre_in_and_articles_are_bold() -> None:
    body = runs(signed(), 1)
    assert one(body, "1. Bên A giao").left == pytest.approx(LEFT + 10, abs=0.3)
    assert one(body, "Điều 1.").font == "KC-Serif-Bold"
    assert {round(run.size) for run in body} <= {11, 12, 13, 14}


@pytest.mark.parametrize("lines", range(0, 44, 8))
def test_nobody_signs_a_page_without_text(lines: int) -> None:
    scope = tuple(f"Hạng mục thứ {number} được lắp đặt, chạy thử và bàn giao." for number in range(lines))
    pages = [page.extract_text() for page in opened(contract_pdf(contract(scope=scope))).pages]
    (last,) = [text for text in pages if "ĐẠI DIỆN BÊN A" in text]
    assert "Điều 9." in last
    assert "Phan Văn Cục" in last


# --- the letters -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [draft, signed])
def test_only_the_bundled_letters_are_used_and_all_of_them_are_embedded(reader: Any) -> None:
    seen = set()
    for page in reader().pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            descriptor = found["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor
            assert "/ToUnicode" in found
            seen.add(str(found["/BaseFont"]).split("+")[1])
    assert seen == {"KC-Serif", "KC-Serif-Bold", "KC-Serif-Italic", "KC-Serif-Bold-Italic"}


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
    text = words_of(signed())
    assert unicodedata.is_normalized("NFC", text)
    for sentence in (
        "Hỗ trợ ứng dụng máy móc tiên tiến trong sản xuất đồ gỗ nội thất",
        "Bằng chữ: Ba trăm triệu đồng",
        "điểm d khoản 2 Điều 13, Điều 14 Thông tư số 36/2013/TT-BCT",
        "Chậm nhất ngày 22 tháng 01 năm 2027, hai bên thanh lý hợp đồng",
    ):
        assert sentence in text


def test_the_file_declares_pdf_a_2u_its_colours_and_no_action() -> None:
    root: Any = draft().trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    declared = dict(re.findall(r"pdfaid:(part|conformance)\W+(\w)", xmp))
    assert declared == {"part": "2", "conformance": "U"}
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root)
