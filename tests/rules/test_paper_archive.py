"""The files of papers as an archive and a screen reader take them: PDF/A-3b, the data inside, tagged."""

import io
import json
from collections import Counter
from collections.abc import Callable

import pikepdf
import pydyf
import pytest
from pikepdf import Dictionary, Name, Pdf

from documents.drawing import drawn
from documents.render.engine import renderer
from tests.archive import attachment, faults, outline, xmp
from tests.measured import font_name
from tests.papers import draft_bytes, issued_bytes, paper

Bytes = Callable[[], bytes]
BOTH = pytest.mark.parametrize("made", [draft_bytes, issued_bytes], ids=["draft", "issued"])


@BOTH
def test_an_archive_takes_the_file_and_a_screen_reader_can_follow_it(made: Bytes) -> None:
    assert faults(made()) == []


def test_a_stream_that_ends_in_a_carriage_return_can_be_told_from_its_end_of_line() -> None:
    renderer()
    assert pydyf.Stream([b"x\r"]).data.endswith(b"/Length 2>>\nstream\nx\r\r\nendstream")


@BOTH
def test_nothing_in_the_file_is_damaged(made: Bytes) -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        assert pdf.check_pdf_syntax() == []


def _without_colours(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _of_another_kind(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(xmp(pdf).replace('pdfaid:part="3"', 'pdfaid:part="2"').encode())


def _with_a_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name("/JavaScript"), JS="app.alert(1)")


def _with_a_launch(pdf: Pdf) -> None:
    pdf.pages[0].AA = pdf.make_indirect(Dictionary(O=pdf.make_indirect(Dictionary(S=Name("/Launch"), F="calc"))))


def _without_letters(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/FontFile2" in item:
            del item.FontFile2


def _mute(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            del item.ToUnicode


def _attached_for_nothing(pdf: Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def _in_no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _without_words_for_the_picture(pdf: Pdf) -> None:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/S") == Name("/Figure"):
            del item.Alt


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_without_colours, "PDFA3B-DEVICE-RGB"),
        (_of_another_kind, "PDFA3B-ID-PART"),
        (_with_a_script, "PDFA3B-ACTION-TYPE"),
        (_with_a_launch, "PDFA3B-PAGE-ADDITIONAL-ACTIONS"),
        (_without_letters, "PDFA3B-FONT-EMBEDDING"),
        (_mute, "PDFUA1-FONT-UNICODE-MAPPING"),
        (_attached_for_nothing, "PDFA3B-FILE-SPEC-AF-RELATIONSHIP"),
        (_in_no_language, "PDFUA1-TEXT-LANGUAGE"),
        (_without_words_for_the_picture, "PDFUA1-FIGURE-ALTERNATIVE-TEXT"),
    ],
)  # fmt: skip
def test_the_gate_sees_what_is_wrong(spoil: Callable[[Pdf], None], fault: str) -> None:
    spoiled = io.BytesIO()
    with pikepdf.open(io.BytesIO(issued_bytes())) as pdf:
        spoil(pdf)
        pdf.save(spoiled)
    assert any(one.startswith(fault) for one in faults(spoiled.getvalue()))


@BOTH
def test_only_the_bundled_letters_are_used(made: Bytes) -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        fonts = [f for page in pdf.pages for f in page.Resources.Font.values()]
        assert {font_name(font) for font in fonts} == {
            "KC-Serif", "KC-Serif-Bold", "KC-Serif-Italic", "KC-Serif-Bold-Italic",
        }  # fmt: skip


def test_the_data_of_the_paper_travel_inside_it_word_for_word() -> None:
    data = '{"facts":{"amount":300000000,"project":"Hỗ trợ “ứng dụng” <máy>"},"v":1}'
    name, inside = attachment(drawn(paper(data=data)).pdf)
    assert name == "du-lieu.json"
    assert inside.decode() == data
    assert json.loads(inside)["facts"]["amount"] == 300_000_000


def test_a_paper_without_data_carries_nothing() -> None:
    with pikepdf.open(io.BytesIO(drawn(paper(wording="Một dòng.", data="")).pdf)) as pdf:
        assert "/AF" not in pdf.Root
        assert list(pdf.attachments) == []


def test_the_attachment_is_named_once_among_the_files_of_the_paper() -> None:
    with pikepdf.open(io.BytesIO(issued_bytes())) as pdf:
        assert len(pdf.Root.AF) == 1


def test_who_wrote_the_paper_and_when_are_those_of_the_paper_and_never_of_the_clock() -> None:
    with pikepdf.open(io.BytesIO(issued_bytes())) as pdf:
        packet = xmp(pdf)
    assert "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công" in packet
    assert "<xmp:CreateDate>2026-03-16<" in packet
    assert "<xmp:ModifyDate>2026-03-16<" in packet


def test_a_screen_reader_hears_vietnamese_headings_tables_and_what_the_picture_is() -> None:
    with pikepdf.open(io.BytesIO(issued_bytes())) as pdf:
        assert str(pdf.Root.Lang) == "vi"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert all("/StructParents" in page for page in pdf.pages)
    elements = outline(issued_bytes())
    kinds = Counter(kind for kind, _ in elements)
    assert kinds["H1"] == 2  # the contract and its annex
    assert kinds["H2"] == 9 + 2  # the articles and the two sides
    assert kinds["TH"] > kinds["THead"] > 0
    assert [said["/Alt"] for kind, said in elements if kind == "Figure"] == ["Mã QR tra cứu K7QD-2MZA-QW3E-RT5Y"]


def test_the_headings_are_the_bookmarks_of_the_file() -> None:
    with pikepdf.open(io.BytesIO(issued_bytes())) as pdf, pdf.open_outline() as outline_:
        contract, annex = outline_.root
        assert (contract.title, annex.title) == ("HỢP ĐỒNG", "Phụ lục")
        assert "Điều 3. Kinh phí thực hiện" in [item.title for item in contract.children]
