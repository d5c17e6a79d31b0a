"""The sweep: whom it tells, once, however often and however late it runs."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from notifications import tasks
from notifications.locks import only_one
from notifications.models import Alert, Mail
from notifications.panels import slipped, told
from notifications.queries import alerts_of, breaches_since
from notifications.services import SweepReport, sweep
from notifications.vocabulary import MailKind, MailState, Rung
from tests.at_once import at_once, raised
from tests.world import World, act, draft, person, take, ticking, walk_to, world
from workflow.deadlines.tables import load_calendar, load_clocks
from workflow.engine.advance import lock
from workflow.engine.clock import VIETNAM
from workflow.models import Case, DeadlineRule, Duty, Visit
from workflow.queries import visible_cases
from workflow.queries.filters import Filters
from workflow.queries.worklist import MINE, QUEUE, bucket, items, with_parts
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world()


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8), VIETNAM)


def submitted(place: World) -> Case:
    """Waits in the queue of the Sở: the clerk or an appraiser must act, three working days."""
    return take(draft(place), Action.SUBMIT)


def stay(case: Case) -> Visit:
    return Visit.objects.get(case=case, closed_at=None)


def due(case: Case) -> date:
    found = stay(case).due_on
    assert found is not None
    return found


def told_pairs(case: Case) -> Counter[tuple[str, User]]:
    return Counter((alert.rung, alert.person) for alert in Alert.objects.filter(visit__case=case))


def of(rung: Rung, case: Case) -> set[User]:
    return {user for known, user in told_pairs(case) if known == rung}


# --- who hears what ---------------------------------------------------------------------------------------------------
def test_two_working_days_before_the_deadline_only_those_who_must_act_are_reminded(place: World) -> None:
    case = submitted(place)
    calendar = load_clocks().calendar
    remind = calendar.previous_working(calendar.previous_working(due(case)))
    before = sweep(at=morning(calendar.previous_working(remind)))
    assert not before.alerts
    report = sweep(at=morning(remind))
    assert report.alerts == {Rung.DUE_SOON: 4}
    assert of(Rung.DUE_SOON, case) == {place.clerk, *place.appraisers}


def test_on_the_due_day_nobody_is_overdue_and_the_day_after_everybody_hears(place: World) -> None:
    case = submitted(place)
    assert set(sweep(at=morning(due(case))).alerts) == {Rung.DUE_SOON}
    sweep(at=morning(due(case) + timedelta(days=1)))
    assert of(Rung.OVERDUE, case) == {place.clerk, *place.appraisers, place.owner}
    assert of(Rung.BREACH, case) == {place.leader}


def test_an_overdue_stage_nobody_was_reminded_of_gets_no_stale_reminder(place: World) -> None:
    case = submitted(place)
    report = sweep(at=morning(due(case) + timedelta(days=9)))
    assert set(report.alerts) == {Rung.OVERDUE, Rung.BREACH}
    subjects = set(Mail.objects.filter(kind=MailKind.OVERDUE).values_list("subject", flat=True))
    assert subjects == {f"[Quá hạn 9 ngày] {case.code} – Chờ Sở tiếp nhận"}


def test_after_nine_days_without_a_run_each_alert_is_written_once_and_never_again(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) - timedelta(days=1)))
    for days in (9, 9, 10, 30):
        sweep(at=morning(due(case) + timedelta(days=days)))
    assert set(told_pairs(case).values()) == {1}
    assert of(Rung.OVERDUE, case) == {place.clerk, *place.appraisers, place.owner}
    assert Mail.objects.filter(case=case).count() == Alert.objects.filter(visit__case=case).count() == 10


def test_every_alert_has_exactly_one_mail_to_the_same_person(place: World) -> None:
    case = submitted(place)
    report = sweep(at=morning(due(case) + timedelta(days=1)))
    for alert in Alert.objects.all():
        assert alert.mail.recipient == alert.person
        assert alert.mail.address == alert.person.email
        assert alert.mail.kind == alert.rung
        assert alert.sent_for == due(case)
    assert report.mails == sum(report.alerts.values()) == Alert.objects.count() > 0


def test_a_fixed_date_of_the_law_is_announced_two_working_days_ahead_too(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_PASSED)
    assert due(case) == date(2026, 6, 19), "trước ngày 20/6 năm trước năm kế hoạch"
    assert not sweep(at=morning(date(2026, 6, 16))).alerts
    assert set(sweep(at=morning(date(2026, 6, 17))).alerts) == {Rung.DUE_SOON}


def test_a_stage_that_was_finished_is_not_chased(place: World) -> None:
    case = submitted(place)
    late = morning(due(case) + timedelta(days=5))
    case = act(case, Action.WITHDRAW, by=place.owner)
    assert sweep(at=late).visits == 0
    assert not Alert.objects.filter(visit__case=case).exists()


def test_coming_back_to_a_stage_is_a_new_stay_with_alerts_of_its_own(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) + timedelta(days=1)))
    case = take(case, Action.ASK_SUPPLEMENT, Action.RESUBMIT, clock=ticking(morning(due(case) + timedelta(days=2))))
    sweep(at=morning(due(case) + timedelta(days=1)))
    assert of(Rung.BREACH, case) == {place.leader}
    assert Alert.objects.filter(visit__case=case, visit__state=State.SUBMITTED, rung=Rung.BREACH).count() == 2


def test_someone_who_takes_over_an_overdue_stage_hears_of_it(place: World) -> None:
    case = submitted(place)
    day = due(case) + timedelta(days=1)
    sweep(at=morning(day))
    new = User.objects.create(username="so4", full_name="Nguyễn Thị Bốn", email="so4@example.vn")
    Membership.objects.create(user=new, organisation=place.department, role="clerk", valid_from=day)
    report = sweep(at=morning(day + timedelta(days=1)))
    assert report.alerts == {Rung.OVERDUE: 1}
    assert of(Rung.OVERDUE, case) >= {new}


def test_someone_without_an_address_is_in_the_ledger_and_the_mail_says_why_it_did_not_go(place: World) -> None:
    User.objects.filter(pk=place.leader.pk).update(email="")
    case = submitted(place)
    report = sweep(at=morning(due(case) + timedelta(days=1)))
    assert report.unaddressed == 1
    mail = Mail.objects.get(recipient=place.leader)
    assert (mail.state, mail.error) == (MailState.SKIPPED, "Người nhận chưa có địa chỉ thư điện tử.")


def test_a_unit_without_a_head_reports_to_the_head_of_the_unit_above(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_SUPPLEMENT)
    sweep(at=morning(due(case) + timedelta(days=1)))
    assert of(Rung.OVERDUE, case) == {place.owner}
    assert of(Rung.BREACH, case) == {place.leader}, "the Sở is above its Trung tâm Khuyến công"


def test_a_year_whose_books_are_closed_is_no_longer_chased(place: World) -> None:
    case = submitted(place)
    Visit.objects.filter(case=case).update(due_on=date(2028, 2, 10), remind_on=date(2028, 2, 8))
    assert sweep(at=morning(date(2028, 2, 15))).visits == 1, "the books of plan year 2027 close after 15/02/2028"
    assert sweep(at=morning(date(2028, 2, 16))).visits == 0


def test_a_paused_case_is_not_chased(place: World) -> None:
    case = act(walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.SUSPEND, by=place.agency_leader)
    assert sweep(at=morning(date(2026, 12, 1))).visits == 0
    assert stay(case).state == State.SUSPENDED


def test_a_run_stops_at_its_limit_and_the_next_one_goes_on(place: World) -> None:
    cases = [submitted(place) for _ in range(3)]
    late = morning(max(due(case) for case in cases) + timedelta(days=1))
    assert sweep(at=late, limit=2).stopped
    assert not sweep(at=late, limit=2).stopped
    assert {alert.visit.case for alert in Alert.objects.select_related("visit__case")} == set(cases)


# --- mails and pages agree --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.SUBMITTED, State.LOCAL_APPRAISAL, State.REGISTERED, State.SETTLEMENT_DOSSIER])
def test_mail_and_worklist_agree_on_whose_turn_it_is(place: World, state: State) -> None:
    case = walk_to(draft(place), state)
    late = morning(due(case) + timedelta(days=1))
    sweep(at=late)
    must_act = of(Rung.OVERDUE, case) - (set() if place.owner in on_their_list(place, late.date()) else {place.owner})
    assert must_act == on_their_list(place, late.date())
    assert of(Rung.OVERDUE, case) == must_act | {place.owner}
    (line,) = items(
        with_parts(Visit.objects.filter(case=case, closed_at=None)),
        person(place.owner, late),
        late.date(),
        load_clocks().calendar,
    )
    for mail in Mail.objects.filter(case=case):
        assert f"Đang ở: {line.waiting_for}" in mail.text
        assert line.status.label in mail.text
        assert all(duty.sentence in mail.text for duty in Duty.objects.filter(case=case, done_at=None))


def on_their_list(place: World, on: date) -> set[User]:
    """Everybody on whose own worklist, or queue of the unit, some case stands."""

    calendar = load_calendar()

    def has(user: User) -> bool:
        who = person(user, on)
        return any(bucket(name, who, Filters(), on, calendar).exists() for name in (MINE, QUEUE))

    return {user for user in place.people if has(user)}


# --- at the same instant ----------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_write_one_row_each() -> None:
    place = world()
    cases = [submitted(place) for _ in range(8)]
    late = morning(max(due(case) for case in cases) + timedelta(days=2))
    answers = at_once(*[lambda: sweep(at=late)] * 4)
    assert not raised(answers)
    sweep(at=late)
    for case in cases:
        assert len(told_pairs(case)) == 6
        assert set(told_pairs(case).values()) == {1}
    assert Mail.objects.count() == Alert.objects.count() == 6 * len(cases)


@pytest.mark.django_db(transaction=True)
def test_a_case_that_someone_is_working_on_is_left_for_the_next_run() -> None:
    place = world()
    case = submitted(place)
    late = morning(due(case) + timedelta(days=1))
    with transaction.atomic():
        lock(case.pk)
        (report,) = at_once(lambda: sweep(at=late))
    assert isinstance(report, SweepReport)
    assert (report.busy, sum(report.alerts.values())) == (1, 0)
    assert sum(sweep(at=late).alerts.values()) == 6


@pytest.mark.django_db(transaction=True)
def test_while_one_sweep_runs_the_next_tick_does_not_start_another() -> None:
    submitted(world())
    with only_one("notifications.sweep") as mine:
        assert mine
        (answer,) = at_once(lambda: tasks.sweep())
    assert answer == {"running": True}
    assert "visits" in tasks.sweep()


def test_a_stage_that_cannot_be_told_of_does_not_silence_the_others(
    place: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = submitted(place), submitted(place)
    late = morning(due(sound) + timedelta(days=1))
    Visit.objects.filter(case=broken).update(target_trace=5)
    report = sweep(at=late)
    assert report.failed == 1
    assert len(told_pairs(sound)) == 6
    assert not told_pairs(broken)
    assert f"visit {stay(broken).pk} could not be told of" in caplog.text


def test_the_database_refuses_a_second_alert_to_the_same_person(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) + timedelta(days=1)))
    alert = Alert.objects.first()
    assert alert is not None
    alert.pk = None
    with pytest.raises(IntegrityError, match="one_alert_per_visit_rung_and_person"), transaction.atomic():
        alert.save(force_insert=True)


# --- reading ----------------------------------------------------------------------------------------------------------
def test_the_overview_lists_a_breach_once_and_only_of_visible_cases(place: World) -> None:
    other = world("Bắc Ninh", "24", "bacninh")
    mine, theirs = submitted(place), submitted(other)
    late = due(mine) + timedelta(days=1)
    sweep(at=morning(late))
    leader = visible_cases(person(place.leader, late))
    assert [alert.visit.case for alert in breaches_since(late, leader)] == [mine]
    assert breaches_since(late + timedelta(days=1), leader) == []
    assert slipped(leader, person(place.leader, late), late)["breach_count"] == 1
    assert told(theirs, person(other.leader, late), late)["told_count"] == 2
    assert alerts_of(theirs).count() == 6


def test_both_panels_are_drawn_on_their_pages(place: World, client: Client) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) + timedelta(days=1)))
    client.force_login(place.leader)
    page = client.get(reverse("workflow:case", args=[case.code])).content.decode()
    assert "Cảnh báo thời hạn" in page
    for alert in Alert.objects.filter(rung=Rung.BREACH):
        assert f"Chờ Sở tiếp nhận, hạn {alert.sent_for:%d/%m/%Y}" in page
    assert "Vi phạm thời hạn mới" in client.get(reverse("workflow:overview")).content.decode()


def test_the_overview_panel_names_the_case_the_days_and_who_was_told(place: World) -> None:
    case = submitted(place)
    late = due(case) + timedelta(days=2)
    sweep(at=morning(late))
    shown = slipped(visible_cases(person(place.leader, late)), person(place.leader, late), late)
    drawn = render_to_string("notifications/panels/overview.html", {"shown": shown})
    for fact in (case.code, "Chờ Sở tiếp nhận", "quá 2 ngày", place.leader.full_name):
        assert fact in drawn


# --- the command ------------------------------------------------------------------------------------------------------
def run(*arguments: str) -> str:
    out = StringIO()
    call_command("sweep_deadlines", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_sweeps_as_of_a_day_and_prints_what_it_did(place: World) -> None:
    submitted(place)
    printed = run("--at", "2026-12-01")
    assert "tính đến ngày 01/12/2026" in printed
    counts = {" ".join(line.split()[:-1]): line.split()[-1] for line in printed.splitlines()[1:]}
    assert counts["Cảnh báo mới – Quá hạn"] == "5"
    assert counts["Cảnh báo mới – Báo lãnh đạo"] == "1"
    assert counts["Thư đưa vào hàng chờ gửi"] == "6"
    assert "Đã báo từ trước, không báo lại                6" in run("--at", "2026-12-01")


@pytest.mark.parametrize("bad", ["2026-02-30", "1/12/2026", "hôm nay", ""])
def test_a_day_that_does_not_exist_gets_a_sentence_and_exit_code_two(bad: str) -> None:
    with pytest.raises(CommandError, match="không phải là một ngày có thật") as refused:
        run("--at", bad)
    assert refused.value.returncode == 2


def test_a_deadline_rule_is_not_needed_for_a_stage_without_a_clock(place: World) -> None:
    DeadlineRule.objects.filter(state=State.SUBMITTED).delete()
    case = submitted(place)
    assert stay(case).due_on is None
    assert sweep(at=morning(date(2026, 12, 1))).visits == 0
