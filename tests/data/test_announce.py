"""After an act: who hears of it, once, and never the one who did it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from notifications.announce import announce
from notifications.models import Mail
from notifications.preferences import choose
from notifications.vocabulary import Choice, MailState, Topic
from tests.visitors import act_url, page_of, visitor
from tests.world import World, act, draft, person, take, walk_to, world
from workflow.deadlines.tables import load_clocks
from workflow.effects import handler_of
from workflow.engine.redating import redate
from workflow.engine.refusals import Refused
from workflow.models import CalendarDay, Case, Duty, Event, Visit
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World) -> Case:
    return take(draft(place), Action.SUBMIT)


def last_event(case: Case) -> Event:
    event = case.events.order_by("-seq").first()
    assert event is not None
    return event


def heard(event: Event) -> set[User]:
    return {mail.recipient for mail in Mail.objects.filter(event=event).select_related("recipient")}


def test_after_an_act_the_next_in_turn_and_the_owner_hear_but_not_the_one_who_did_it(place: World) -> None:
    case = submitted(place)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert heard(event) == {place.clerk, *place.appraisers}
    case = act(case, Action.ASK_SUPPLEMENT, by=place.clerk)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert heard(event) == {place.owner}
    assert f"Nội dung cần bổ sung: {event.reason}" in Mail.objects.get(event=event).text


def test_the_clerk_of_the_agency_may_send_a_registration_back_and_only_the_appraiser_is_chased_for_it(
    place: World,
) -> None:
    case = walk_to(draft(place), State.REGISTERED)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert place.agency_appraiser in heard(event)
    assert place.agency_clerk not in heard(event)
    assert {duty.user for duty in Duty.objects.filter(case=case, done_at=None)} == {place.agency_appraiser}
    page = visitor(place.agency_clerk).get(page_of(case)).content.decode()
    assert act_url(case, Action.ASK_SUPPLEMENT) in page
    with pytest.raises(Refused, match="Bước này dành cho: Thẩm định viên Cục"):
        act(case, Action.ACCEPT_REGISTRATION, by=place.agency_clerk)
    case = act(case, Action.ASK_SUPPLEMENT, by=place.agency_clerk)
    assert case.state == State.MINISTRY_SUPPLEMENT
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert heard(event) == {place.owner}


def test_the_table_calls_it_by_name_and_gives_it_the_event(place: World) -> None:
    event = last_event(submitted(place))
    handler_of("announce")(event.pk)
    assert heard(event) == {place.clerk, *place.appraisers}


def test_an_announcement_that_runs_twice_is_written_once(place: World) -> None:
    event = last_event(submitted(place))
    for _ in range(2):
        announce(event_id=event.pk, at=event.at)
    assert Mail.objects.filter(event=event).count() == 4


def test_when_a_case_ends_badly_everyone_who_worked_on_it_hears(place: World) -> None:
    case = act(walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.DROP, by=place.agency_leader)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    acted = {event.actor for event in case.events.select_related("actor")}
    assert heard(event) == (acted | {place.owner}) - {place.agency_leader}
    assert len(heard(event)) >= 5


def test_news_older_than_three_days_is_recorded_and_not_mailed(place: World) -> None:
    event = last_event(submitted(place))
    announce(event_id=event.pk, at=event.at + timedelta(days=3, seconds=1))
    assert set(Mail.objects.filter(event=event).values_list("state", "error")) == {
        (MailState.SKIPPED, "Quá cũ để báo.")
    }


# --- about the deadline ---------------------------------------------------------------------------------------------
def told(case: Case, action: Action, by: User, **given: Any) -> tuple[Event, dict[User, Mail]]:
    """The act, and what each who hears of it is sent."""
    case = act(case, action, by=by, **given)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    mails = Mail.objects.filter(event=event).select_related("recipient")
    return event, {mail.recipient: mail for mail in mails}


def test_a_pause_is_told_to_those_who_must_act_and_to_the_owner_with_what_is_waited_for(place: World) -> None:
    case = submitted(place)
    given = {"pause": "finance_ministry", "party": "finance_ministry", "expected_on": "2026-03-20"}
    _, mails = told(case, Action.PAUSE_CLOCK, place.leader, data=given | {"reason": "Chờ công văn trả lời."})
    assert set(mails) == {place.clerk, *place.appraisers, place.owner}
    for mail in mails.values():
        for words in (
            "Chỉ tiêu nội bộ: trước là 05/03/2026, nay dừng, chưa tính tiếp",
            "Vì: Chờ Bộ Tài chính",
            "Đang chờ: Bộ Tài chính",
            "Dự kiến tiếp tục: 20/03/2026",
            "Chờ công văn trả lời.",
        ):
            assert words in mail.text
    assert mails[place.clerk].subject == f"[Thời hạn có thay đổi] {case.code} – Tạm dừng tính hạn"
    assert (mails[place.clerk].topic, mails[place.owner].topic) == (Topic.TURN, Topic.NEWS)


def test_when_a_term_goes_on_the_letter_names_the_new_date(place: World) -> None:
    case = act(submitted(place), Action.PAUSE_CLOCK, by=place.leader)
    case = act(case, Action.RESUME_CLOCK, by=place.leader, at=case.updated_at + timedelta(days=14))
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    due = Visit.objects.get(case=case, closed_at=None).due_on
    assert f"Chỉ tiêu nội bộ: tính tiếp, nay là {due:%d/%m/%Y}" in Mail.objects.filter(event=event)[0].text


def test_an_extension_says_from_when_to_when_and_by_which_decision(place: World) -> None:
    given = {"clock": "target", "days": 1, "decision": "41/QĐ-SCT"}
    _, mails = told(submitted(place), Action.EXTEND, place.leader, data=given)
    assert set(mails) == {place.clerk, *place.appraisers, place.owner}
    for words in ("Chỉ tiêu nội bộ: dời từ 05/03/2026 sang 06/03/2026", "Theo văn bản: 41/QĐ-SCT"):
        assert words in mails[place.owner].text


def test_a_promise_is_an_apology_and_a_new_date(place: World) -> None:
    case = submitted(place)
    late = case.updated_at + timedelta(days=7)
    given = {"promised_on": "2026-03-16", "reason": "Người phụ trách nghỉ ốm."}
    _, mails = told(case, Action.PROMISE, place.clerk, at=late, data=given)
    assert set(mails) == {*place.appraisers, place.owner}
    sorry = f"{place.department.name} xin lỗi vì đã xử lý chậm, và hẹn xong ngày 16/03/2026."
    assert sorry in mails[place.owner].text
    assert "Lý do chậm: Người phụ trách nghỉ ốm." in mails[place.owner].text


def test_whoever_is_given_the_work_hears_that_it_is_their_turn(place: World) -> None:
    case = submitted(place)
    given = {"assignee": [place.appraisers[0].pk]}
    _, mails = told(case, Action.REASSIGN, place.leader, data=given)
    assert set(mails) == {place.appraisers[0], place.owner}
    mail = mails[place.appraisers[0]]
    assert mail.subject == f"[Đến lượt Ông/Bà: việc được giao] {case.code} – Chờ Sở tiếp nhận"
    assert mail.topic == Topic.TURN


def test_a_date_that_was_recomputed_is_told_with_the_reason(place: World) -> None:
    case = submitted(place)
    CalendarDay.objects.create(date=date(2026, 3, 5), kind=CalendarDay.Kind.HOLIDAY, name="Ngày nghỉ mới")
    who = person(place.administrator, case.updated_at)
    redate(
        case_ids=[case.pk],
        actor=who,
        reason="Lịch năm 2026 đã đổi.",
        key="doi",
        at=case.updated_at,
        clocks=load_clocks(),
    )
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert heard(event) == {place.clerk, *place.appraisers, place.owner}
    for words in ("Chỉ tiêu nội bộ: dời từ 05/03/2026 sang 06/03/2026", "Lịch năm 2026 đã đổi."):
        assert words in Mail.objects.filter(event=event)[0].text


def test_an_acknowledgement_is_told_to_nobody(place: World) -> None:
    case = submitted(place)
    case = act(case, Action.ACKNOWLEDGE, by=place.leader, at=case.updated_at + timedelta(days=7))
    assert not last_event(case).outbox.exists()


@pytest.mark.parametrize(("choice", "state"), [(Choice.TURN, MailState.WAITING), (Choice.DIGEST, MailState.SKIPPED)])
def test_news_of_a_deadline_counts_as_turn_for_those_who_work_on_it(
    place: World, choice: Choice, state: MailState
) -> None:
    choose(user_id=place.clerk.pk, choice=choice, at=timezone.now())
    _, mails = told(submitted(place), Action.PAUSE_CLOCK, place.leader)
    assert mails[place.clerk].state == state
