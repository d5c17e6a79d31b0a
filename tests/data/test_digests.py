"""The digest of a day: one per person, on working days, of what is true; and once after days of silence."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Membership, User
from notifications import digest
from notifications.digests import DigestReport, write_digests
from notifications.models import Alert, Mail
from notifications.sending import Drained, drain
from notifications.services import sweep
from notifications.vocabulary import AlertState, MailKind, MailState, Topic
from tests.at_once import at_once, raised
from tests.days import due, morning, working
from tests.letters import words_of_html, words_of_text
from tests.post import Server, serving
from tests.world import World, act, draft, take, walk_to, world
from workflow.models import Case
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
HALF_PAST_SEVEN = (7, 30)


@pytest.fixture
def place() -> World:
    return world()


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


def submitted(place: World) -> Case:
    """Waits in the queue of the Sở: the clerk or an appraiser must act, three working days."""
    return take(draft(place), Action.SUBMIT)


def a_day(on: date, hour: int = 7, minute: int = 30) -> DigestReport:
    """The sweep of the night, and the digests of the morning."""
    sweep(at=morning(on, 0))
    return write_digests(at=morning(on, hour, minute))


def digests() -> dict[User, Mail]:
    found = Mail.objects.filter(kind=MailKind.DIGEST).select_related("recipient")
    return {mail.recipient: mail for mail in found}


# --- when -------------------------------------------------------------------------------------------------------------
def test_a_reminder_comes_in_the_digest_of_the_morning_and_the_ledger_says_in_which(place: World) -> None:
    case = submitted(place)
    day = working(due(case), -2)
    report = a_day(day)
    assert (report.due, report.written) == (True, 4)
    assert set(digests()) == {place.clerk, *place.appraisers}
    for alert in Alert.objects.filter(rung="due-soon"):
        assert alert.mail is not None
        assert (alert.mail.recipient, alert.mail.digest_on, alert.mail.topic) == (alert.person, day, Topic.DUTY)
    mail = digests()[place.clerk]
    assert mail.subject == f"[Tổng hợp {day:%d/%m/%Y}] 1 việc đến lượt"
    for words in (case.code, "Đến lượt Ông/Bà (1)", "Sắp đến hạn – còn 2 ngày làm việc", f"/de-an/{case.code}/"):
        assert words in mail.text
    assert words_of_html(mail.html) == words_of_text(mail.text)


def test_a_second_run_and_every_later_one_of_the_day_write_nothing_more(place: World) -> None:
    case = submitted(place)
    day = working(due(case), 1)
    assert a_day(day).written > 0
    number = Mail.objects.count()
    for hour in (7, 8, 12, 18):
        assert a_day(day, hour, 45) == DigestReport(day, due=True)
    assert Mail.objects.count() == number


@pytest.mark.parametrize(
    ("day", "hour", "minute"),
    [
        (date(2026, 3, 6), 7, 29),
        (date(2026, 3, 6), 19, 0),
        (date(2026, 3, 7), 8, 0),
        (date(2026, 3, 8), 12, 0),
        (date(2026, 4, 27), 8, 0),
    ],
)
def test_before_the_hour_in_the_night_at_weekends_and_on_holidays_there_is_none(
    place: World, day: date, hour: int, minute: int
) -> None:
    submitted(place)
    sweep(at=morning(day, 0))
    assert write_digests(at=morning(day, hour, minute)) == DigestReport(day, due=False)
    assert not digests()


def test_a_morning_that_was_missed_is_made_good_the_same_day(place: World) -> None:
    case = submitted(place)
    assert a_day(working(due(case), 1), 18, 59).written == 5 + 1


def test_after_days_of_silence_there_is_one_digest_of_what_is_still_true(place: World) -> None:
    done, open_still = submitted(place), submitted(place)
    a_day(working(due(done), -2))
    Mail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    act(done, Action.WITHDRAW, by=place.owner, at=morning(due(done), 9))
    back = working(due(open_still), 7)
    a_day(back, 9, 5)
    mails = Mail.objects.filter(recipient=place.clerk, digest_on=back)
    assert mails.count() == 1
    assert open_still.code in mails[0].text
    assert done.code not in mails[0].text
    assert Mail.objects.filter(recipient=place.clerk).count() == 2


def test_a_digest_that_was_never_sent_gives_way_to_the_next_and_its_alerts_move_there(place: World) -> None:
    case = submitted(place)
    first, second = working(due(case), 1), working(due(case), 2)
    a_day(first)
    a_day(second)
    old, new = Mail.objects.filter(recipient=place.clerk).order_by("digest_on")
    assert (old.state, old.error) == (MailState.CANCELLED, f"Gộp vào bản tổng hợp ngày {second:%d/%m/%Y}.")
    assert new.state == MailState.WAITING
    assert Alert.objects.get(person=place.clerk, rung="overdue").mail == new


def test_a_digest_of_an_earlier_day_is_not_sent_and_its_alerts_wait_for_the_next(place: World, server: Server) -> None:
    case = submitted(place)
    day = working(due(case), 1)
    a_day(day)
    tomorrow = working(day, 1)
    Mail.objects.update(next_at=morning(day))
    assert drain(clock=lambda: morning(tomorrow, 7)) == Drained(cancelled=6, sent=1), "the letter at once still goes"
    mail = digests()[place.clerk]
    assert mail.error.startswith(f"Đã qua ngày {day:%d/%m/%Y}")
    assert Alert.objects.get(person=place.clerk, rung="overdue").mail is None
    a_day(tomorrow)
    found = Alert.objects.get(person=place.clerk, rung="overdue").mail
    assert found is not None
    assert found.digest_on == tomorrow


def test_a_digest_that_lay_for_hours_is_written_anew_from_what_is_true_then(place: World, server: Server) -> None:
    done, open_still = submitted(place), submitted(place)
    day = working(due(done), 1)
    a_day(day)
    Mail.objects.exclude(recipient=place.clerk).update(state=MailState.SENT, sent_at=timezone.now())
    Mail.objects.update(next_at=morning(day), created_at=morning(day))
    act(done, Action.WITHDRAW, by=place.owner, at=morning(day, 9))
    assert drain(clock=lambda: morning(day, 12)) == Drained(sent=1)
    (message,) = server.received
    assert message["Subject"] == f"[Tổng hợp {day:%d/%m/%Y}] 1 việc quá hạn"
    assert message["Message-ID"] == digests()[place.clerk].message_id
    states = Alert.objects.filter(person=place.clerk, rung="overdue").values_list("visit__case", "state")
    assert dict(states) == {open_still.pk: AlertState.TOLD, done.pk: AlertState.CANCELLED}


def test_a_digest_with_nothing_left_to_say_is_not_sent(place: World, server: Server) -> None:
    case = submitted(place)
    day = working(due(case), 1)
    a_day(day)
    Mail.objects.update(next_at=morning(day), created_at=morning(day))
    act(case, Action.WITHDRAW, by=place.owner, at=morning(day, 9))
    assert drain(clock=lambda: morning(day, 12)).sent == 0
    assert server.received == []
    assert set(Alert.objects.filter(rung="overdue").values_list("state", flat=True)) == {AlertState.CANCELLED}
    assert digests()[place.clerk].error == "Đến lúc gửi không còn việc nào phải báo."


def test_what_came_after_the_morning_waits_for_the_next_one(place: World) -> None:
    day = date(2026, 3, 2)
    submitted(place)  # at ten in the morning
    assert write_digests(at=morning(day, 10, 30)).written == 0
    assert write_digests(at=morning(working(day, 1), 7, 30)).written == 4


# --- what -------------------------------------------------------------------------------------------------------------
def test_a_manager_reads_a_table_of_what_the_unit_keeps_waiting(place: World) -> None:
    case = submitted(place)
    late = working(due(case), 3)
    act(case, Action.REASSIGN, by=place.leader, data={"assignee": [place.clerk.pk]})
    a_day(late)
    text = digests()[place.leader].text
    days = (late - due(case)).days
    for words in (
        "Việc đơn vị Ông/Bà phụ trách để quá hạn (1)",
        f"Quá hạn: {days} ngày, từ hạn {due(case):%d/%m/%Y}",
        f"Đang ở: {place.department.name} ({place.clerk.full_name}), từ 02/03/2026",
        "Đã nắm: chưa ai xác nhận",
        f"/viec-qua-han/#{case.code}",
    ):
        assert words in text
    act(case, Action.ACKNOWLEDGE, by=place.leader, at=morning(late, 9), data={"reason": "Đang đôn đốc."})
    a_day(working(late, 1))
    assert f"Đã nắm: {place.leader.full_name}, {late:%d/%m/%Y}" in newest(place.leader).text


def newest(user: User) -> Mail:
    return Mail.objects.filter(recipient=user, kind=MailKind.DIGEST).order_by("-digest_on")[0]


def test_tables_stand_in_the_order_of_risk_and_the_longest_late_first(place: World) -> None:
    old = submitted(place)
    fresh_one = take(draft(place, at=morning(date(2026, 3, 5))), Action.SUBMIT)
    later = take(draft(place, at=morning(date(2026, 3, 12))), Action.SUBMIT)
    a_day(date(2026, 3, 13))
    text = digests()[place.clerk].text
    assert text.index("Việc của Ông/Bà đã quá hạn (2)") < text.index(old.code) < text.index(fresh_one.code)
    assert text.index(fresh_one.code) < text.index("Đến lượt Ông/Bà (1)") < text.index(later.code)
    assert "2 việc quá hạn, 1 việc đến lượt" in digests()[place.clerk].subject


def test_an_owner_who_waits_for_others_hears_when_they_are_late_and_not_before(place: World) -> None:
    case = submitted(place)
    a_day(working(due(case), -1))
    assert place.owner not in digests()
    a_day(working(due(case), 1))
    text = digests()[place.owner].text
    for words in ("Đang chờ người khác (1)", case.code, "Quá hạn 1 ngày", f"Đang ở: {place.department.name}"):
        assert words in text


def test_an_owner_who_never_touched_the_case_hears_of_its_delay_too(place: World) -> None:
    other = User.objects.create(username="chude2", full_name="Đinh Thị Hai", email="chude2@example.vn")
    Membership.objects.create(user=other, organisation=place.implementer, role="owner", valid_from=date(2020, 1, 1))
    case = submitted(place)
    a_day(working(due(case), 1))
    assert case.code in digests()[other].text
    assert Alert.objects.get(person=other).mail == digests()[other]


def test_whoever_has_nothing_to_do_and_leads_nothing_late_gets_no_mail(place: World) -> None:
    case = submitted(place)
    a_day(working(due(case), -2))
    assert {place.owner, place.leader, place.agency_leader, place.auditor}.isdisjoint(digests())


def test_an_alert_about_work_that_is_no_longer_theirs_is_settled(place: World) -> None:
    case = submitted(place)
    sweep(at=morning(working(due(case), 1), 0))
    act(case, Action.REASSIGN, by=place.leader, at=morning(due(case)), data={"assignee": [place.clerk.pk]})
    write_digests(at=morning(working(due(case), 1), *HALF_PAST_SEVEN))
    alert = Alert.objects.get(person=place.appraisers[0], rung="overdue")
    assert (alert.state, alert.why) == (AlertState.CANCELLED, "Việc không còn thuộc về người này.")
    assert place.appraisers[0] not in digests()
    assert Alert.objects.get(person=place.clerk, rung="overdue").mail == digests()[place.clerk]


def test_someone_who_joins_a_unit_finds_its_delays_in_the_next_digest(place: World) -> None:
    case = submitted(place)
    a_day(working(due(case), 1))
    new = User.objects.create(username="so4", full_name="Nguyễn Thị Bốn", email="so4@example.vn")
    day = working(due(case), 2)
    Membership.objects.create(user=new, organisation=place.department, role="clerk", valid_from=day)
    a_day(day)
    assert case.code in digests()[new].text


def test_a_long_list_is_cut_and_says_so(place: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "MOST", 2)
    cases = [submitted(place) for _ in range(3)]
    a_day(working(due(cases[0]), 1))
    text = digests()[place.clerk].text
    assert "Việc của Ông/Bà đã quá hạn (3)" in text
    assert "… và 1 việc nữa, xem trên trang." in text
    assert not Alert.objects.filter(person=place.clerk, mail=None, state=AlertState.WAITING).exists()


def test_someone_without_an_address_has_a_digest_that_says_why_it_did_not_go(place: World) -> None:
    User.objects.filter(pk=place.clerk.pk).update(email="")
    case = submitted(place)
    report = a_day(working(due(case), -2))
    assert (report.written, report.unaddressed) == (3, 1)
    assert digests()[place.clerk].state == MailState.SKIPPED


def test_a_stage_of_the_owner_is_the_owners_turn(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_SUPPLEMENT)
    a_day(working(due(case), -2))
    assert f"Việc phải làm: {case.duties.get(done_at=None).sentence}" in digests()[place.owner].text


# --- once -------------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_one_digest_each() -> None:
    place = world()
    case = submitted(place)
    day = working(due(case), 1)
    sweep(at=morning(day, 0))
    answers = at_once(*[lambda: write_digests(at=morning(day, *HALF_PAST_SEVEN))] * 4)
    assert not raised(answers)
    write_digests(at=morning(day, 8))
    assert sum(answer.written for answer in answers) <= 6
    assert Mail.objects.filter(kind=MailKind.DIGEST).count() == len(digests()) == 6


def test_the_database_refuses_a_second_digest_of_the_day(place: World) -> None:
    case = submitted(place)
    a_day(working(due(case), 1))
    mail = digests()[place.clerk]
    mail.pk, mail.message_id = None, "<khac@testserver>"
    with pytest.raises(IntegrityError, match="one_digest_per_person_and_day"), transaction.atomic():
        mail.save(force_insert=True)


def test_a_run_stops_at_its_limit_and_the_next_one_goes_on(place: World) -> None:
    case = submitted(place)
    day = morning(working(due(case), 1), *HALF_PAST_SEVEN)
    assert write_digests(at=day, limit=2).stopped
    report = write_digests(at=day)
    assert not report.stopped
    assert len(digests()) == 2 + report.written


# --- the command ------------------------------------------------------------------------------------------------------
def run(*arguments: str) -> str:
    out = StringIO()
    call_command("send_digests", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_writes_the_digests_of_a_morning_and_prints_how_many(place: World) -> None:
    case = submitted(place)
    day = working(due(case), -2)
    printed = run("--at", f"{day:%Y-%m-%d}T07:30")
    assert f"Bản tổng hợp ngày {day:%d/%m/%Y}" in printed
    assert "Bản tổng hợp đưa vào hàng chờ gửi 4" in " ".join(printed.split())
    assert "chỉ lập từ 07:30 đến 19:00 ngày làm việc" in run("--at", f"{day:%Y-%m-%d}T07:00")


@pytest.mark.parametrize("bad", ["2026-02-30T07:30", "2026-12-01", "sáng mai"])
def test_an_instant_that_does_not_exist_gets_a_sentence_and_exit_code_two(bad: str) -> None:
    with pytest.raises(CommandError, match="không phải là một thời điểm có thật") as refused:
        run("--at", bad)
    assert refused.value.returncode == 2
