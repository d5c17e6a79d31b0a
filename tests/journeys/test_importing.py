"""A list of đề án from Excel, through its page: the template, the faults by row and column, the preview, once only."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from python_calamine import load_workbook

from tests.journeys.desk import Desk, fits_a_telephone
from tests.lists import ROW, xlsx_of
from tests.world import World
from workflow.models import Case

FIRST = ROW | {"Mã": "", "Kinh phí KCQG (đồng)": 300_000_000}
SECOND = FIRST | {"Tên đề án": "Ứng dụng máy ép viên nén"}
WRONG = FIRST | {"Tên đề án": "Ứng dụng máy cưa", "Năm kế hoạch": "hai nghìn"}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_list_is_taken_from_the_template_to_the_drafts_and_only_once(
    desk: Desk, place: World, tmp_path: Path
) -> None:
    with desk.sat_at_by(place.owner) as page:
        headers = _template(page, tmp_path)
        _send(page, "danh-sach.xlsx", b"%PDF-1.7")
        expect(page.locator("main form")).to_contain_text(
            "Tệp có đuôi .xlsx nhưng nội dung không phải bảng tính Excel."
        )
        _send(page, "danh-sach.xlsx", _filled(headers, FIRST, WRONG))
        expect(page.get_by_role("alert")).to_contain_text("Dòng 3, cột “Năm kế hoạch”: phải là số nguyên")
        expect(page.locator("tbody .kc-wrong").filter(has_text="hai nghìn")).to_be_visible()
        assert not Case.objects.exists()
        page.get_by_role("button", name="Nhập 1 dòng đúng, bỏ qua 1 dòng lỗi").click()
        expect(page.get_by_role("status")).to_have_text("Đã nhập 1 dòng; bỏ qua 1 dòng có lỗi.")
        expect(page.get_by_role("link", name=FIRST["Tên đề án"])).to_be_visible()
        _open(page)
        _send(page, "danh-sach.xlsx", _filled(headers, FIRST, SECOND))
        expect(page.get_by_role("row", name=SECOND["Tên đề án"])).to_contain_text("300.000.000")
        page.get_by_role("button", name="Lưu 1 dòng").click()
        expect(page.get_by_role("status")).to_have_text("Đã nhập 1 dòng; 1 dòng đã có từ trước.")
        _open(page)
        _send(page, "danh-sach.xlsx", _filled(headers, FIRST, SECOND))
        expect(page.locator("main")).to_contain_text("Không có dòng mới để lưu.")
    assert set(Case.objects.values_list("name", flat=True)) == {FIRST["Tên đề án"], SECOND["Tên đề án"]}


def test_the_preview_of_a_list_fits_a_telephone(telephone: Desk, place: World) -> None:
    with telephone.sat_at_by(place.owner) as page:
        page.locator("details.kc-burger > summary").click()
        page.get_by_role("link", name="Đề án", exact=True).locator("visible=true").click()
        page.get_by_role("link", name="Nhập từ Excel").click()
        _send(page, "danh-sach.xlsx", _filled(list(ROW), FIRST, WRONG))
        expect(page.get_by_role("row", name="Dòng 3")).to_contain_text("hai nghìn")
        fits_a_telephone(page)


def _template(page: Page, folder: Path) -> list[str]:
    """The headers of the form people fill in, without the star of a required one."""
    _open(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="Tải tệp mẫu Excel").click()
    started.value.save_as(folder / "mau.xlsx")
    form = load_workbook(str(folder / "mau.xlsx")).get_sheet_by_name("Đề án").to_python()
    return [str(header).removesuffix(" *") for header in form[0]]


def _filled(headers: list[str], *rows: dict[str, Any]) -> bytes:
    return xlsx_of(headers, *([row.get(header, "") for header in headers] for row in rows))


def _open(page: Page) -> None:
    page.get_by_role("navigation", name="Trang chính").get_by_role("link", name="Đề án").click()
    page.get_by_role("link", name="Nhập từ Excel").click()


def _send(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Tệp danh sách").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Kiểm tra và xem trước").click()
