"""An administrator changes a wording by clicking: tried in a tab of its own, compared, and still there to be kept."""

import pytest
from playwright.sync_api import expect

from documents.wordings import wording_for
from tests.contracts import allocated
from tests.journeys.desk import Desk, fits_a_telephone
from tests.world import World
from workflow.engine import clock
from workflow.engine.clock import day_of


@pytest.mark.usefixtures("a_tuesday_in_march")
def test_a_wording_is_tried_compared_and_kept_from_the_same_page(telephone: Desk, place: World) -> None:
    allocated(place)
    with telephone.sat_at_by(place.administrator) as page:
        page.goto(f"{telephone.address}/van-ban/loi-van/")
        fits_a_telephone(page)
        page.get_by_role("link", name="Hợp đồng thực hiện đề án").click()
        fits_a_telephone(page)
        text = page.get_by_label("Lời văn", exact=True)
        text.fill(text.input_value().replace("Hai bên thống nhất ký", "Hai bên cùng thống nhất ký"))
        with page.context.expect_page() as opened:
            page.get_by_role("button", name="Xem thử").click()
        expect(opened.value.get_by_text("Hai bên cùng thống nhất ký hợp đồng")).to_be_visible()
        opened.value.close()
        page.get_by_role("button", name="So với bản đang dùng").click()
        expect(page.locator("ins", has_text="cùng")).to_be_visible()
        page.get_by_label("Lý do thay đổi").fill("Theo ý kiến pháp chế")
        page.get_by_role("button", name="Lưu phiên bản mới").click()
        expect(page.get_by_role("status")).to_contain_text("Đã lưu phiên bản 2")
    assert "cùng thống nhất ký" in wording_for("contract", day_of(clock.now())).text
