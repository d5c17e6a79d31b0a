"""JavaScript switched off: writing, submitting and taking back a đề án still work, as plain pages."""

from playwright.sync_api import expect

from tests.journeys.desk import Desk
from tests.journeys.dossier import write_dossier
from tests.world import World
from workflow.models import Case
from workflow.vocabulary import Action, State


def test_a_project_is_written_submitted_and_withdrawn_without_javascript(
    desk_without_script: Desk, place: World
) -> None:
    desk = desk_without_script
    with desk.sat_at_by(place.owner) as page:
        write_dossier(page, place)
        desk.do(Action.SUBMIT, {"Ghi chú": "Hồ sơ gồm hai bản giấy gửi kèm."})
        desk.expect_stage("Đã nộp, chờ tiếp nhận")
        desk.choose(Action.WITHDRAW)
        page.get_by_label("Lý do").fill("Cơ sở đổi phương án đầu tư.")
        page.get_by_role("button", name=Action.WITHDRAW.label).click()
        expect(page.locator("#sure_error")).to_contain_text("hãy đánh dấu xác nhận")
        expect(page.get_by_label("Lý do")).to_have_value("Cơ sở đổi phương án đầu tư.")
        page.get_by_label("không hoàn tác được").check()
        desk.send(Action.WITHDRAW)
    assert Case.objects.get().state == State.WITHDRAWN
