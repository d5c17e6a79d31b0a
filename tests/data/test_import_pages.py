"""The template, the commands and the page of the import."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from accounts.models import User
from accounts.people import Person
from tests.lists import GOOD, HEADERS, ON, changed, csv_of, read
from tests.places import PASSWORD, World, person, world
from workflow.importing.template import template_bytes
from workflow.importing.wrong import Unreadable
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db: None) -> World:
    return world()


@pytest.fixture
def administrator(place: World) -> Person:
    return person(place.administrator, ON)


def test_the_template_is_read_back_by_the_importer(administrator: Person) -> None:
    content = template_bytes(on=ON)
    names = load_workbook(io.BytesIO(content)).sheet_names
    assert names == ["Đề án", "Hướng dẫn", "Danh mục"]
    with pytest.raises(Unreadable, match="chưa có dòng dữ liệu nào"):
        read(content, administrator, "mau.xlsx")


def test_the_template_carries_its_lists(place: World) -> None:
    content = template_bytes(on=ON, implementers=[place.implementer])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count('type="list"') == 6
    lists = load_workbook(io.BytesIO(content)).get_sheet_by_name("Danh mục").to_python()
    assert lists[1][:2] == ["Khuyến công quốc gia", "Đề án thường"]
    assert lists[1][-2:] == ["Phú Thọ", "Trung tâm Khuyến công Phú Thọ"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.csv"


def test_a_dry_run_saves_nothing_and_says_so(place: World, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(csv_of(HEADERS, GOOD))
    call_command("import_projects", str(file), dry_run=True)
    assert capsys.readouterr().out.splitlines() == [
        "Đăng ký đề án: 1 dòng, 1 sẽ nhập, 0 đã có, 0 có lỗi.",
        "Chạy thử: chưa lưu gì.",
    ]
    assert Case.objects.count() == 0


def test_the_command_imports_as_the_named_person(place: World, file: Path) -> None:
    file.write_bytes(csv_of(HEADERS, GOOD))
    call_command("import_projects", str(file), user=place.owner.username)
    assert Case.objects.get().created_by == place.owner


def test_the_command_ends_with_code_2_and_every_fault(
    place: World, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(csv_of(HEADERS, GOOD, changed(Mã="A-2", Năm_kế_hoạch="?")))
    with pytest.raises(CommandError) as error:
        call_command("import_projects", str(file))
    assert error.value.returncode == 2
    assert "Dòng 3, cột “Năm kế hoạch”: phải là số nguyên" in capsys.readouterr().err


@pytest.mark.parametrize("user", ["khong.co", ""])
def test_the_command_names_a_file_or_person_that_does_not_exist(place: World, tmp_path: Path, user: str) -> None:
    with pytest.raises(CommandError) as error:
        call_command("import_projects", str(tmp_path / "khong-co.csv"), user=user)
    assert error.value.returncode == 2
    assert ("Không có người dùng" if user else "Không mở được tệp") in str(error.value)


def test_the_template_command_writes_a_workbook(place: World, tmp_path: Path) -> None:
    call_command("import_template", str(tmp_path / "mau.xlsx"))
    assert (tmp_path / "mau.xlsx").read_bytes().startswith(b"PK")
    with pytest.raises(CommandError, match=r"đuôi \.xlsx"):
        call_command("import_template", str(tmp_path / "mau.txt"))


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def browser(user: User) -> Client:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def send(client: Client, content: bytes, name: str = "danh-sach.csv") -> Any:
    upload = io.BytesIO(content)
    upload.name = name
    return client.post(reverse("workflow:import"), {"file": upload})


def test_the_page_shows_first_and_saves_after_a_second_word(place: World, media: Path) -> None:
    client = browser(place.owner)
    page = send(client, csv_of(HEADERS, GOOD))
    assert (page.status_code, Case.objects.count()) == (200, 0)
    assert "Ứng dụng máy sấy chè" in page.content.decode()
    answer = client.post(reverse("workflow:import-save"), {"token": page.context["token"]}, follow=True)
    assert "Đã nhập 1 dòng" in answer.content.decode()
    assert Case.objects.get().created_by == place.owner
    assert list((media / "imports").iterdir()) == []


def test_the_page_does_not_save_faulty_rows_unasked(place: World, media: Path) -> None:
    client = browser(place.owner)
    page = send(client, csv_of(HEADERS, GOOD, changed(Mã="A-2", Năm_kế_hoạch="?")))
    assert "Dòng 3, cột “Năm kế hoạch”" in page.content.decode()
    token = page.context["token"]
    client.post(reverse("workflow:import-save"), {"token": token})
    assert Case.objects.count() == 0
    page = send(client, csv_of(HEADERS, GOOD, changed(Mã="A-2", Năm_kế_hoạch="?")))
    client.post(reverse("workflow:import-save"), {"token": page.context["token"], "skip_errors": "1"})
    assert Case.objects.count() == 1


def test_the_page_refuses_another_persons_token(place: World, media: Path) -> None:
    page = send(browser(place.owner), csv_of(HEADERS, GOOD))
    answer = browser(place.administrator).post(
        reverse("workflow:import-save"), {"token": page.context["token"]}, follow=True
    )
    assert "Xin chọn lại tệp" in answer.content.decode()
    assert Case.objects.count() == 0


def test_the_page_answers_a_hostile_file_with_a_sentence(place: World, media: Path) -> None:
    client = browser(place.owner)
    page = send(client, b"%PDF-1.7", "danh-sach.xlsx")
    assert page.status_code == 422
    assert "không phải bảng tính Excel" in page.content.decode()
    assert client.post(reverse("workflow:import")).status_code == 422


def test_the_page_is_for_owners_and_administrators(place: World, media: Path) -> None:
    assert browser(place.leader).get(reverse("workflow:import")).status_code == 403
    assert browser(place.owner).get(reverse("workflow:import")).status_code == 200
    assert Client().get(reverse("workflow:import")).status_code == 302


def test_a_closed_page_leaves_one_line_in_the_log(place: World, caplog: pytest.LogCaptureFixture) -> None:
    browser(place.leader).get(reverse("workflow:import"))
    told = [record for record in caplog.records if record.name == "django.request"]
    assert [record.levelname for record in told] == ["WARNING"]
    assert told[0].exc_info is None


def test_the_template_is_downloaded_from_the_page(place: World) -> None:
    answer = browser(place.owner).get(reverse("workflow:import-template"))
    assert answer["Content-Disposition"] == 'attachment; filename="mau-nhap-de-an.xlsx"'
    lists = load_workbook(io.BytesIO(answer.content)).get_sheet_by_name("Danh mục").to_python()
    assert [row[5] for row in lists[1:] if row[5]] == ["Trung tâm Khuyến công Phú Thọ"]
