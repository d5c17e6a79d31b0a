"""Importing registered đề án: every row is read whole, faults are told by row and column, drafts are saved once or not at all."""

from datetime import date
from typing import Any

import pytest

from accounts.people import Person
from tests.lists import AT, GOOD, HEADERS, ON, changed, csv_of, faults_of, read, save, xlsx_of
from tests.places import World, person, world
from workflow.importing.saving import Saved, save_preview
from workflow.importing.template import without_formula
from workflow.importing.wrong import Unreadable
from workflow.models import Case, Event, OutboxRow, Visit
from workflow.vocabulary import ContentType, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> World:
    return world()


@pytest.fixture
def administrator(place: World) -> Person:
    return person(place.administrator, ON)


@pytest.fixture
def owner(place: World) -> Person:
    return person(place.owner, ON)


def test_a_row_becomes_a_draft_through_the_engine(place: World, administrator: Person) -> None:
    assert save(csv_of(HEADERS, GOOD), administrator).created == 1
    case = Case.objects.get(code="KCQG-2027-25-0101")
    assert (case.state, case.version, case.requested_amount) == (State.DRAFT, 1, 300_000_000)
    assert (case.implementer, case.department, case.province) == (place.implementer, place.department, place.province)
    assert [b.name for b in case.beneficiaries.all()] == ["HTX Chè Đồi Xanh"]
    assert sum(line.amount for line in case.budget_lines.all()) == 300_000_000
    assert [event.action for event in case.events.all()] == ["create"]
    assert case.visits.get().state == State.DRAFT


def test_the_same_file_twice_makes_one_draft(owner: Person) -> None:
    content = csv_of(HEADERS, GOOD, changed(Mã="", Tên_đề_án="Máy vò chè"))
    assert save(content, owner) == Saved(created=2, known=0, faulty=0)
    again = read(content, owner)
    assert [row.note for row in again.rows] == [
        "mã KCQG-2027-25-0101 đã có trong phần mềm",
        "dòng này đã nhập trước đây, mã KCQG-2027-25-0102",
    ]
    assert save(content, owner) == Saved(created=0, known=2, faulty=0)
    assert Case.objects.count() == 2


def test_every_fault_of_a_row_is_told_at_once_by_row_and_column(administrator: Person) -> None:
    bad = changed(Tên_đề_án="", Năm_kế_hoạch="hai nghìn", Nội_dung="Du lịch", Kinh_phí="-5")
    assert faults_of(administrator, GOOD, bad)[:3] == [
        "Dòng 3, cột “Tên đề án”: chưa có nội dung.",
        "Dòng 3, cột “Nội dung”: không có “Du lịch”. Chọn một trong: " + "; ".join(map(str, ContentType.labels)) + ".",
        "Dòng 3, cột “Năm kế hoạch”: phải là số nguyên từ 2005 đến 2100, đang là “hai nghìn”.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Kinh_phí": "0"}, "lớn hơn 0"),
        ({"Kinh_phí": "9" * 25}, "số quá dài"),
        ({"Kinh_phí": "9999999999999"}, "từ 0 đến 1.000.000.000.000"),
        ({"Kinh_phí": "ba trăm triệu"}, "phải là số nguyên"),
        ({"Năm_kế_hoạch": 1999}, "phải từ 2005 đến 2100"),
        ({"Tỉnh": "Vĩnh Phúc"}, "không có tỉnh “Vĩnh Phúc” vào ngày 25/11/2026"),
        ({"Đơn_vị_thực_hiện": "Công ty ma"}, "không có đơn vị thực hiện"),
        ({"Mã": "KCQG 2027/25"}, "mã gồm 3–40 chữ không dấu"),
        ({"Mã": "moi"}, "mã gồm 3–40 chữ không dấu"),
        ({"Tên_đề_án": "x" * 501}, "dài 501 ký tự, tối đa 500"),
        ({"Chương_trình": "Khuyến nông"}, "Chọn một trong: Khuyến công quốc gia; Khuyến công địa phương"),
    ],
)
def test_a_wrong_cell_has_its_sentence(administrator: Person, change: dict[str, Any], said: str) -> None:
    (fault,) = faults_of(administrator, changed(**change))
    assert fault.startswith("Dòng 2, cột “")
    assert said in fault


