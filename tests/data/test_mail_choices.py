"""Every step, only my turn, only the digest: what each brings, how it is chosen, and what can never be muted."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import User
from notifications.announce import announce
from notifications.models import Alert, Mail, MailPreference
from notifications.preferences import choice_of, choose, unsubscribe
from notifications.requeue import requeue
from notifications.unsubscribing import GOOD_FOR, Wish, token_for
from notifications.vocabulary import Channel, Choice, MailKind, MailState, Topic
from tests.post import Server, overdue, send, serving, to
from tests.visitors import said, visitor
from tests.world import World, act, draft, fresh, take, world
from workflow.models import Case, Event
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db
PAGE = "/tuy-chon-thu/"
ONLY_TURN = "Người nhận chọn chỉ nhận thư khi đến lượt mình."
ONLY_DIGEST = "Người nhận chọn chỉ nhận bản tổng hợp hằng ngày."


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


@pytest.fixture
def place() -> World:
    return world()


def choosing(user: User, choice: Choice) -> None:
    choose(user_id=user.pk, choice=choice, at=timezone.now())


def chosen(user: User) -> Choice:
    return choice_of(User.objects.get(pk=user.pk))


def told(case: Case, user: User) -> tuple[str, str]:
    """How the last act was announced to someone: the state of the mail, and why if it was not sent."""
    event: Event = case.events.order_by("-seq")[0]
    announce(event_id=event.pk, at=event.at)
    mail = Mail.objects.get(event=event, recipient=user)
    return mail.state, mail.error


# --- what each choice brings ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("choice", "news", "turn"),
    [
        (None, "", ""),
        (Choice.EVERY, "", ""),
        (Choice.TURN, ONLY_TURN, ""),
        (Choice.DIGEST, ONLY_DIGEST, ONLY_DIGEST),
    ],
)
def test_announcements_obey_the_choice_and_say_so_where_they_are_not_sent(
    place: World, choice: Choice | None, news: str, turn: str
) -> None:
    if choice:
        choosing(place.owner, choice)
    case = take(draft(place), Action.SUBMIT)
    case = act(case, Action.ASK_SUPPLEMENT, by=place.clerk)
    assert told(case, place.owner) == (MailState.SKIPPED if turn else MailState.WAITING, turn)
    case = act(fresh(case), Action.RESUBMIT, by=place.owner)
    case = act(case, Action.RECEIVE, by=place.clerk)
    assert told(case, place.owner) == (MailState.SKIPPED if news else MailState.WAITING, news)


@pytest.mark.parametrize("choice", list(Choice))
def test_a_deadline_that_comes_near_is_left_to_the_digest_of_those_who_chose_it(place: World, choice: Choice) -> None:
    choosing(place.clerk, choice)
    overdue(place, days=0)
    alert = Alert.objects.get(person=place.clerk, rung="due-today")
    quiet = choice == Choice.DIGEST
    assert alert.channel == (Channel.DIGEST if quiet else Channel.AT_ONCE)
    letters = Mail.objects.filter(recipient=place.clerk, kind=MailKind.DUE_SOON)
    assert list(letters.values_list("state", flat=True)) == ([] if quiet else [MailState.WAITING])


@pytest.mark.parametrize("choice", list(Choice))
def test_lateness_is_told_to_everyone_whatever_they_chose(place: World, choice: Choice) -> None:
    for user in (place.clerk, place.owner, place.leader):
        choosing(user, choice)
    overdue(place)
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.WAITING}
    assert {mail.topic for mail in Mail.objects.all()} == {Topic.DUTY}


def test_what_a_reader_muted_cannot_be_sent_again_by_an_administrator(place: World) -> None:
    choosing(place.owner, Choice.DIGEST)
    case = act(take(draft(place), Action.SUBMIT), Action.ASK_SUPPLEMENT, by=place.clerk)
    told(case, place.owner)
    assert requeue(mails=Mail.objects.all()) == 0
    choosing(place.owner, Choice.EVERY)
    assert requeue(mails=Mail.objects.all()) == 1


# --- the page ---------------------------------------------------------------------------------------------------
def test_the_page_explains_the_three_choices_and_what_is_never_muted(place: World) -> None:
    page = said(visitor(place.owner).get(PAGE))
    for words in (*Choice.labels, "không tắt được", "Báo quá hạn", "Báo lãnh đạo đơn vị", place.owner.email):
        assert words in page
    assert f'href="{PAGE}"' in visitor(place.owner).get("/").content.decode(), "in the menu of the account"


def test_choosing_is_remembered_for_the_one_who_chose(place: World) -> None:
    client = visitor(place.owner)
    answer = client.post(PAGE, {"choice": "turn"}, follow=True)
    assert "Đã ghi nhận: chỉ khi đến lượt tôi." in said(answer)
    assert 'value="turn" required' in answer.content.decode()
    assert (chosen(place.owner), chosen(place.clerk)) == (Choice.TURN, Choice.EVERY)
    client.post(PAGE, {"choice": "every"})
    assert MailPreference.objects.get().choice == Choice.EVERY


@pytest.mark.parametrize("wrong", [{}, {"choice": ""}, {"choice": "none"}, {"choice": "duty\x00"}])
def test_a_choice_that_is_none_is_refused_with_a_sentence(place: World, wrong: dict[str, str]) -> None:
    answer = visitor(place.owner).post(PAGE, wrong)
    assert answer.status_code == 422
    assert "Hãy chọn một" in said(answer)
    assert not MailPreference.objects.exists()


# --- the link in a mail -----------------------------------------------------------------------------------------
def test_the_link_in_a_real_mail_asks_first_and_a_mail_program_needs_no_page(server: Server, place: World) -> None:
    overdue(place, days=0)
    send()
    message = to(place.clerk, server.received)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(message["List-Unsubscribe"].strip(" <>")).path
    stranger = Client(enforce_csrf_checks=True)
    for ask in (stranger.get, stranger.head):
        assert ask(path).status_code == 200
    assert "Thôi nhận loại thư này?" in said(stranger.get(path))
    assert chosen(place.clerk) == Choice.EVERY, "scanners follow every address"
    for _ in range(2):
        answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Đã ghi nhận" in said(answer)
        assert chosen(place.clerk) == Choice.DIGEST
    assert "Đã ghi nhận" in said(stranger.get(path))
    assert place.clerk.full_name not in said(answer)


def test_a_mail_about_lateness_carries_no_such_link(server: Server, place: World) -> None:
    overdue(place)
    send()
    assert len(server.received) == 6
    assert all(message["List-Unsubscribe"] is None for message in server.received)


@pytest.mark.parametrize(
    ("before", "topic", "after"),
    [
        (Choice.EVERY, Topic.NEWS, Choice.TURN),
        (Choice.EVERY, Topic.TURN, Choice.DIGEST),
        (Choice.TURN, Topic.NEWS, Choice.TURN),
        (Choice.TURN, Topic.TURN, Choice.DIGEST),
        (Choice.DIGEST, Topic.NEWS, Choice.DIGEST),
        (Choice.DIGEST, Topic.TURN, Choice.DIGEST),
    ],
)
def test_unsubscribing_takes_away_what_it_speaks_of_and_never_gives_more(
    place: World, before: Choice, topic: Topic, after: Choice
) -> None:
    choosing(place.owner, before)
    assert unsubscribe(user_id=place.owner.pk, topic=topic, at=timezone.now()) == after
    assert chosen(place.owner) == after


def test_a_link_that_was_cut_altered_or_is_too_old_gets_a_page_that_says_so(place: World) -> None:
    token = token_for(Wish(place.owner.pk, Topic.NEWS))
    nobody = token_for(Wish(999_999_999, Topic.NEWS))
    client = visitor(None)
    for spoiled in (token[:-1], token.replace("news", "turn"), "x", "a:b:c", nobody):
        for ask in (client.get, client.post):
            answer = ask(reverse("notifications:unsubscribe", args=[spoiled]))
            assert answer.status_code == 400
            assert "không nguyên vẹn" in said(answer)
    with time_machine.travel(timezone.now() + GOOD_FOR + timedelta(days=1), tick=False):
        answer = client.post(reverse("notifications:unsubscribe", args=[token]))
    assert answer.status_code == 410
    assert "đã hết hạn" in said(answer)
    assert not MailPreference.objects.exists()


def test_only_this_one_page_takes_a_form_without_the_mark_against_forgery(place: World) -> None:
    strict = visitor(place.owner, strict=True)
    assert strict.post(PAGE, {"choice": "digest"}).status_code == 403
    link = reverse("notifications:unsubscribe", args=[token_for(Wish(place.owner.pk, Topic.NEWS))])
    assert strict.post(link).status_code == 200
    assert strict.put(link).status_code == 405
