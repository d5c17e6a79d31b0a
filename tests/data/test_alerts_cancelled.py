"""What is no longer true is not sent, and says why: cancelled by the sweep, and by the sender with the mail in its hand."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from notifications import claims
from notifications.announce import announce
from notifications.models import Alert, Mail
from notifications.requeue import requeue, why_kept
from notifications.sending import Drained, drain
from notifications.services import sweep
from notifications.vocabulary import AlertState, MailState
from tests.days import due, morning, stay, working
from tests.post import Server, everybody_at_once, send, serving
from tests.visitors import page_of, said, visitor
from tests.world import World, act, draft, fresh, person, take, world
from workflow.deadlines.tables import load_clocks
from workflow.engine.redating import redate
from workflow.models import CalendarDay, Case
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    made = world()
    everybody_at_once()
    return made


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


def reminded(place: World) -> Case:
    """The clerk and the appraisers have a reminder in the outbox, for the day after tomorrow."""
    case = take(draft(place), Action.SUBMIT)
    sweep(at=morning(working(due(case), -2)))
    assert Mail.objects.filter(state=MailState.WAITING).count() == 4
    return case


def ended(case: Case, place: World) -> Case:
    return act(case, Action.WITHDRAW, by=place.owner, at=morning(due(case), 9))


def paused(case: Case, place: World) -> Case:
    return act(case, Action.PAUSE_CLOCK, by=place.leader, at=morning(due(case), 9))


def extended(case: Case, place: World) -> Case:
    return act(case, Action.EXTEND, by=place.leader, at=morning(due(case), 9), data={"clock": "target", "days": 1})


def redated(case: Case, place: World) -> Case:
    """The deadline turns out to be a day off."""
    CalendarDay.objects.create(date=due(case), kind=CalendarDay.Kind.HOLIDAY, name="Ngày nghỉ mới")
    at = morning(due(case), 7)
    redate(
        case_ids=[case.pk],
        actor=person(place.administrator, at),
        reason="Lịch đổi",
        key="doi",
        at=at,
        clocks=load_clocks(),
    )
    return fresh(case)


MOVES: dict[str, tuple[Callable[[Case, World], Case], str]] = {
    "ended": (ended, "Giai đoạn đã xong ngày 05/03/2026."),
    "paused": (paused, "Hạn tạm dừng từ ngày 05/03/2026."),
    "extended": (extended, "Hạn đã dời từ 05/03/2026 sang 06/03/2026."),
    "redated": (redated, "Hạn đã dời từ 05/03/2026 sang 06/03/2026."),
}
moves = pytest.mark.parametrize("name", MOVES)
THURSDAY = date(2026, 3, 5)


def first_reminders() -> QuerySet[Alert]:
    return Alert.objects.filter(cycle=1, visit__state=State.SUBMITTED, rung="due-soon")


@moves
def test_a_stay_that_ends_or_whose_deadline_moves_takes_its_waiting_mails_back_and_says_so(
    place: World, name: str
) -> None:
    case = reminded(place)
    assert due(case) == THURSDAY
    move, why = MOVES[name]
    move(case, place)
    assert sweep(at=morning(THURSDAY, 10)).cancelled == 4
    assert set(first_reminders().values_list("state", "why")) == {(AlertState.CANCELLED, why)}
    mails = Mail.objects.filter(alerts__in=first_reminders())
    assert set(mails.values_list("state", "error")) == {(MailState.CANCELLED, why)}
    assert why in said(visitor(place.owner).get(page_of(case)))
    assert why_kept(mails[0]) == "Thư đã hủy vì điều nó nói không còn đúng."
    outbox = visitor(place.administrator).get(reverse("notifications:outgoing"), {"state": "cancelled"})
    assert why in said(outbox)


@moves
def test_the_sender_asks_once_more_right_before_a_mail_goes_out(place: World, server: Server, name: str) -> None:
    case = reminded(place)
    move, why = MOVES[name]
    move(case, place)
    assert send() == Drained(cancelled=4), "no sweep has run since"
    assert server.received == []
    assert set(first_reminders().values_list("state", "why")) == {(AlertState.CANCELLED, why)}
    mail = Mail.objects.filter(alerts__in=first_reminders())[0]
    assert (mail.state, mail.error, mail.lease_until) == (MailState.CANCELLED, why, None)
    assert mail.tries[-1]["said"] == why


@moves
def test_what_was_sent_stays_told_whatever_comes_after(place: World, server: Server, name: str) -> None:
    case = reminded(place)
    assert send() == Drained(sent=4)
    MOVES[name][0](case, place)
    assert sweep(at=morning(THURSDAY, 10)).cancelled == 0
    assert set(first_reminders().values_list("state", "why")) == {(AlertState.TOLD, "")}


def test_a_deadline_that_moved_is_told_anew_in_its_new_cycle(place: World, server: Server) -> None:
    case = reminded(place)
    send()
    case = extended(case, place)
    assert (due(case), stay(case).cycle) == (date(2026, 3, 6), 2)
    sweep(at=morning(date(2026, 3, 6)))
    cycles = Alert.objects.filter(visit=stay(case), person=place.clerk).exclude(state=AlertState.SUPERSEDED)
    assert set(cycles.values_list("rung", "cycle", "sent_for")) == {
        ("due-soon", 1, THURSDAY), ("due-today", 2, date(2026, 3, 6)),
    }  # fmt: skip


def test_while_a_term_stands_still_nobody_is_told_and_when_it_goes_on_everybody_is_again(place: World) -> None:
    case = paused(reminded(place), place)
    assert (due_or_none(case), sweep(at=morning(date(2026, 4, 20))).alerts) == (None, {})
    case = act(case, Action.RESUME_CLOCK, by=place.leader, at=morning(date(2026, 4, 20), 9))
    assert sweep(at=morning(working(due(case), 1))).alerts == {"overdue": 5, "breach": 1}


def due_or_none(case: Case) -> date | None:
    return stay(case).due_on


def test_a_mail_that_is_being_sent_is_left_to_its_sender(place: World) -> None:
    case = reminded(place)
    taken = claims.claim(at=timezone.now())
    assert taken is not None
    ended(case, place)
    assert sweep(at=morning(THURSDAY, 10)).cancelled == 3
    claims.mark_sent(taken, at=timezone.now())
    assert Alert.objects.get(mail=taken).state == AlertState.TOLD


def test_a_mail_put_back_after_the_work_was_done_cannot_be(place: World) -> None:
    case = reminded(place)
    Mail.objects.update(state=MailState.DEAD)
    ended(case, place)
    mail = Mail.objects.all()[0]
    assert why_kept(mail) == "Giai đoạn đã xong ngày 05/03/2026."
    assert requeue(mails=Mail.objects.all()) == 0


# --- the hours of an office -------------------------------------------------------------------------------------------
OFFICE = (time(7), time(19))


def test_a_breach_at_night_is_written_as_of_the_morning_on_which_it_leaves(place: World, settings: Settings) -> None:
    settings.ALERT_HOURS = OFFICE
    case = take(draft(place), Action.SUBMIT)
    friday = working(due(case), 1)
    report = sweep(at=morning(friday, 20))
    assert report.mails == 6
    monday = morning(date(2026, 3, 9), 7)
    assert set(Mail.objects.values_list("next_at", flat=True)) == {monday}
    assert all("Quá hạn 4 ngày" in mail.text for mail in Mail.objects.all()), "four days on Monday, not one"


@pytest.mark.parametrize(
    ("at", "expected", "until"),
    [
        (morning(date(2026, 3, 6), 7), Drained(sent=6), None),
        (morning(date(2026, 3, 6), 19), Drained(put_off=6), morning(date(2026, 3, 9), 7)),
        (morning(date(2026, 3, 7), 12), Drained(put_off=6), morning(date(2026, 3, 9), 7)),
    ],
)
def test_the_sender_keeps_the_hours_too_and_a_mail_that_waits_is_not_counted_as_tried(
    place: World, server: Server, settings: Settings, at: datetime, expected: Drained, until: datetime | None
) -> None:
    settings.ALERT_HOURS = OFFICE
    case = take(draft(place), Action.SUBMIT)
    sweep(at=morning(working(due(case), 1)))
    Mail.objects.update(next_at=at)
    assert drain(clock=lambda: at) == expected
    if until:
        rows = set(Mail.objects.values_list("state", "attempts", "next_at", "lease_until"))
        assert rows == {(MailState.WAITING, 0, until, None)}


def test_news_of_an_act_leaves_at_any_hour(place: World, server: Server, settings: Settings) -> None:
    settings.ALERT_HOURS = OFFICE
    event = take(draft(place), Action.SUBMIT).events.order_by("-seq")[0]
    announce(event_id=event.pk, at=event.at)
    night = morning(date(2026, 3, 8), 23)
    Mail.objects.update(next_at=night)
    assert drain(clock=lambda: night) == Drained(sent=4)