def test_dates_and_tax_codes_are_checked(administrator: Person) -> None:
    headers = [*HEADERS, "Mã số thuế", "Bắt đầu", "Kết thúc"]

    def faults(*cells: Any) -> list[str]:
        return [str(f) for f in read(xlsx_of(headers, [*GOOD, *cells]), administrator, "a.xlsx").faults]

    assert faults("2600123456", "31/02/2027", "") == [
        "Dòng 2, cột “Bắt đầu”: không có ngày “31/02/2027”. Viết dạng ngày/tháng/năm, ví dụ 24/11/2026."
    ]
    assert faults("2600123456", date(2027, 5, 1), date(2027, 4, 1)) == [
        "Dòng 2, cột “Kết thúc”: ngày kết thúc trước ngày bắt đầu."
    ]
    assert "mất số 0 ở đầu" in faults(106234567, "", "")[0]
    assert "không phải mã số thuế" in faults("26001", "", "")[0]
    assert faults("2600123456; 2600123457", "", "") == [
        "Dòng 2, cột “Mã số thuế”: nhiều mã số thuế hơn đơn vị thụ hưởng."
    ]
    assert faults("2600123456-001", date(2027, 3, 1), date(2027, 9, 1)) == []


def test_nothing_is_saved_while_one_row_is_wrong(administrator: Person) -> None:
    content = csv_of(HEADERS, GOOD, changed(Mã="A-2", Năm_kế_hoạch="?"))
    with pytest.raises(Unreadable, match="Có 1 dòng lỗi, chưa lưu gì"):
        save(content, administrator)
    assert (Case.objects.count(), Event.objects.count()) == (0, 0)


def test_faulty_rows_are_left_out_only_when_asked(administrator: Person) -> None:
    content = csv_of(HEADERS, GOOD, changed(Mã="A-2", Năm_kế_hoạch="?"))
    assert save(content, administrator, skip_errors=True) == Saved(created=1, known=0, faulty=1)
    assert list(Case.objects.values_list("code", flat=True)) == ["KCQG-2027-25-0101"]


def test_a_failure_half_way_saves_nothing(administrator: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second row breaks a constraint of the database: the first is taken back with it."""
    content = csv_of(HEADERS, GOOD, changed(Mã="A-2", Tên_đề_án="Máy hai"))
    preview = read(content, administrator)
    second = preview.rows[1].ready
    object.__setattr__(second, "code", "KCQG-2027-25-0101")
    with pytest.raises(Unreadable, match="chưa lưu gì"):
        save_preview(preview=preview, person=administrator, at=AT, skip_errors=False)
    assert (Case.objects.count(), Visit.objects.count(), OutboxRow.objects.count()) == (0, 0, 0)


def test_twins_within_a_file_are_told(administrator: Person) -> None:
    plain = changed(Mã="")
    assert faults_of(administrator, plain, plain) == ["Dòng 3: nội dung giống hệt dòng 2."]
    assert faults_of(administrator, GOOD, changed(Tên_đề_án="Khác")) == ["Dòng 3, cột “Mã”: trùng mã với dòng 2."]


def test_an_owner_brings_in_drafts_of_their_own_unit_only(owner: Person) -> None:
    world("Lào Cai", "15", "laocai")
    other = changed(Tỉnh="Lào Cai", Đơn_vị_thực_hiện="Trung tâm Khuyến công Lào Cai")
    assert faults_of(owner, other) == ["Dòng 2, cột “Đơn vị thực hiện”: chỉ được nhập đề án của chính đơn vị mình."]


def test_a_unit_of_another_province_is_refused(administrator: Person) -> None:
    world("Lào Cai", "15", "laocai")
    assert faults_of(administrator, changed(Tỉnh="Lào Cai")) == [
        "Dòng 2, cột “Đơn vị thực hiện”: đơn vị thuộc Phú Thọ, không thuộc Lào Cai."
    ]


def test_a_cell_that_looks_like_a_formula_is_text(administrator: Person) -> None:
    name = '=HYPERLINK("http://x";"Máy")'
    save(xlsx_of(HEADERS, changed(Tên_đề_án=name)), administrator, "a.xlsx")
    assert Case.objects.get().name == name
    assert [without_formula(word) for word in ("=1+1", "+84", "-5", "@x", "Máy")] == [
        "'=1+1",
        "'+84",
        "'-5",
        "'@x",
        "Máy",
    ]


def test_semicolons_and_excel_numbers_are_understood(administrator: Person) -> None:
    semicolons = read(csv_of(HEADERS, GOOD, mark=";"), administrator).rows[0].ready
    numbers = read(xlsx_of(HEADERS, changed(Kinh_phí=300_000_000)), administrator, "a.xlsx").rows[0].ready
    assert semicolons.dossier == numbers.dossier
    assert semicolons.key == numbers.key


def test_a_title_above_the_header_and_empty_lines_keep_row_numbers_true(administrator: Person) -> None:
    content = xlsx_of(["DANH SÁCH ĐỀ ÁN"], [], HEADERS, [], changed(Năm_kế_hoạch="?"))
    (fault,) = read(content, administrator, "a.xlsx").faults
    assert str(fault).startswith("Dòng 5, cột “Năm kế hoạch”")


def test_columns_nobody_uses_are_named(administrator: Person) -> None:
    assert read(csv_of([*HEADERS, "Ghi chú riêng"], [*GOOD, "x"]), administrator).unused == ("Ghi chú riêng",)
