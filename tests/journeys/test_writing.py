"""Writing with a browser's help: dots between thousands, another row, a save by itself that waits to be asked for."""

from playwright.sync_api import expect

from tests.journeys.desk import Desk
from tests.world import World
from workflow.models import Case, DraftSave


def test_what_was_typed_and_not_saved_is_offered_again_and_stays_apart_from_the_cases(desk: Desk, place: World) -> None:
    with desk.sat_at_by(place.owner) as page:
        page.get_by_role("link", name="Lập đề án").click()
        page.get_by_role("button", name="Thêm dòng").click()
        third = page.locator("[data-rows=budget] tr").nth(2)
        expect(third.get_by_label("Nội dung chi")).to_be_focused()
        third.get_by_label("Nội dung chi").fill("Chi quản lý")
        price = third.get_by_label("Đơn giá")
        price.press_sequentially("12500000")
        expect(price).to_have_value("12.500.000")
        page.get_by_label("Tên đề án").fill("Bản viết dở")
        expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu tự động lúc")
        page.get_by_role("link", name="Không lưu, quay lại").click()
        page.get_by_role("link", name="Lập đề án").click()
        page.get_by_role("link", name="Khôi phục bản đó").click()
        expect(page.get_by_label("Tên đề án")).to_have_value("Bản viết dở")
        expect(page.locator("[data-rows=budget] tr").nth(2).get_by_label("Đơn giá")).to_have_value("12.500.000")
    assert not Case.objects.exists()
    assert DraftSave.objects.get().user == place.owner
