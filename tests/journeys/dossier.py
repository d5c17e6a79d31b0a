"""Writing a đề án on the page "Lập đề án", field by field."""

from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.world import GRANT, World
from workflow.vocabulary import ContentType, FundingSource, Programme

NAME = "Ứng dụng máy tiện CNC hai trục trong gia công chi tiết cơ khí"
OWN = 450_000_000
WORDS = {
    "Địa điểm thực hiện": "Cụm công nghiệp Đồng Lạng, tỉnh Phú Thọ",
    "Sự cần thiết và căn cứ": "Máy cũ sai số lớn, không nhận được đơn hàng chính xác.\nCăn cứ Nghị định 45/2012/NĐ-CP.",
    "Mục tiêu": "Nâng công suất lên 12.000 chi tiết mỗi năm.",
    "Quy mô và đặc điểm vượt trội": "Một máy tiện CNC hai trục mới 100 %, sai số dưới 0,01 mm.",
    "Nội dung và tiến độ thực hiện": "Quý I chọn nhà cung cấp, quý II lắp đặt, quý III nghiệm thu.",
    "Tổ chức thực hiện": "Trung tâm chủ trì, cơ sở bố trí mặt bằng và nhân lực.",
    "Hiệu quả kinh tế, xã hội, môi trường": "Doanh thu tăng 20 %, thêm sáu lao động.",
}
STARTS, ENDS = date(2027, 2, 1), date(2027, 10, 29)


def write_dossier(page: Page, place: World) -> None:
    """From "Việc của tôi" to the saved draft."""
    page.get_by_role("link", name="Lập đề án").click()
    form = page.locator("main form").last
    form.get_by_label("Tên đề án").fill(NAME)
    form.get_by_label("Chương trình").select_option(label=Programme.NATIONAL.label)
    form.get_by_label("Nội dung khuyến công").select_option(label=ContentType.MACHINERY.label)
    form.get_by_label("Năm kế hoạch").select_option("2027")
    for label, words in WORDS.items():
        form.get_by_label(label).fill(words)
    form.get_by_label("Bắt đầu dự kiến").fill(STARTS.isoformat())
    form.get_by_label("Kết thúc dự kiến").fill(ENDS.isoformat())
    _fill_row(form.locator("[data-rows=people] tr").first, _beneficiary(place))
    lines = form.locator("[data-rows=budget] tr")
    _fill_line(lines.nth(0), "Hỗ trợ mua máy tiện CNC", GRANT, FundingSource.NATIONAL)
    _fill_line(lines.nth(1), "Đối ứng mua máy tiện CNC", OWN, FundingSource.BENEFICIARY)
    form.get_by_label("Kinh phí đề nghị hỗ trợ").fill(str(GRANT))
    form.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1, name=NAME)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu đề án")


def _beneficiary(place: World) -> dict[str, str]:
    return {
        "Tên cơ sở": place.beneficiary.name,
        "Mã số thuế": "2600123456",
        "Địa chỉ": "Cụm công nghiệp Đồng Lạng",
        "Người đại diện": "Lê Thị Cơ",
    }


def _fill_line(row: Locator, item: str, price: int, source: FundingSource) -> None:
    _fill_row(row, {"Nội dung chi": item, "ĐVT": "máy", "Số lượng": "1", "Đơn giá": str(price)})
    row.get_by_label("Nguồn").select_option(label=source.label)


def _fill_row(row: Locator, cells: dict[str, str]) -> None:
    for label, value in cells.items():
        row.get_by_label(label).fill(value)
