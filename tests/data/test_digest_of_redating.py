"""What a change of the calendar moved is told in the next morning's digest: to those concerned, once, and never lost."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from notifications import digests, redated
from notifications.announce import announce
from notifications.digests import write_digests
from notifications.models import Mail
from notifications.sending import drain
from notifications.vocabulary import MailKind, MailState
from tests.calendars import BASIS, LATER, applied, fresh_change, off, open_visit, previewed, proposed, redates
from tests.days import morning
from tests.letters import words_of_html, words_of_text
from tests.post import Server, serving
from tests.world import World, act, draft, take, world
from workflow.engine.clock import day_of
from workflow.models import CalendarChange, CalendarLine, Case, OutboxRow, Visit
from workflow.timetable.applying import apply_batch, confirm, try_again
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db
#: Submitted on Monday the 2nd, due on Thursday the 5th, which a holiday on the 4th makes Friday the 6th.
MOURNING = off(date(2026, 3, 4))
TUESDAY, THURSDAY, FRIDAY = date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 6)
TITLE = "Hạn đã đổi vì lịch làm việc thay đổi"


@pytest.fixture
def place() -> World:
    return world()


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


def submitted(place: World) -> Case:
    return take(draft(place), Action.SUBMIT)


def told_on(day: date, hour: int = 7, minute: int = 30) -> set[User]:
    """Who reads of moved dates in the digests of that day, once they are written."""
    write_digests(at=morning(day, hour, minute))
    return {mail.recipient for mail in mails(day) if TITLE in mail.text}


def mails(day: date) -> list[Mail]:
    return list(Mail.objects.filter(digest_on=day).exclude(state=MailState.CANCELLED).select_related("recipient"))


def digest(user: User, day: date) -> Mail:
    return Mail.objects.get(recipient=user, digest_on=day)


def leave(*, at: date) -> None:
    """All that waits has left."""
    Mail.objects.filter(state=MailState.WAITING).update(state=MailState.SENT, sent_at=morning(at))


# --- who and what -----------------------------------------------------------------------------------------------------
def test_those_who_work_on_it_and_the_owner_read_the_old_and_the_new_date_next_morning(place: World) -> None:
    case = submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    assert not OutboxRow.objects.filter(event__in=redates(case.pk)).exists()
    assert told_on(TUESDAY) == {place.clerk, *place.appraisers, place.owner}
    mail = digest(place.owner, TUESDAY)
    assert mail.subject == "[Tổng hợp 03/03/2026] 1 việc chờ người khác, 1 hạn đã đổi theo lịch"
    moved = "Chỉ tiêu nội bộ: 05/03/2026 → 06/03/2026"
    for words in (f"{TITLE} (1)", case.code, "Chờ Sở tiếp nhận", moved, BASIS, f"/de-an/{case.code}/"):
        assert words in mail.text
    assert words_of_html(mail.html) == words_of_text(mail.text)
    assert not Mail.objects.filter(kind=MailKind.ANNOUNCEMENT, event__in=redates(case.pk)).exists()


def test_whoever_has_no_duty_there_and_owns_nothing_there_reads_nothing_of_it(place: World) -> None:
    elsewhere = world("Bắc Ninh", "24", "bn")
    case = submitted(place)
    submitted(elsewhere)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    write_digests(at=morning(TUESDAY, 7, 30))
    readers = {mail.recipient for mail in mails(TUESDAY) if case.code in mail.text}
    assert readers == {place.clerk, *place.appraisers, place.owner}
    assert not Mail.objects.filter(recipient__in=[place.leader, place.auditor, place.administrator]).exists()


def test_whoever_changed_the_calendar_is_not_told_of_it(place: World) -> None:
    submitted(place)
    applied(proposed(place.clerk, MOURNING), place.clerk)
    assert told_on(TUESDAY) == {*place.appraisers, place.owner}


def test_a_long_list_is_cut_and_says_how_many_more(place: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redated, "MOST", 2)
    for _ in range(5):
        submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    told_on(TUESDAY)
    text = digest(place.owner, TUESDAY).text
    assert f"{TITLE} (5)" in text and "… và 3 hạn khác" in text
    assert text.count("→") == 2


def test_two_changes_are_one_line_from_the_first_date_to_the_one_that_stands(place: World) -> None:
    case = submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    applied(proposed(place.administrator, off(THURSDAY)), place.administrator)
    assert open_visit(case.pk).due_on == date(2026, 3, 9)
    told_on(TUESDAY)
    text = digest(place.owner, TUESDAY).text
    assert "05/03/2026 → 09/03/2026" in text and text.count("→") == 1


def test_a_stage_that_was_left_meanwhile_is_not_spoken_of(place: World) -> None:
    case = submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    act(case, Action.WITHDRAW, by=place.owner, at=LATER + timedelta(hours=1))
    assert told_on(TUESDAY) == set()


def test_an_act_of_a_person_about_a_deadline_is_still_told_at_once(place: World) -> None:
    case = act(submitted(place), Action.PAUSE_CLOCK, by=place.leader)
    event = case.events.get(action=Action.PAUSE_CLOCK)
    assert OutboxRow.objects.filter(event=event, effect="announce").exists()
    announce(event_id=event.pk, at=event.at)
    assert Mail.objects.filter(event=event, recipient=place.owner).exists()


# --- when -------------------------------------------------------------------------------------------------------------
def test_what_was_applied_after_the_digests_of_a_morning_waits_for_the_next(place: World) -> None:
    submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator, at=morning(TUESDAY, 9))
    assert told_on(TUESDAY, 10) == set()
    assert place.owner in told_on(THURSDAY)


def test_a_change_is_told_whole_once_all_of_it_is_applied(place: World) -> None:
    cases = [submitted(place) for _ in range(3)]
    change = previewed(proposed(place.administrator, MOURNING))
    confirm(change_id=change.pk, user_id=place.administrator.pk, at=LATER)
    broken = open_visit(cases[1].pk)
    Visit.objects.filter(pk=broken.pk).update(target_rule={"unit": "working_days"})  # a rule nobody can read
    _drain(change)
    assert fresh_change(change).state == CalendarChange.State.FAILED
    assert told_on(TUESDAY) == set(), "a part of it would be told twice, or never"
    Visit.objects.filter(pk=broken.pk).update(target_rule=broken.target_rule)
    try_again(change_id=change.pk)
    _drain(change)
    assert place.owner in told_on(THURSDAY)
    assert f"{TITLE} (3)" in digest(place.owner, THURSDAY).text


def _drain(change: CalendarChange) -> None:
    while apply_batch(change.pk, at=LATER):
        pass


def test_after_a_month_it_is_no_news(place: World) -> None:
    submitted(place)
    change = applied(proposed(place.administrator, MOURNING), place.administrator)
    CalendarChange.objects.filter(pk=change.pk).update(ended_at=LATER - timedelta(days=31))
    assert told_on(TUESDAY) == set()


# --- once, and never lost ---------------------------------------------------------------------------------------------
def test_the_next_digest_does_not_repeat_it(place: World) -> None:
    case = submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    assert place.clerk in told_on(TUESDAY)
    leave(at=TUESDAY)
    assert told_on(TUESDAY, 12) == told_on(TUESDAY)
    assert told_on(THURSDAY) == set()
    assert case.code in digest(place.clerk, THURSDAY).text, "its work is still theirs to do"
    assert not Mail.objects.filter(recipient=place.owner, digest_on=THURSDAY).exists()


def test_a_worker_that_dies_before_the_end_has_told_nothing_and_noted_nothing(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)

    def dies(*_: object) -> None:
        raise RuntimeError("the worker is gone")

    with monkeypatch.context() as broken:
        broken.setattr(digests, "_settle", dies)  # the last thing done of a digest, after its row was written
        assert write_digests(at=morning(TUESDAY, 7, 30)).failed > 0
    assert not Mail.objects.filter(kind=MailKind.DIGEST).exists()
    assert told_on(TUESDAY, 8) == {place.clerk, *place.appraisers, place.owner}
    leave(at=TUESDAY)
    assert told_on(THURSDAY) == set()


def test_a_digest_that_never_left_hands_it_on_to_the_one_that_takes_its_place(place: World) -> None:
    submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    told = told_on(TUESDAY)
    assert told_on(THURSDAY) == told
    assert {mail.state for mail in Mail.objects.filter(digest_on=TUESDAY)} == {MailState.CANCELLED}
    leave(at=THURSDAY)
    assert told_on(FRIDAY) == set()


def test_a_digest_that_lay_for_hours_still_tells_of_it_when_it_is_written_anew(place: World, server: Server) -> None:
    submitted(place)
    applied(proposed(place.administrator, MOURNING), place.administrator)
    told_on(TUESDAY)
    Mail.objects.exclude(recipient=place.owner).update(state=MailState.SENT, sent_at=timezone.now())
    Mail.objects.update(next_at=morning(TUESDAY), created_at=morning(TUESDAY))
    assert drain(clock=lambda: morning(TUESDAY, 12)).sent == 1
    assert "1 hạn đã đổi theo lịch" in server.received[0]["Subject"]
    assert told_on(THURSDAY) == set()


def test_a_change_that_moves_nothing_of_a_readers_is_not_looked_through_again(place: World) -> None:
    submitted(place)
    moving = applied(proposed(place.administrator, MOURNING), place.administrator)
    still = applied(proposed(place.administrator, off(date(2027, 3, 3)), year=2027), place.administrator)
    told_on(TUESDAY)
    assert digest(place.owner, TUESDAY).calendar_changes == [moving.pk, still.pk]
    leave(at=TUESDAY)
    assert redated.untold(place.owner.pk, THURSDAY) == []
    assert not CalendarLine.objects.filter(change=still, applied_at__isnull=False).exists()
    assert day_of(still.ended_at or LATER) < TUESDAY
