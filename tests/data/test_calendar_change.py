"""A day of the calendar changes: foreseen first, then written, then every open deadline redated once, whoever dies on the way."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.at_once import at_once
from tests.calendars import BASIS, LATER, applied, fresh_change, off, open_visit, previewed, proposed, redates
from tests.populations import population, random_alterations
from tests.world import World, act, draft, take, world
from workflow.deadlines.calendar import DayKind
from workflow.deadlines.tables import load_calendar, share_calendar
from workflow.deadlines.trace import due_from_trace, from_json
from workflow.engine.advance import lock
from workflow.engine.redating import redated
from workflow.engine.verify import verify_chains
from workflow.models import CalendarChange, CalendarDay, CalendarLine, CalendarYear, Case, OutboxRow, Visit
from workflow.timetable import tasks
from workflow.timetable.alteration import DayEdit, Makes, solar_holidays
from workflow.timetable.applying import apply_batch, confirm, try_again
from workflow.timetable.candidates import candidates
from workflow.timetable.previewing import preview_batch
from workflow.timetable.proposing import discard, start_preview, take_back
from workflow.timetable.refusing import NotNow
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
S = CalendarChange.State
#: Three working days after Monday 2026-03-02.
DUE, MOVED = date(2026, 3, 5), date(2026, 3, 6)
MOURNING = off(date(2026, 3, 4))


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World, count: int = 1) -> list[Case]:
    return [take(draft(place), Action.SUBMIT) for _ in range(count)]


# --- the preview -----------------------------------------------------------------------------------------------------
def test_the_preview_lists_every_date_that_would_move_and_moves_none(place: World) -> None:
    cases = submitted(place, 3)
    elsewhere = draft(place)  # its fixed date, 19/5, does not ask about March
    change = previewed(proposed(place.administrator, MOURNING), limit=2)
    assert (change.state, change.total, change.seen) == (S.READY, 3, 3)
    lines = {line.case_id: line.dates for line in change.lines.all()}
    assert lines == {case.pk: {"target": ["2026-03-05", "2026-03-06"]} for case in cases}
    assert elsewhere.pk not in lines
    assert {visit.due_on for visit in Visit.objects.filter(state=State.SUBMITTED, closed_at=None)} == {DUE}
    assert not CalendarDay.objects.filter(date=MOURNING.date).exists()


def test_a_preview_goes_on_where_a_killed_worker_left_it(place: World) -> None:
    submitted(place, 5)
    change = proposed(place.administrator, MOURNING)
    start_preview(change_id=change.pk)
    assert preview_batch(change.pk, limit=2)
    assert (fresh_change(change).seen, change.lines.count()) == (2, 2)
    while preview_batch(change.pk, limit=2):
        pass
    assert (fresh_change(change).seen, change.lines.count()) == (5, 5)


def test_a_preview_reads_a_batch_with_a_handful_of_queries(place: World) -> None:
    submitted(place, 6)
    change = proposed(place.administrator, MOURNING)
    start_preview(change_id=change.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        preview_batch(change.pk)
    assert len(asked) <= 12


def test_a_proposal_says_all_that_is_wrong_with_it(place: World) -> None:
    with pytest.raises(NotNow) as refused:
        proposed(
            place.administrator,
            DayEdit(date(2026, 3, 4), DayKind.SWAPPED_WORKING, "Làm bù"),
            DayEdit(date(2026, 3, 7), DayKind.COMPENSATORY, "Nghỉ bù"),
            DayEdit(date(2026, 3, 9), None),
            off(date(2027, 3, 4)),
            basis=" ",
        )
    assert len(refused.value.reasons) == 5
    assert "phải rơi vào thứ Bảy hoặc Chủ nhật" in str(refused.value)
    assert "Phải ghi căn cứ" in str(refused.value)
    assert not CalendarChange.objects.exists()


def test_the_days_of_one_letter_are_one_proposal_and_a_new_day_voids_its_preview(place: World) -> None:
    submitted(place)
    first = previewed(proposed(place.administrator, MOURNING))
    again = proposed(place.administrator, off(date(2026, 3, 3)))
    assert (again.pk, again.state, again.lines.count()) == (first.pk, S.PROPOSED, 0)
    assert [edit.date.day for edit in again.alteration.days] == [3, 4]
    assert len(take_back(change_id=again.pk, day=MOURNING.date).alteration.days) == 1


# --- confirming ------------------------------------------------------------------------------------------------------
def test_a_confirmed_change_writes_the_day_redates_and_keeps_the_old_date_in_an_event(place: World) -> None:
    (case,) = submitted(place)
    change = applied(proposed(place.administrator, MOURNING), place.administrator)
    assert change.state == S.APPLIED
    assert CalendarDay.objects.get(date=MOURNING.date).basis == BASIS
    visit, (event,) = open_visit(case.pk), redates(case.pk)
    assert (visit.due_on, visit.cycle, visit.watch_on) == (MOVED, 2, LATER.date())
    assert event.data["dates"] == {"target": ["2026-03-05", "2026-03-06"]}
    assert BASIS in event.reason and event.actor == place.administrator
    assert not OutboxRow.objects.filter(event=event).exists(), "the digest of the next morning tells of it"
    assert change.lines.get().applied_at == LATER
    assert due_from_trace(from_json(visit.target_trace)) == MOVED
    assert any("Quốc tang" in step["text"] for step in visit.target_trace)
    assert verify_chains().fault == ""


def test_a_worker_killed_between_its_work_and_its_note_repeats_nothing_and_loses_nothing(place: World) -> None:
    cases = submitted(place, 5)
    change = previewed(proposed(place.administrator, MOURNING))
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    assert apply_batch(change.pk, at=LATER, limit=2)
    # what the table looks like when the worker dies after redating two and before moving the cursor
    CalendarChange.objects.filter(pk=change.pk).update(cursor=0, seen=0)
    while apply_batch(change.pk, at=LATER, limit=2):
        pass
    assert fresh_change(change).state == S.APPLIED
    assert [len(redates(case.pk)) for case in cases] == [1] * 5
    assert {open_visit(case.pk).due_on for case in cases} == {MOVED}
    assert change.lines.filter(applied_at=LATER).count() == 5


def test_a_stay_that_was_not_previewed_is_right_all_the_same(place: World) -> None:
    submitted(place)
    late_comer = draft(place)
    change = previewed(proposed(place.administrator, MOURNING))
    late_comer = take(late_comer, Action.SUBMIT)  # with the old calendar, after the preview
    assert open_visit(late_comer.pk).due_on == DUE
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    after = take(draft(place), Action.SUBMIT)  # with the new one, before the pass
    assert open_visit(after.pk).due_on == MOVED
    while apply_batch(change.pk, at=LATER, limit=1):
        pass
    assert open_visit(late_comer.pk).due_on == MOVED
    assert len(redates(late_comer.pk)) == 1
    assert redates(after.pk) == []
    assert change.lines.filter(case=late_comer, applied_at=LATER).exists()


def test_a_stay_left_meanwhile_keeps_its_date(place: World) -> None:
    (case,) = submitted(place)
    change = previewed(proposed(place.administrator, MOURNING))
    case = take(case, Action.RECEIVE)
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    while apply_batch(change.pk, at=LATER):
        pass
    assert case.visits.get(state=State.SUBMITTED).due_on == DUE
    assert change.lines.filter(case=case, visit__state=State.SUBMITTED, applied_at=None).exists()


def test_a_proposal_previewed_against_an_older_calendar_is_refused(place: World) -> None:
    submitted(place)
    change = previewed(proposed(place.administrator, MOURNING))
    applied(proposed(place.administrator, off(date(2027, 3, 3)), year=2027), place.administrator)
    with pytest.raises(NotNow, match="Lịch đã thay đổi"):
        confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    assert not CalendarDay.objects.filter(date=MOURNING.date).exists()
    confirm(change_id=previewed(change).pk, user_id=place.administrator.pk, at=LATER)


def test_a_preview_under_way_when_the_calendar_changes_begins_again(place: World) -> None:
    submitted(place, 3)
    change = proposed(place.administrator, MOURNING)
    start_preview(change_id=change.pk)
    preview_batch(change.pk, limit=1)
    CalendarYear.objects.filter(year=2027).update(basis="Thông báo khác")
    assert not preview_batch(change.pk, limit=1)
    change = fresh_change(change)
    assert change.state == S.PROPOSED and "Lịch đã thay đổi" in change.note


def test_while_one_change_is_being_applied_no_other_starts(place: World) -> None:
    submitted(place)
    other = previewed(proposed(place.administrator, off(date(2027, 3, 3)), year=2027))
    change = previewed(proposed(place.administrator, MOURNING))
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    with pytest.raises(NotNow, match="Đang tính lại hạn theo thay đổi lịch năm 2026"):
        confirm(change_id=other.pk, user_id=place.administrator.pk, at=LATER)
    with pytest.raises(NotNow, match="xin đợi việc đó xong"):
        start_preview(change_id=other.pk)


def test_nothing_is_confirmed_unseen_and_nothing_confirmed_is_discarded(place: World) -> None:
    change = proposed(place.administrator, MOURNING)
    with pytest.raises(NotNow, match="Chưa xác nhận được"):
        confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    change = applied(change, place.administrator)
    with pytest.raises(NotNow, match="không còn sửa được"):
        discard(change_id=change.pk, at=LATER)
    other = proposed(place.administrator, off(date(2026, 3, 3)))
    discard(change_id=other.pk, at=LATER)
    assert fresh_change(other).state == S.DISCARDED


def test_a_date_that_would_fall_into_an_unknown_year_keeps_the_change_from_being_confirmed(place: World) -> None:
    case = draft(place, at=LATER.replace(year=2027, month=12, day=20), plan_year=2029)
    case = act(case, Action.SUBMIT, at=LATER.replace(year=2027, month=12, day=28))
    assert open_visit(case.pk).due_on == date(2027, 12, 31)
    change = previewed(proposed(place.administrator, off(date(2027, 12, 30)), year=2027))
    assert "2028" in change.lines.get(case=case).problem
    with pytest.raises(NotNow, match="1 hạn chưa tính được"):
        confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    year = applied(
        proposed(place.administrator, *solar_holidays(2028), year=2028, makes=Makes.PROVISIONAL), place.administrator
    )
    assert year.state == S.APPLIED
    assert applied(change, place.administrator).state == S.APPLIED
    assert open_visit(case.pk).due_on == date(2028, 1, 4)
    assert open_visit(case.pk).provisional


# --- what is said of a date ------------------------------------------------------------------------------------------
def test_a_year_that_turns_official_moves_nothing_and_stops_calling_dates_estimates(place: World) -> None:
    case = draft(place, at=LATER.replace(year=2027), plan_year=2029)
    case = act(case, Action.SUBMIT, at=LATER.replace(year=2027, month=3, day=8))
    assert open_visit(case.pk).provisional
    before = open_visit(case.pk).due_on
    change = applied(proposed(place.administrator, year=2027, makes=Makes.OFFICIAL), place.administrator)
    visit = open_visit(case.pk)
    assert (change.state, visit.due_on, visit.provisional) == (S.APPLIED, before, False)
    assert not any("tạm tính" in step["text"] for step in visit.target_trace)
    assert redates(case.pk) == []


def test_the_reminder_of_a_fixed_date_moves_when_its_day_is_taken_away(place: World) -> None:
    case = draft(place)  # before 20/5/2026: the last day in time is Tuesday the 19th
    assert open_visit(case.pk).remind_on == date(2026, 5, 19)
    applied(proposed(place.administrator, off(date(2026, 5, 19))), place.administrator)
    visit = open_visit(case.pk)
    assert (visit.due_on, visit.remind_on, visit.watch_on) == (date(2026, 5, 19), date(2026, 5, 18), LATER.date())
    assert redates(case.pk) == []


def test_a_worked_saturday_brings_a_date_nearer_and_striking_it_out_brings_it_back(place: World) -> None:
    case = act(draft(place), Action.SUBMIT, at=LATER.replace(day=4))
    assert open_visit(case.pk).due_on == date(2026, 3, 9)
    saturday = date(2026, 3, 7)
    worked = DayEdit(saturday, DayKind.SWAPPED_WORKING, "Làm bù thứ Bảy")
    applied(proposed(place.administrator, worked), place.administrator)
    assert open_visit(case.pk).due_on == saturday
    applied(proposed(place.administrator, DayEdit(saturday, None)), place.administrator)
    assert open_visit(case.pk).due_on == date(2026, 3, 9)
    assert [event.data["dates"]["target"][1] for event in redates(case.pk)] == ["2026-03-07", "2026-03-09"]


# --- faults ----------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_case_held_by_somebody_is_tried_again_and_then_left_to_a_person() -> None:
    place = world()
    cases = submitted(place, 3)
    change = previewed(proposed(place.administrator, MOURNING))
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    CalendarLine.objects.filter(change=change, case=cases[1]).update(tries=4)  # the last of its tries

    def hold() -> None:
        with transaction.atomic():
            lock(cases[1].pk)
            at_once(lambda: _drain(change))

    hold()
    change = fresh_change(change)
    assert (change.state, change.note) == (S.FAILED, "1 hạn chưa tính lại được.")
    assert [open_visit(case.pk).due_on for case in cases] == [MOVED, DUE, MOVED]
    assert "đang được người khác xử lý" in change.lines.get(case=cases[1]).problem
    try_again(change_id=change.pk)
    _drain(change)
    assert fresh_change(change).state == S.APPLIED
    assert open_visit(cases[1].pk).due_on == MOVED
    assert [len(redates(case.pk)) for case in cases] == [1, 1, 1]


def test_one_stay_that_breaks_its_batch_is_kept_and_the_others_are_redated(place: World) -> None:
    cases = submitted(place, 7)
    change = previewed(proposed(place.administrator, MOURNING))
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    poisoned = open_visit(cases[2].pk)
    rule = poisoned.target_rule
    Visit.objects.filter(pk=poisoned.pk).update(target_rule={"unit": "working_days"})  # a rule nobody can read
    _drain(change)
    assert [open_visit(case.pk).due_on for case in cases] == [MOVED, MOVED, DUE, MOVED, MOVED, MOVED, MOVED]
    assert fresh_change(change).note == "1 hạn chưa tính lại được."
    Visit.objects.filter(pk=poisoned.pk).update(target_rule=rule)
    try_again(change_id=change.pk)
    _drain(change)
    assert fresh_change(change).state == S.APPLIED
    assert [len(redates(case.pk)) for case in cases] == [1] * 7
    assert verify_chains().fault == ""


@pytest.mark.django_db(transaction=True)
def test_a_case_held_by_somebody_whose_date_stands_is_passed_by() -> None:
    place = world()
    (moves,) = submitted(place)
    change = previewed(proposed(place.administrator, MOURNING))
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    after = take(draft(place), Action.SUBMIT)  # with the new calendar: a candidate that stands

    def hold() -> None:
        with transaction.atomic():
            lock(after.pk)
            at_once(lambda: _drain(change))

    hold()
    assert fresh_change(change).state == S.APPLIED
    assert [len(redates(case.pk)) for case in (moves, after)] == [1, 0]
    assert not change.lines.filter(case=after).exists()


def _drain(change: CalendarChange) -> None:
    while apply_batch(change.pk, at=LATER):
        pass


@pytest.mark.django_db(transaction=True)
def test_no_day_changes_while_an_act_is_being_written_with_the_old_calendar() -> None:
    place = world()
    change = previewed(proposed(place.administrator, MOURNING))

    def at_the_same_time() -> None:
        confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)

    with transaction.atomic():
        share_calendar()  # as every act does before it reckons
        (answer,) = at_once(at_the_same_time)
    assert isinstance(answer, NotNow) and "bấm xác nhận lại" in str(answer)
    at_the_same_time()
    assert fresh_change(change).state == S.APPLYING


def test_the_worker_does_all_that_waits_and_a_batch_that_fails_five_times_waits_for_a_person(place: World) -> None:
    submitted(place, 2)
    change = proposed(place.administrator, MOURNING)
    start_preview(change_id=change.pk)
    tasks.work_on_calendar()
    assert fresh_change(change).state == S.READY
    start_preview(change_id=change.pk)
    CalendarChange.objects.filter(pk=change.pk).update(first_day=None)  # a row nobody can work on
    for _ in range(5):
        assert not tasks.step(at=LATER)
    change = fresh_change(change)
    assert change.state == S.FAILED and change.note
    try_again(change_id=change.pk)
    assert previewed(change).state == S.READY


# --- nothing is missed -----------------------------------------------------------------------------------------------
def test_the_question_to_the_database_misses_no_stay_that_any_change_of_days_touches(place: World) -> None:
    population(place)
    visits = list(Visit.objects.filter(closed_at=None).select_related("case"))
    near = [day for visit in visits for day in (visit.clock_from, visit.legal_due_on, visit.target_due_on) if day]
    calendar = load_calendar()
    assert [visit.pk for visit in visits if redated(visit.case, visit, calendar)] == []
    touched = 0
    for alteration in random_alterations(calendar, near, seed=36, count=150):
        asked = set(candidates(alteration.span(calendar)).values_list("pk", flat=True))
        after = alteration.applied_to(calendar)
        found = {visit.pk for visit in visits if redated(visit.case, visit, after)}
        assert found <= asked, alteration
        touched += len(found)
    assert touched > 200, "a test that touches nothing shows nothing"
