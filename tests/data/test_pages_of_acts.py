"""Acting through the pages: the button and the engine agree, a refusal keeps what was typed, twice is once."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.councils import rows
from tests.visitors import NOW, act_url, page_of, said, send, visitor
from tests.world import World, draft, fresh, person, sensible_data, take, walk_to, world
from workflow.engine.checking import check
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World) -> Case:
    return take(draft(place), Action.SUBMIT)


def errors_beside(answer: Any, field: str) -> list[str]:
    assert f'id="id_{field}_error"' in answer.content.decode()
    return list(answer.context["form"].errors[field])


# --- what the case page offers ----------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.CONTRACTING, State.EXECUTION, State.LIQUIDATION])
def test_the_case_page_offers_what_the_engine_allows_and_gives_every_reason_for_the_rest(
    place: World, state: State
) -> None:
    case = walk_to(draft(place), state)
    for user in (place.owner, place.appraisers[0], place.leader, place.agency_leader, place.agency_accountant):
        answer = visitor(user).get(page_of(case))
        if answer.status_code == 404:
            continue
        asked = [check(case, row, person(user, NOW), NOW.date()) for row in case.table.rows_from(state)]
        for one in asked:
            offered = f'href="{act_url(case, one.row.action)}"' in answer.content.decode()
            assert offered == one.allowed, (user, one.row.action)
            if one.permitted:
                assert all(refusal.text in said(answer) for refusal in one.refusals)


def test_an_empty_draft_lists_all_that_keeps_it_from_being_submitted_with_article_and_link(place: World) -> None:
    case = draft(place, location="", impact="")
    case.beneficiaries.all().delete()
    case.budget_lines.all().delete()
    answer = visitor(place.owner).get(page_of(case))
    refused = {one.row.action: one.refusals for one in answer.context["refused"]}
    assert len(refused[Action.SUBMIT]) == 3
    text = said(answer)
    for words in ("địa điểm thực hiện, hiệu quả kinh tế", "Dự toán chưa có dòng nào", "Chưa có đơn vị thụ hưởng nào"):
        assert words in text
    assert text.count("Bổ sung ngay") == 3
    assert "(TT 36/2013 Đ.5.6)" in text


def test_the_page_of_an_act_says_what_will_follow_and_disables_what_is_refused(place: World) -> None:
    answer = visitor(place.clerk).get(act_url(submitted(place), Action.ASK_SUPPLEMENT))
    text = said(answer)
    assert "Đề án chuyển sang: Bổ sung hồ sơ theo yêu cầu của Sở" in text
    assert "Hạn mới: 23/03/2026" in text
    assert "Căn cứ: Thông lệ" in text
    due = walk_to(draft(place), State.LIQUIDATION)
    page = visitor(place.agency_accountant).get(act_url(due, Action.LIQUIDATE)).content.decode()
    assert "Lúc này chưa làm được" in page
    assert 'type="submit" disabled' in page


# --- refusals ---------------------------------------------------------------------------------------------------
def test_an_act_on_an_older_version_is_refused_with_412_and_what_was_typed_stays(place: World) -> None:
    case, client = walk_to(draft(place), State.EXECUTION), visitor(place.owner)
    assert send(client, case, Action.REPORT_PROGRESS, "k1", percent="30").status_code == 302
    late = send(client, case, Action.REPORT_PROGRESS, "k2", percent="45", reason="Đã lắp đặt xong máy.")
    assert late.status_code == 412
    assert "Hồ sơ đã thay đổi sau khi trang được mở" in said(late)
    assert 'value="45"' in late.content.decode()
    assert "Đã lắp đặt xong máy." in late.content.decode()
    assert fresh(case).progress_percent == 30
    shown = late.context
    again = send(client, shown["case"], Action.REPORT_PROGRESS, shown["key"], percent="45")
    assert again.status_code == 302
    assert fresh(case).progress_percent == 45


def test_an_act_whose_stage_has_passed_is_refused_with_412_and_says_where_the_case_is(place: World) -> None:
    case = submitted(place)
    take(case, Action.RECEIVE)
    answer = send(visitor(place.clerk), case, Action.ASK_SUPPLEMENT, reason="Thiếu báo giá.")
    assert answer.status_code in {409, 412}
    assert State.LOCAL_APPRAISAL.label in said(answer)
    assert page_of(case) in answer.content.decode()


def test_a_missing_reason_is_refused_with_422_and_a_sentence_beside_the_field(place: World) -> None:
    case = submitted(place)
    before = rows()
    answer = send(visitor(place.clerk), case, Action.ASK_SUPPLEMENT, reason="  \n ")
    assert answer.status_code == 422
    assert errors_beside(answer, "reason") == ["Nội dung cần bổ sung: chưa có nội dung."]
    assert rows() == before


def test_all_faults_of_a_dialog_are_told_at_once_each_beside_its_field(place: World) -> None:
    case = walk_to(draft(place), State.CONTRACTING)
    answer = send(
        visitor(place.agency_leader), case, Action.SIGN_CONTRACT,
        contract_number="", signed_on="2026-02-30", ends_on="hôm nào", contract_amount="-5",
    )  # fmt: skip
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"contract_number", "signed_on", "ends_on", "contract_amount"}
    answer = send(
        visitor(place.agency_leader), case, Action.SIGN_CONTRACT,
        contract_number="07/HĐ", signed_on="2026-03-09", ends_on="2026-03-01", contract_amount="300.000.001",
    )  # fmt: skip
    assert answer.status_code == 409
    assert set(answer.context["form"].errors) == {"ends_on", "contract_amount"}
    assert fresh(case).version == case.version


def test_an_unknown_action_is_404_and_a_known_one_out_of_its_stage_409(place: World) -> None:
    case, client = submitted(place), visitor(place.clerk)
    before = rows()
    for name in ("nope", "SUBMIT", "delete", "_enter"):
        assert client.get(act_url(case, name)).status_code == 404
        assert client.post(act_url(case, name), {"key": "k", "version": case.version}).status_code == 404
    for action in (Action.SIGN_CONTRACT, Action.CLOSE, Action.CREATE):
        assert client.get(act_url(case, action)).status_code == 409
        answer = send(client, case, action)
        assert answer.status_code == 409
        assert f"“{action.label}” không làm được khi đề án ở giai đoạn “{case.state_label}”." in said(answer)
    assert rows() == before


def test_who_may_not_act_is_told_whose_step_it_is(place: World) -> None:
    case = submitted(place)
    before = rows()
    for user in (place.owner, place.auditor, place.accountant):
        answer = send(visitor(user), case, Action.ASK_SUPPLEMENT, reason="Thiếu báo giá.")
        assert answer.status_code == 403
        assert "Bước này dành cho: Văn thư" in said(answer)
    assert rows() == before


@pytest.mark.parametrize("broken", [{"version": ""}, {"version": "mới"}, {"version": "9" * 30}, {"key": ""}])
def test_a_form_without_its_hidden_marks_is_refused_and_changes_nothing(place: World, broken: dict[str, str]) -> None:
    case = submitted(place)
    before = rows()
    sending = {"version": case.version, "key": "k1", "reason": "Thiếu báo giá."} | broken
    answer = visitor(place.clerk).post(act_url(case, Action.ASK_SUPPLEMENT), sending)
    assert answer.status_code == 409
    assert "Xin tải lại trang rồi làm lại" in said(answer)
    assert rows() == before


# --- once -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "action"), [(State.SUBMITTED, Action.RECEIVE), (State.EXECUTION, Action.REPORT_PROGRESS)]
)
def test_a_form_sent_twice_makes_one_event_and_both_answers_lead_to_the_case(
    place: World, state: State, action: Action
) -> None:
    case = walk_to(draft(place), state)
    user = place.clerk if state == State.SUBMITTED else place.owner
    row = case.table.row(state, action)
    assert row is not None
    data = sensible_data(case, row, NOW.date(), user)
    answers = [send(visitor(user), case, action, "same", **data) for _ in range(2)]
    assert [(a.status_code, a.url) for a in answers] == [(302, page_of(case))] * 2
    assert Event.objects.filter(case=case, action=action).count() == 1
    assert fresh(case).version == case.version + 1


def test_the_same_key_with_another_content_is_refused(place: World) -> None:
    case, client = walk_to(draft(place), State.EXECUTION), visitor(place.owner)
    assert send(client, case, Action.REPORT_PROGRESS, "same", percent="30").status_code == 302
    answer = send(client, case, Action.REPORT_PROGRESS, "same", percent="95")
    assert answer.status_code == 409
    assert "đã được dùng cho một việc khác" in said(answer)
    assert fresh(case).progress_percent == 30


def test_what_cannot_be_undone_is_done_only_with_its_own_mark(place: World) -> None:
    case, client = submitted(place), visitor(place.owner)
    before = rows()
    answer = send(client, case, Action.WITHDRAW, reason="Cơ sở đổi phương án.")
    assert answer.status_code == 409
    assert "hãy đánh dấu xác nhận" in said(answer)
    assert "Cơ sở đổi phương án." in answer.content.decode()
    assert rows() == before
    answers = [send(client, case, Action.WITHDRAW, reason="Cơ sở đổi phương án.", sure="1") for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert fresh(case).state == State.WITHDRAWN
    assert Event.objects.filter(case=case, action=Action.WITHDRAW).count() == 1


def test_editing_is_done_on_its_own_page_and_leaves_no_empty_event(place: World) -> None:
    case, client = draft(place), visitor(place.owner)
    for answer in (client.get(act_url(case, Action.EDIT)), send(client, case, Action.EDIT)):
        assert (answer.status_code, answer.url) == (302, f"/de-an/{case.code}/sua/")
    assert fresh(case).version == case.version
