"""The sweep: whom it tells, once, however often and however late it runs."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from notifications import tasks
from notifications.digests import write_digests
from notifications.models import Alert, Mail, Stumble
from notifications.panels import slipped, told
from notifications.queries import alerts_of, breaches_since
from notifications.services import SweepReport, sweep
from notifications.vocabulary import AlertState, Channel, MailKind, MailState
from tests.at_once import at_once, raised
from tests.days import due, morning, stay, working
from tests.post import everybody_at_once
from tests.world import World, act, draft, person, take, ticking, walk_to, world
from workflow.deadlines.tables import load_calendar, load_clocks
from workflow.engine.advance import lock
from workflow.models import Case, DeadlineRule, Duty, Visit
from workflow.queries import visible_cases
from workflow.queries.filters import Filters
from workflow.queries.worklist import MINE, QUEUE, bucket, items, with_parts
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db

SOON, TODAY, LATE, BREACH, ABOVE, NEXT = "due-soon", "due-today", "overdue", "breach", "leader-above", "next-level"


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World) -> Case:
    """Waits in the queue of the Sở: the clerk or an appraiser must act, three working days."""
    return take(draft(place), Action.SUBMIT)


def told_pairs(case: Case) -> Counter[tuple[str, User]]:
    return Counter((alert.rung, alert.person) for alert in Alert.objects.filter(visit__case=case))


def of(rung: str, case: Case) -> set[User]:
    """Who hears of a rung: those for whom a louder one speaks do not."""
    alerts = Alert.objects.filter(visit__case=case, rung=rung).exclude(state=AlertState.SUPERSEDED)
    return {alert.person for alert in alerts.select_related("person")}


# --- who hears what ---------------------------------------------------------------------------------------------------
def test_stays_in_one_situation_each_have_a_ledger_of_their_own(place: World) -> None:
    told_early, told_late = submitted(place), submitted(place)
    sweep(at=morning(working(due(told_early), -3)))  # the ladder has been looked at: nothing of it is new
    Visit.objects.filter(case=told_late).update(watch_on=None)
    sweep(at=morning(working(due(told_early), -2)))
    assert told_pairs(told_early).total() == 4 and not told_pairs(told_late)
    Visit.objects.filter(case=told_late, closed_at=None).update(watch_on=due(told_late))
    sweep(at=morning(working(due(told_early), 1)))
    assert told_pairs(told_early) == told_pairs(told_late)
    states = Alert.objects.filter(rung=SOON).values_list("visit__case", "at", "state").distinct()
    early, late = working(due(told_early), -2), working(due(told_early), 1)
    assert set(states) == {
        (told_early.pk, early, AlertState.SUPERSEDED),
        (told_late.pk, late, AlertState.SUPERSEDED),
    }


def test_two_working_days_before_the_deadline_only_those_who_must_act_are_reminded(place: World) -> None:
    case = submitted(place)
    remind = working(due(case), -2)
    before = sweep(at=morning(working(remind, -1)))
    assert not before.alerts
    report = sweep(at=morning(remind))
    assert report.alerts == {SOON: 4}
    assert of(SOON, case) == {place.clerk, *place.appraisers}
    assert not Mail.objects.exists(), "a reminder waits for the digest"


def test_on_the_due_day_nobody_is_overdue_and_the_day_after_everybody_hears(place: World) -> None:
    case = submitted(place)
    assert set(sweep(at=morning(due(case))).alerts) == {TODAY}
    sweep(at=morning(due(case) + timedelta(days=1)))
    assert of(LATE, case) == {place.clerk, *place.appraisers, place.owner}
    assert of(BREACH, case) == {place.leader}
    assert [mail.recipient for mail in Mail.objects.all()] == [place.leader], "only the breach goes out at once"


def test_every_rung_speaks_on_its_own_day_and_to_its_own_people(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_SUPPLEMENT)
    Membership.objects.create(
        user=place.enterprise, organisation=place.implementer, role="owner", is_head=True, valid_from=date(2020, 1, 1)
    )
    place.department.parent = place.committee
    place.department.save()
    Membership.objects.filter(user=place.committee_clerk).update(is_head=True)
    heard = {}
    for offset in range(-3, 12):
        day = working(due(case), offset) if offset else due(case)
        if spoken := dict(sweep(at=morning(day)).alerts):
            heard[offset] = spoken
    owners = {place.owner, place.enterprise}
    assert heard == {-2: {SOON: 1}, 0: {TODAY: 1}, 1: {LATE: 2, BREACH: 1}, 5: {ABOVE: 1}, 10: {NEXT: 1}}
    assert of(LATE, case) == owners
    assert (of(BREACH, case), of(ABOVE, case), of(NEXT, case)) == (
        {place.enterprise}, {place.leader}, {place.committee_clerk},
    )  # fmt: skip


def test_an_overdue_stage_nobody_was_reminded_of_gets_no_stale_reminder(place: World) -> None:
    case = submitted(place)
    report = sweep(at=morning(due(case) + timedelta(days=9)))
    assert set(report.alerts) == {LATE, BREACH}
    reminders = Alert.objects.filter(rung__in=[SOON, TODAY])
    assert {(alert.state, alert.why) for alert in reminders} == {
        (AlertState.SUPERSEDED, "Đã báo ở mức cao hơn: “Quá hạn”.")
    }


@pytest.mark.parametrize("days", [3, 10])
def test_after_a_gap_of_days_each_hears_the_loudest_once_and_in_the_digest(place: World, days: int) -> None:
    case = submitted(place)
    sweep(at=morning(working(due(case), -2)))
    back = morning(working(due(case), days), 9)
    for at in (back, back, back + timedelta(days=30)):
        sweep(at=at)
    assert set(told_pairs(case).values()) == {1}
    assert of(LATE, case) == {place.clerk, *place.appraisers, place.owner}
    assert of(SOON, case) == set(), "what waited is overtaken"
    assert not Mail.objects.exists(), "what is told late comes together in the digest"
    assert set(Alert.objects.exclude(why="").values_list("state", flat=True)) == {AlertState.SUPERSEDED}
    write_digests(at=back)
    assert Mail.objects.count() == 6
    waiting = Alert.objects.filter(state=AlertState.WAITING)
    assert all(alert.mail is not None and alert.mail.recipient == alert.person for alert in waiting)


def test_a_quiet_rung_that_waits_is_overtaken_by_the_next_one(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(due(case)))
    sweep(at=morning(working(due(case), 1)))
    assert of(TODAY, case) == set()
    assert of(LATE, case) == {place.clerk, *place.appraisers, place.owner}


def test_an_alert_at_once_has_exactly_one_mail_to_the_same_person(place: World) -> None:
    everybody_at_once()
    case = submitted(place)
    report = sweep(at=morning(due(case) + timedelta(days=1)))
    spoken = Alert.objects.filter(state=AlertState.WAITING).select_related("mail", "person")
    for alert in spoken:
        assert alert.mail is not None
        assert alert.mail.recipient == alert.person
        assert alert.mail.address == alert.person.email
        assert alert.mail.kind == alert.loudness
        assert alert.sent_for == due(case)
    assert report.mails == report.alerts.total() == spoken.count() == Mail.objects.count() == 6


def test_a_fixed_date_of_the_law_is_announced_two_working_days_ahead_too(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_PASSED)
    assert due(case) == date(2026, 6, 19), "trước ngày 20/6 năm trước năm kế hoạch"
    assert not sweep(at=morning(date(2026, 6, 16))).alerts
    assert set(sweep(at=morning(date(2026, 6, 17))).alerts) == {SOON}


def test_a_sweep_reads_a_stay_again_only_on_the_day_of_its_next_rung(place: World) -> None:
    case = submitted(place)
    first = sweep(at=morning(due(case) - timedelta(days=3)))
    assert (first.visits, stay(case).watch_on) == (1, working(due(case), -2))
    assert sweep(at=morning(working(due(case), -2) - timedelta(days=1))).visits == 0
    assert sweep(at=morning(working(due(case), 1))).visits == 1
    assert stay(case).watch_on == working(due(case), 5)
    assert sweep(at=morning(working(due(case), 10))).visits == 1
    assert stay(case).watch_on is None, "nothing more to say in this cycle"


def test_coming_back_to_a_stage_is_a_new_stay_with_alerts_of_its_own(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) + timedelta(days=1)))
    case = take(case, Action.ASK_SUPPLEMENT, Action.RESUBMIT, clock=ticking(morning(due(case) + timedelta(days=2))))
    sweep(at=morning(working(due(case), 1)))
    assert of(BREACH, case) == {place.leader}
    assert Alert.objects.filter(visit__case=case, visit__state=State.SUBMITTED, rung=BREACH).count() == 2


def test_whoever_is_given_an_overdue_stage_hears_of_it_the_same_day(place: World) -> None:
    case = submitted(place)
    day = working(due(case), 1)
    case = act(case, Action.REASSIGN, by=place.clerk, data={"assignee": [place.clerk.pk]})
    sweep(at=morning(day))
    assert of(LATE, case) == {place.clerk, place.owner}
    case = act(case, Action.REASSIGN, by=place.clerk, at=morning(day, 9), data={"assignee": [place.appraisers[0].pk]})
    assert stay(case).watch_on == day
    report = sweep(at=morning(day, 10))
    assert report.alerts == {LATE: 1}
    assert of(LATE, case) == {place.clerk, place.owner, place.appraisers[0]}


def test_someone_without_an_address_is_in_the_ledger_and_the_mail_says_why_it_did_not_go(place: World) -> None:
    User.objects.filter(pk=place.leader.pk).update(email="")
    case = submitted(place)
    report = sweep(at=morning(due(case) + timedelta(days=1)))
    assert report.spoken.unaddressed == 1
    mail = Mail.objects.get(recipient=place.leader)
    assert (mail.state, mail.error) == (MailState.SKIPPED, "Người nhận chưa có địa chỉ thư điện tử.")


def test_a_unit_without_a_head_reports_to_the_head_of_the_unit_above(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_SUPPLEMENT)
    sweep(at=morning(working(due(case), 1)))
    assert of(LATE, case) == {place.owner}
    assert of(BREACH, case) == {place.leader}, "the Sở is above its Trung tâm Khuyến công"


def test_a_stage_with_nobody_to_tell_is_looked_at_every_working_day_until_there_is_somebody(place: World) -> None:
    Membership.objects.filter(user=place.leader).update(is_head=False)
    case = submitted(place)
    day = working(due(case), 1)
    assert sweep(at=morning(day)).nobody == 1
    assert stay(case).watch_on == working(day, 1)
    Membership.objects.filter(user=place.leader).update(is_head=True)
    report = sweep(at=morning(working(day, 1)))
    assert (report.nobody, report.alerts) == (0, {BREACH: 1})


def test_a_year_whose_books_are_closed_is_no_longer_chased(place: World) -> None:
    case = submitted(place)
    Visit.objects.filter(case=case).update(due_on=date(2028, 2, 10), remind_on=date(2028, 2, 8))
    assert sweep(at=morning(date(2028, 2, 15))).alerts, "the books of plan year 2027 close after 15/02/2028"
    Alert.objects.all().delete()
    Visit.objects.filter(case=case).update(watch_on=date(2028, 2, 15))
    report = sweep(at=morning(date(2028, 2, 16)))
    assert (report.visits, report.alerts.total(), stay(case).watch_on) == (1, 0, None)


def test_a_suspended_case_is_not_chased(place: World) -> None:
    case = act(walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.SUSPEND, by=place.agency_leader)
    assert not sweep(at=morning(date(2026, 12, 1))).alerts
    assert (stay(case).state, stay(case).watch_on) == (State.SUSPENDED, None)


def test_a_run_stops_at_its_limit_and_the_next_one_goes_on(place: World) -> None:
    cases = [submitted(place) for _ in range(3)]
    late = morning(working(max(due(case) for case in cases), 1))
    assert sweep(at=late, limit=2).stopped
    assert not sweep(at=late, limit=2).stopped
    assert {alert.visit.case for alert in Alert.objects.select_related("visit__case")} == set(cases)


# --- mails and pages agree --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.SUBMITTED, State.LOCAL_APPRAISAL, State.REGISTERED, State.SETTLEMENT_DOSSIER])
def test_mail_and_worklist_agree_on_whose_turn_it_is(place: World, state: State) -> None:
    everybody_at_once()
    case = walk_to(draft(place), state)
    late = morning(working(due(case), 1))
    sweep(at=late)
    must_act = of(LATE, case) - (set() if place.owner in on_their_list(place, late.date()) else {place.owner})
    assert must_act == on_their_list(place, late.date())
    assert of(LATE, case) == must_act | {place.owner}
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
def test_sweeps_at_once_share_the_work_and_write_one_row_each() -> None:
    place = world()
    everybody_at_once()
    cases = [submitted(place) for _ in range(8)]
    late = morning(working(max(due(case) for case in cases), 1))
    answers = at_once(*[lambda: sweep(at=late)] * 4)
    assert not raised(answers)
    sweep(at=late)
    for case in cases:
        assert set(told_pairs(case).values()) == {1}
        assert sum(len(of(rung, case)) for rung in (LATE, BREACH)) == 6
    assert sum(answer.alerts.total() for answer in answers) <= 6 * len(cases)
    assert Mail.objects.count() == Alert.objects.filter(state=AlertState.WAITING).count() == 6 * len(cases)


@pytest.mark.django_db(transaction=True)
def test_a_case_that_someone_is_working_on_is_left_for_the_next_run() -> None:
    place = world()
    case, other = submitted(place), submitted(place)
    late = morning(working(due(case), 1))
    with transaction.atomic():
        lock(case.pk)
        (report,) = at_once(lambda: sweep(at=late))
    assert isinstance(report, SweepReport)
    assert (report.busy, report.visits, len(of(LATE, other)), told_pairs(case)) == (1, 1, 5, {})
    assert sweep(at=late).alerts == {LATE: 5, BREACH: 1}


def test_the_task_sweeps_as_of_now(place: World) -> None:
    submitted(place)
    assert tasks.sweep()["visits"] == 1


# --- one broken row ---------------------------------------------------------------------------------------------------
def test_a_stay_that_cannot_be_reckoned_does_not_silence_the_others_and_stays_visible(
    place: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound, too = submitted(place), submitted(place), submitted(place)
    late = morning(working(due(sound), 1))
    Visit.objects.filter(case=broken).update(due_on=date.max)
    report = sweep(at=late)
    assert (report.failed, report.visits) == (1, 3)
    assert (len(of(LATE, sound)), len(of(LATE, too)), told_pairs(broken)) == (5, 5, {})
    stumble = Stumble.objects.get()
    assert (stumble.visit, stumble.attempts, stumble.error[:13]) == (stay(broken), 1, "OverflowError")
    assert f"visit {stay(broken).pk}: sweep failed" in caplog.text
    assert sweep(at=late).visits == 0, "it rests before the next try"
    assert sweep(at=stumble.retry_at).failed == 1
    stumble.refresh_from_db()
    assert stumble.attempts == 2
    Visit.objects.filter(case=broken).update(due_on=due(sound))
    assert sweep(at=stumble.retry_at).alerts == {LATE: 5, BREACH: 1}
    assert not Stumble.objects.exists()


def test_a_stay_that_cannot_be_written_about_does_not_silence_the_others(place: World) -> None:
    broken, sound = submitted(place), submitted(place)
    Visit.objects.filter(case=broken).update(target_trace=5)
    report = sweep(at=morning(working(due(sound), 1)))
    assert (report.failed, report.spoken.failed) == (0, 1)
    assert [mail.case for mail in Mail.objects.all()] == [sound]
    Visit.objects.filter(case=broken).update(target_trace=[])
    sweep(at=Stumble.objects.get().retry_at)
    assert {mail.case for mail in Mail.objects.all()} == {broken, sound}
    assert not Stumble.objects.exists()


def test_the_database_refuses_a_second_alert_to_the_same_person_in_one_cycle(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) + timedelta(days=1)))
    alert = Alert.objects.first()
    assert alert is not None
    alert.pk = None
    with pytest.raises(IntegrityError, match="one_alert_per_visit_rung_person_and_cycle"), transaction.atomic():
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
    assert told(theirs, person(other.leader, late), late)["told_count"] == 4
    assert alerts_of(theirs).exclude(state=AlertState.SUPERSEDED).count() == 6


def test_both_panels_are_drawn_on_their_pages(place: World, client: Client) -> None:
    case = submitted(place)
    sweep(at=morning(due(case) + timedelta(days=1)))
    client.force_login(place.leader)
    page = client.get(reverse("workflow:case", args=[case.code])).content.decode()
    assert "Cảnh báo thời hạn" in page
    for alert in Alert.objects.filter(rung=BREACH):
        assert f"Chờ Sở tiếp nhận, hạn {alert.sent_for:%d/%m/%Y}" in page
    assert "Chờ bản tổng hợp 5" in page
    assert "Vi phạm thời hạn mới" in client.get(reverse("workflow:overview")).content.decode()


def test_the_overview_panel_names_the_case_the_days_and_who_was_told(place: World) -> None:
    case = submitted(place)
    late = due(case) + timedelta(days=2)
    sweep(at=morning(late))
    shown = slipped(visible_cases(person(place.leader, late)), person(place.leader, late), late)
    drawn = render_to_string("notifications/panels/overview.html", {"shown": shown})
    for fact in (
        case.code,
        "Chờ Sở tiếp nhận",
        "quá 2 ngày",
        place.leader.full_name,
        reverse("notifications:breaches"),
    ):
        assert fact in drawn


# --- the command ------------------------------------------------------------------------------------------------------
def run(*arguments: str) -> str:
    out = StringIO()
    call_command("sweep_deadlines", *arguments, stdout=out)
    return out.getvalue()


def counts(printed: str) -> dict[str, str]:
    return {" ".join(line.split()[:-1]): line.split()[-1] for line in printed.splitlines()[1:]}


def test_the_command_sweeps_as_of_a_day_and_prints_what_it_did(place: World) -> None:
    case = submitted(place)
    printed = run("--at", working(due(case), 1).isoformat())
    assert f"tính đến ngày {working(due(case), 1):%d/%m/%Y}" in printed
    found = counts(printed)
    assert found["Lượt giai đoạn đã xem"] == "1"
    assert found["Cảnh báo mới – Quá hạn"] == "5"
    assert found["Cảnh báo mới – Báo lãnh đạo đơn vị"] == "1"
    assert found["Thư riêng đưa vào hàng chờ gửi"] == "1"
    assert set(counts(run("--at", working(due(case), 1).isoformat())).values()) == {"0"}


@pytest.mark.parametrize("bad", ["2026-02-30", "1/12/2026", "hôm nay", ""])
def test_a_day_that_does_not_exist_gets_a_sentence_and_exit_code_two(bad: str) -> None:
    with pytest.raises(CommandError, match="không phải là một ngày có thật") as refused:
        run("--at", bad)
    assert refused.value.returncode == 2


def test_a_deadline_rule_is_not_needed_for_a_stage_without_a_clock(place: World) -> None:
    DeadlineRule.objects.filter(state=State.SUBMITTED).delete()
    case = submitted(place)
    assert stay(case).due_on is None
    assert not sweep(at=morning(date(2026, 12, 1))).alerts
    assert stay(case).watch_on is None


def test_a_letter_is_of_the_kind_of_its_rung(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(working(due(case), 1)))
    mail = Mail.objects.get()
    assert (mail.kind, mail.case, mail.digest_on) == (MailKind.BREACH, case, None)
    assert set(Alert.objects.filter(mail=mail).values_list("channel", flat=True)) == {Channel.AT_ONCE}
