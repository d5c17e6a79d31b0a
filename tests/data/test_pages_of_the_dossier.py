"""Writing a đề án on its page: saved when asked, kept aside when not, refused with what was typed still there."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.visitors import AUTOSAVE, DISCARD, NEW, NOW, edit_url, page_of, row, said, visitor, written
from tests.world import World, draft, fresh, take, walk_to, world
from workflow.models import Case, DraftSave, Event
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def test_a_written_dossier_becomes_a_draft_that_can_be_submitted(place: World) -> None:
    client = visitor(place.owner)
    answer = client.post(NEW, written(place))
    case = Case.objects.get()
    assert (answer.status_code, answer.url) == (302, page_of(case))
    assert (case.code, case.state, case.requested_amount) == ("KCQG-2027-25-0001", State.DRAFT, 300_000_000)
    assert (case.province, case.department, case.created_by) == (place.province, place.department, place.owner)
    assert [line.amount for line in case.budget_lines.all()] == [300_000_000, 450_000_000]
    assert [answer.row.action for answer in client.get(page_of(case)).context["refused"]] == []
    assert take(case, Action.SUBMIT).state == State.SUBMITTED


def test_the_new_form_sent_twice_makes_one_case(place: World) -> None:
    client = visitor(place.owner)
    answers = [client.post(NEW, written(place)) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert Case.objects.count() == 1


def test_a_change_is_saved_with_what_was_before_and_only_what_changed(place: World) -> None:
    client = visitor(place.owner)
    client.post(NEW, written(place))
    case = Case.objects.get()
    answer = client.post(
        edit_url(case), written(place, version=case.version, key="form-2", impact="Thêm bảy lao động.")
    )
    assert answer.status_code == 302
    event = Event.objects.get(action=Action.EDIT)
    assert event.data["changes"] == {"impact": ["Thêm sáu lao động.", "Thêm bảy lao động."]}
    assert "Đã sửa hiệu quả kinh tế, xã hội, môi trường" in said(client.get(page_of(case)))


def test_saving_over_somebody_elses_save_is_refused_and_the_words_stay(place: World) -> None:
    client = visitor(place.owner)
    case = draft(place)
    assert client.post(edit_url(case), written(place, version=case.version, scope="Bản thứ nhất.")).status_code == 302
    answer = client.post(edit_url(case), written(place, version=case.version, key="form-2", scope="Bản thứ hai."))
    assert answer.status_code == 412
    assert "Hồ sơ đã được người khác lưu sau khi trang này mở" in said(answer)
    assert "Bản thứ hai." in answer.content.decode()
    assert fresh(case).scope == "Bản thứ nhất."


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Trường này là bắt buộc."),
        ({"ends_on": "2027-01-01"}, "Ngày kết thúc phải sau ngày bắt đầu."),
        ({"requested_amount": "300,5"}, "Số tiền: phải là số nguyên"),
        ({"requested_amount": "9" * 30}, "Số tiền: số quá dài"),
        ({"requested_amount": "-5"}, "Số tiền phải từ 0"),
        ({"starts_on": "31/02/2027"}, "Không có ngày “31/02/2027”"),
        ({"ends_on": "2027-02-30"}, "Không có ngày “2027-02-30”"),
        ({"location": "a\x00b"}, "Có ký tự không hợp lệ"),
        (row("people", 0, tax_code="26-1"), "Mã số thuế gồm 10 số"),
        (row("budget", 0, quantity="0"), "lớn hơn hoặc bằng với 1"),
        (row("budget", 0, item=""), "Trường này là bắt buộc."),
        ({"implementer": "0"}, "Hãy chọn một lựa chọn hợp lệ"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_saved(
    place: World, wrong: dict[str, Any], sentence: str
) -> None:
    answer = visitor(place.owner).post(NEW, written(place, **wrong))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "Một máy." in answer.content.decode()
    assert not Case.objects.exists()


def test_a_dossier_in_other_hands_cannot_be_edited(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    for user in (place.owner, place.clerk, place.administrator):
        answer = visitor(user).post(edit_url(case), written(place, version=case.version, name="Tên khác"))
        assert (answer.status_code, answer.url) == (302, page_of(case))
    assert fresh(case).name == case.name


def test_only_who_has_a_unit_to_write_for_is_offered_the_form(place: World) -> None:
    for user in place.people:
        client = visitor(user)
        offered = NEW in client.get("/").content.decode()
        assert offered == (client.get(NEW).status_code == 200) == (user == place.owner), user


# --- what the browser saves by itself ---------------------------------------------------------------------------
def test_an_automatic_save_is_kept_apart_from_the_cases_and_can_be_restored_or_thrown_away(place: World) -> None:
    client, other = visitor(place.owner), visitor(place.clerk)
    kept = client.post(AUTOSAVE, written(place, name="Bản viết dở", requested_amount="chưa biết"))
    assert kept.json() == {"saved": "Đã lưu tự động lúc 10:00:00"}
    assert not Case.objects.exists()
    offer = client.get(NEW)
    assert "Có bản lưu tự động lúc 10:00 ngày 09/03/2026" in said(offer)
    assert "Bản viết dở" not in offer.content.decode()
    back = client.get(NEW, {"restore": "1"})
    assert back.status_code == 200
    assert "Bản viết dở" in back.content.decode()
    assert "450.000.000" in back.content.decode()
    assert other.get("/").status_code == 200
    assert client.post(DISCARD).url == NEW
    assert "Có bản lưu tự động" not in said(client.get(NEW))
    assert not DraftSave.objects.exists()


def test_an_automatic_save_of_a_case_changes_the_case_only_when_saved(place: World) -> None:
    case, client = draft(place), visitor(place.owner)
    address = f"{page_of(case)}luu-tu-dong/"
    for text in ("Một", "Một hai", "Một hai ba"):
        assert client.post(address, written(place, scope=text, version=case.version)).status_code == 200
    assert DraftSave.objects.get(case=case).payload["scope"] == "Một hai ba"
    assert fresh(case).version == case.version
    assert fresh(case).scope == case.scope
    assert client.post(edit_url(case), written(place, scope="Một hai ba", version=case.version)).status_code == 302
    assert fresh(case).scope == "Một hai ba"
    assert not DraftSave.objects.exists()


def test_an_automatic_save_is_its_writers_alone(place: World) -> None:
    case = draft(place)
    visitor(place.owner).post(f"{page_of(case)}luu-tu-dong/", {"scope": "của chủ đề án"})
    assert visitor(place.enterprise).post(f"{page_of(case)}bo-ban-luu/").status_code == 302
    assert DraftSave.objects.get(case=case).user == place.owner


def test_a_supplement_is_written_on_the_same_page(place: World) -> None:
    case = act_asked(place)
    answer = visitor(place.owner).post(edit_url(case), written(place, version=case.version, scope="Kèm ba báo giá."))
    assert answer.status_code == 302
    assert take(fresh(case), Action.RESUBMIT).state == State.SUBMITTED


def act_asked(place: World) -> Case:
    return walk_to(draft(place), State.LOCAL_SUPPLEMENT)
