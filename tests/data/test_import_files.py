"""Files that are not what they say, or too much: each gets a sentence before anything of it is believed."""

import io
import zipfile

import pytest
import xlsxwriter

from accounts.people import Person
from tests.lists import GOOD, HEADERS, ON, changed, csv_of, read, xlsx_of
from tests.places import person, world
from workflow.importing import sheets
from workflow.importing.wrong import Unreadable

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Person:
    return person(world().administrator, ON)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "Tệp rỗng"),
        ("a.xlsx", b"Ten,Nam\n1,2", "không phải bảng tính Excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "Excel đời cũ"),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 200, "hỏng"),
        ("a.csv", b"PK\x03\x04" + b"\x00" * 200, "nội dung là bảng tính Excel"),
        ("a.csv", b"Ng\xe0y,Th\xe1ng", "không phải mã UTF-8"),
        ("a.csv", b"a\x00b,c", "không phải văn bản"),
        ("a.csv", b'"mo khong dong,1\n2,3', "dấu nháy kép"),
        ("a.csv", b"a,b\n1,2", "Không nhận ra dòng tiêu đề"),
        ("a.pdf", b"%PDF-1.7", "Chỉ nhận tệp .xlsx hoặc .csv"),
        ("xlsx", b"PK", "Chỉ nhận tệp"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_gets_a_sentence(
    administrator: Person, name: str, content: bytes, said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        read(content, administrator, name)


def test_a_zip_that_is_no_workbook_is_refused(administrator: Person) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(Unreadable, match="không phải bảng tính Excel"):
        read(buffer.getvalue(), administrator, "a.xlsx")


def test_a_workbook_damaged_anywhere_is_refused_and_breaks_nothing(administrator: Person) -> None:
    """Every 97th byte spoilt in turn: whatever part of the zip it hits, the answer is a sentence or an honest preview."""
    content = xlsx_of(HEADERS, GOOD)
    refused = 0
    for place in range(40, len(content), 97):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        try:
            read(bytes(damaged), administrator, "a.xlsx")
        except Unreadable:
            refused += 1
    assert refused > 20


def test_a_workbook_that_unfolds_too_far_is_refused_before_it_is_opened(administrator: Person) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 210 * 1024 * 1024)
    with pytest.raises(Unreadable, match="giải nén ra quá lớn"):
        read(buffer.getvalue(), administrator, "a.xlsx")


def test_a_cell_in_the_last_corner_is_refused_before_it_is_laid_out(administrator: Person) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Tên đề án")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    with pytest.raises(Unreadable, match="quá xa góc"):
        read(buffer.getvalue(), administrator, "a.xlsx")


def test_too_many_rows_and_too_many_bytes_are_refused(administrator: Person) -> None:
    with pytest.raises(Unreadable, match=r"hơn 20\.000 dòng"):
        read(b"a,b\n" * (sheets.ROWS_MAX + 2), administrator)
    with pytest.raises(Unreadable, match="20 MB"):
        read(b"x" * (sheets.BYTES_MAX + 1), administrator)


def test_a_text_of_100000_characters_is_refused(administrator: Person) -> None:
    with pytest.raises(Unreadable, match=r"Dòng \d+, cột thứ \d+: ô dài hơn 32\.767 ký tự"):
        read(csv_of(HEADERS, changed(Tên_đề_án="x" * 100_000)), administrator)


def test_missing_columns_are_named(administrator: Person) -> None:
    with pytest.raises(Unreadable, match="Thiếu cột: Năm kế hoạch, Tỉnh"):
        read(csv_of([h for h in HEADERS if h not in ("Năm kế hoạch", "Tỉnh")], GOOD), administrator)


def test_a_column_twice_is_refused(administrator: Person) -> None:
    with pytest.raises(Unreadable, match="Cột “Tỉnh” có hai lần"):
        read(csv_of([*HEADERS, "tỉnh *"], [*GOOD, "Lào Cai"]), administrator)
