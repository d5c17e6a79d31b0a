"""The deadline card of the case page, and the dialogs about a deadline: both clocks, why, what stopped them, what will follow."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.visitors import NOW, act_url, page_of, said, send, visitor
from tests.world import START, World, act, draft, fresh, take, walk_to, world
from workflow.models import Case, Slip, Visit
from workflow.vocabulary import Action, Party, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAUSE = {
    "pause": "finance_ministry",
    "party": "finance_ministry",
    "expected_on": "2026-03-20",
    "reason": "Hỏi mã nguồn.",
}


@pytest.fixture(autouse=True)
def a_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


def stay(case: Case) -> Visit:
    return Visit.objects.get(case=case, closed_at=None)


def aside(page: Any) -> str:
    """The deadline card alone, as text."""
    source = page.content.decode()
    start = source.index('class="kc-panel kc-deadline"')
    page.content = source[start : source.index("</section>", start)].encode()
    return said(page)


def running(place: World) -> Case:
    """Sent to Bộ on the Friday before: three working days gone by, in time."""
    return walk_to(draft(place, at=NOW - 3 * DAY), State.MINISTRY_APPRAISAL)


def late(place: World) -> Case:
    """At the Sở since Monday a week ago, due on Thursday: four days late."""
    return take(draft(place), Action.SUBMIT)


# --- the card ---------------------------------------------------------------------------------------------------------
def test_both_clocks_stand_apart_and_the_one_that_leads_is_marked(place: World) -> None:
    case = walk_to(draft(place), State.ACCEPTANCE)
    text = aside(visitor(place.leader).get(page_of(case)))
    assert "hai hạn, tính riêng" in text
    assert "Chỉ tiêu nội bộ cảnh báo theo hạn này 24/03/2026" in text
    assert "Thời hạn pháp lý 31/12/2027 chậm nhất ngày 31/12 năm kế hoạch TT 26/2026/TT-BTC Đ.15.2" in text
    assert "Vì sao hạn là 24/03/2026?" in text
    assert "Vì sao hạn là 31/12/2027?" in text
    assert "cần đủ 15 ngày làm việc" in text


def test_a_stopped_clock_says_since_when_why_for_whom_how_long_and_what_is_left(place: World) -> None:
    case = act(running(place), Action.PAUSE_CLOCK, at=NOW - 1 * DAY, data=PAUSE | {"expected_on": "2026-03-09"})
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        page = visitor(place.agency_leader).get(page_of(case))
        text = aside(page)
    assert "Tạm dừng tính hạn từ 08/03/2026, đã 4 ngày" in text
    assert "Lý do Chờ Bộ Tài chính: Hỏi mã nguồn." in text
    assert "Đang chờ Bộ Tài chính" in text
    assert "Dự kiến tính tiếp 09/03/2026 · quá dự kiến 3 ngày" in text
    assert f"Người ghi {place.agency_leader}" in text
    assert "Đang đứng lại 20 ngày làm việc" in text
    assert "Hạn đang tính đến đâu?" in text
    assert "Khi tính tiếp, còn 20 ngày làm việc" in text


def test_the_trace_names_each_pause_and_each_extension_with_who_and_why(place: World) -> None:
    case = act(running(place), Action.PAUSE_CLOCK, data=PAUSE)
    case = act(case, Action.RESUME_CLOCK, at=NOW + 4 * DAY)
    extension = {"clock": "target", "days": 3, "decision": "41/QĐ-ĐCK", "reason": "Cần thêm ý kiến."}
    case = act(case, Action.EXTEND, at=NOW + 4 * DAY, data=extension)
    with time_machine.travel(NOW + 5 * DAY, tick=False):
        text = aside(visitor(place.agency_leader).get(page_of(case)))
    assert f"Chờ Bộ Tài chính – Hỏi mã nguồn; đang chờ: Bộ Tài chính; {place.agency_leader} ghi" in text
    assert "Gia hạn lần 1: thêm 3 ngày làm việc, theo 41/QĐ-ĐCK" in text
    assert "Tạm dừng 06/03/2026–13/03/2026 (7 ngày): Chờ Bộ Tài chính" in text
    assert "Gia hạn Chỉ tiêu nội bộ thêm 3 ngày theo 41/QĐ-ĐCK, 13/03/2026: Cần thêm ý kiến." in text


def test_what_is_about_the_deadline_stands_in_the_card_and_not_among_the_acts(place: World) -> None:
    case = running(place)
    page = visitor(place.agency_leader).get(page_of(case))
    shown = page.context
    about = {
        Action.PAUSE_CLOCK,
        Action.RESUME_CLOCK,
        Action.EXTEND,
        Action.PROMISE,
        Action.ACKNOWLEDGE,
        Action.REASSIGN,
    }
    assert {answer.row.action for answer in shown["card"].allowed} == {
        Action.PAUSE_CLOCK,
        Action.EXTEND,
        Action.REASSIGN,
    }
    assert {answer.row.action for answer in shown["card"].refused} == about - {
        Action.PAUSE_CLOCK, Action.EXTEND, Action.REASSIGN,
    }  # fmt: skip
    assert not about & {answer.row.action for answer in [*shown["allowed"], *shown["refused"]]}
    source = page.content.decode()
    card = source[source.index('class="kc-clock-acts"') :]
    for action in shown["card"].allowed:
        assert source.count(f'href="{act_url(case, action.row.action)}"') == 1
        assert f'href="{act_url(case, action.row.action)}"' in card
    text = aside(page)
    assert "Chưa làm được 3 việc, và vì sao" in text
    assert "Hạn đang tính, không phải tạm dừng." in text
    assert text.count("Giai đoạn này chưa quá hạn.") == 2


def test_who_may_do_nothing_about_the_deadline_sees_no_group_of_acts(place: World) -> None:
    case = running(place)
    assert "kc-clock-acts" not in visitor(place.owner).get(page_of(case)).content.decode()
    assert "kc-clock-acts" not in visitor(place.ministry_auditor).get(page_of(case)).content.decode()


# --- what will follow -------------------------------------------------------------------------------------------------
def follows(place_user: Any, case: Case, action: Action) -> str:
    page = visitor(place_user).get(act_url(case, action))
    assert page.status_code == 200
    return said(page)


def test_before_a_pause_the_dialog_says_what_stands_still_and_what_runs_on(place: World) -> None:
    text = follows(place.agency_leader, running(place), Action.PAUSE_CLOCK)
    assert "Hạn nội bộ 03/04/2026 đứng lại từ hôm nay; khi tính tiếp, còn 20 ngày làm việc." in text
    accepting = walk_to(draft(place, at=NOW - 3 * DAY), State.ACCEPTANCE)
    text = follows(place.leader, accepting, Action.PAUSE_CLOCK)
    assert "Hạn pháp lý 31/12/2027 là ngày đã ấn định, vẫn tính." in text
    assert "Hạn nội bộ 27/03/2026 đứng lại từ hôm nay" in text


def test_the_new_date_told_before_an_act_is_the_date_after_it(place: World) -> None:
    case = act(running(place), Action.PAUSE_CLOCK, data=PAUSE)
    with time_machine.travel(NOW + 7 * DAY, tick=False):
        text = follows(place.agency_leader, case, Action.RESUME_CLOCK)
        assert send(visitor(place.agency_leader), fresh(case), Action.RESUME_CLOCK).status_code == 302
        due = stay(case).target_due_on
    assert due is not None
    assert f"Hạn nội bộ: đứng lại → {due:%d/%m/%Y}" in text
    assert "Đã tạm dừng 10 ngày; từ hôm nay việc ở: Cục." in text


def test_an_extension_says_how_far_the_rule_goes_and_after_a_fault_where_the_days_lead(place: World) -> None:
    case, client = running(place), visitor(place.agency_leader)
    text = follows(place.agency_leader, case, Action.EXTEND)
    assert "Hạn nội bộ còn được gia hạn 20 ngày làm việc. Nếu dùng hết: Hạn nội bộ: 03/04/2026 → 06/05/2026" in text
    refused = send(client, fresh(case), Action.EXTEND, "k1", clock="target", days="2", decision="41/QĐ-ĐCK", reason="")
    assert refused.status_code == 422
    assert "Hạn nội bộ: 03/04/2026 → 07/04/2026" in said(refused)
    done = send(
        client, fresh(case), Action.EXTEND, "k2", clock="target", days="2", decision="41/QĐ-ĐCK", reason="Thêm."
    )
    assert done.status_code == 302
    assert f"{stay(case).target_due_on:%d/%m/%Y}" == "07/04/2026"


def test_the_other_records_say_that_the_date_stays(place: World) -> None:
    case = late(place)
    assert "Hạn không đổi: vẫn là 05/03/2026, đã quá 4 ngày." in follows(place.leader, case, Action.PROMISE)
    assert "đã có người nắm" in follows(place.leader, case, Action.ACKNOWLEDGE)
    assert "trở về hàng chờ của phòng" in follows(place.leader, case, Action.REASSIGN)


# --- the history ------------------------------------------------------------------------------------------------------
def test_the_history_tells_moved_dates_people_and_parties_in_words(place: World) -> None:
    case = act(running(place), Action.PAUSE_CLOCK, data=PAUSE)
    case = act(case, Action.RESUME_CLOCK, at=NOW + 4 * DAY)
    case = act(
        case, Action.REASSIGN, at=NOW + 5 * DAY, by=place.agency_leader, data={"assignee": [place.agency_leader.pk]}
    )
    case = act(case, Action.REASSIGN, at=NOW + 6 * DAY, by=place.agency_leader, data={"assignee": None})
    facts = {
        entry.event.seq: dict(entry.facts)
        for entry in visitor(place.administrator).get(page_of(case)).context["timeline"]
    }
    back, given, resumed, stopped = (facts[seq] for seq in sorted(facts, reverse=True)[:4])
    due = stay(case).target_due_on
    assert back == {"Người nhận việc": "trả về hàng chờ của phòng"}
    assert given == {"Người nhận việc": str(place.agency_leader)}
    assert resumed == {"Hạn nội bộ": f"đứng lại → {due:%d/%m/%Y}"}
    assert stopped == {
        "Lý do, ghi chú": "Hỏi mã nguồn.",
        "Vì sao tạm dừng": "Chờ Bộ Tài chính",
        "Đang chờ ai": "Bộ Tài chính",
        "Dự kiến tính tiếp từ ngày": "20/03/2026",
        "Hạn nội bộ": "03/04/2026 → đứng lại",
    }


def test_the_history_keeps_the_reason_of_a_slip_and_the_names_of_a_council(place: World) -> None:
    case = act(late(place), Action.RECEIVE, at=NOW, data={"late_reason": "Hồ sơ dồn về một đợt."})
    newest = visitor(place.leader).get(page_of(case)).context["timeline"][0]
    facts = dict(newest.facts)
    assert facts["Lý do chậm"] == "Hồ sơ dồn về một đợt."
    assert facts["Thành viên hội đồng"] == ", ".join(str(user) for user in place.appraisers)
    assert facts["Chủ tịch hội đồng"] == str(place.chair)


# --- slips ------------------------------------------------------------------------------------------------------------
def test_finishing_a_late_stage_asks_why_and_refuses_silence_beside_the_field(place: World) -> None:
    case, client = late(place), visitor(place.clerk)
    page = client.get(act_url(case, Action.ASK_SUPPLEMENT))
    assert 'name="late_reason"' in page.content.decode()
    refused = send(client, case, Action.ASK_SUPPLEMENT, "k1", reason="Thiếu báo giá.", late_reason=" ")
    assert refused.status_code == 422
    assert refused.context["form"].errors["late_reason"] == ["Lý do chậm: chưa có nội dung."]
    assert 'id="id_late_reason_error"' in refused.content.decode()
    assert (
        send(client, case, Action.ASK_SUPPLEMENT, "k2", reason="Thiếu báo giá.", late_reason="Dồn việc.").status_code
        == 302
    )
    slip = Slip.objects.get(visit__case=case)
    assert (slip.reason, slip.finished_on) == ("Dồn việc.", NOW.date())
    assert dict(visitor(place.owner).get(page_of(case)).context["timeline"][0].facts)["Lý do chậm"] == "Dồn việc."


def test_who_has_apologised_finds_the_reason_in_the_dialog_already(place: World) -> None:
    case = late(place)
    case = act(
        case, Action.PROMISE, by=place.leader, at=NOW, data={"reason": "Chờ ý kiến.", "promised_on": "2026-03-12"}
    )
    page = visitor(place.clerk).get(act_url(case, Action.ASK_SUPPLEMENT))
    assert page.context["form"]["late_reason"].value() == "Chờ ý kiến."
    assert "Chờ ý kiến." in page.content.decode()


def test_the_owner_reads_the_apology_the_reason_and_the_new_day(place: World) -> None:
    case = late(place)
    before = said(visitor(place.owner).get(page_of(case)))
    assert "Giai đoạn “Chờ Sở tiếp nhận” đã quá hạn 4 ngày." in before
    assert f"{place.department.name} xin lỗi vì sự chậm trễ này." in before
    assert "Chưa có ngày hẹn lại." in before
    act(case, Action.PROMISE, by=place.leader, at=NOW, data={"reason": "Chờ ý kiến.", "promised_on": "2026-03-12"})
    for user in (place.owner, place.enterprise):
        after = said(visitor(user).get(page_of(case)))
        assert "Lý do: Chờ ý kiến. Ngày hẹn lại: 12/03/2026 ." in after, user
    assert "xin lỗi vì sự chậm trễ" not in said(visitor(place.leader).get(page_of(case)))
    assert "đã xin lỗi và hẹn lại ngày 12/03/2026: Chờ ý kiến." in aside(visitor(place.leader).get(page_of(case)))
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        assert "Ngày hẹn lại 12/03/2026 cũng đã qua" in said(visitor(place.owner).get(page_of(case)))


def test_nobody_apologises_to_owners_for_their_own_delay_or_while_all_is_in_time(place: World) -> None:
    mine = take(draft(place), Action.SUBMIT, Action.ASK_SUPPLEMENT)
    assert stay(mine).party == Party.IMPLEMENTER
    with time_machine.travel(START + 60 * DAY, tick=False):
        page = visitor(place.owner).get(page_of(mine))
        assert page.context["now"].status.days > 0
        assert page.context["apology"] is None
    assert visitor(place.owner).get(page_of(running(place))).context["apology"] is None
