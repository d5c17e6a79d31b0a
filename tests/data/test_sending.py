"""What becomes of a mail when the mail server is busy, refuses, falls silent, hangs up or is away."""

import socket
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from notifications import claims
from notifications.models import Mail
from notifications.requeue import requeue
from notifications.sending import Drained
from notifications.vocabulary import MailState
from tests.at_once import at_once
from tests.post import Server, overdue, send, serving, states
from tests.world import World, world

pytestmark = pytest.mark.django_db
#: After it, a mail that failed once may be tried again.
LONG_ENOUGH = claims.FIRST_PAUSE * (1 + claims.JITTER)


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


@pytest.fixture
def place() -> World:
    return world()


def test_a_batch_goes_over_one_connection_one_recipient_a_message(server: Server, place: World) -> None:
    overdue(place)
    assert send() == Drained(sent=6)
    assert len(server.sessions) == 1
    assert all(len(message["To"].addresses) == 1 for message in server.received)
    assert states() == {MailState.SENT: 6}
    assert all(mail.sent_at and mail.lease_until is None for mail in Mail.objects.all())
    assert send() == Drained()


def test_a_server_that_is_busy_for_a_while_gets_the_same_mail_again_later(server: Server, place: World) -> None:
    overdue(place)
    server.say = lambda step, address: (
        "451 bận, thử lại sau" if step == "DATA" and address == place.owner.email else None
    )
    assert send() == Drained(sent=5, retried=1)
    mail = Mail.objects.get(recipient=place.owner)
    assert (mail.state, mail.attempts) == (MailState.WAITING, 1)
    assert mail.error.startswith("451")
    server.say = lambda step, address: None
    assert send() == Drained(), "not before its pause is over"
    assert send(LONG_ENOUGH) == Drained(sent=1)
    assert Counter(m["Message-ID"] for m in server.received)[mail.message_id] == 1


def test_an_address_that_is_refused_is_dead_at_once_and_the_others_go_out(server: Server, place: World) -> None:
    overdue(place)
    server.say = lambda step, address: "550 không có hộp thư này" if address == place.clerk.email else None
    assert send() == Drained(sent=5, dead=1)
    mail = Mail.objects.get(recipient=place.clerk)
    assert mail.state == MailState.DEAD
    assert mail.error.startswith("550")


def test_a_server_that_asks_us_to_log_in_kills_no_mail(server: Server, place: World) -> None:
    overdue(place)
    server.say = lambda step, address: "530 phải đăng nhập trước"
    assert send().dead == 0
    assert states() == {MailState.WAITING: 6}


def test_a_server_that_falls_silent_costs_the_time_limit_and_no_mail(
    server: Server, place: World, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 0.2
    overdue(place)
    Mail.objects.exclude(recipient=place.owner).update(next_at=timezone.now() + timedelta(days=1))
    server.silent = True
    assert send() == Drained(retried=1)
    server.silent = False
    assert send(LONG_ENOUGH).sent == 1


def test_while_the_server_is_away_only_one_mail_knocks(place: World, settings: Settings) -> None:
    with socket.socket() as nobody:  # bound, never listening: the connection is refused
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        overdue(place)
        assert send() == Drained(retried=1, reached=False)
    assert Counter(Mail.objects.values_list("attempts", flat=True)) == {0: 5, 1: 1}
    assert states() == {MailState.WAITING: 6}


def test_a_lost_answer_is_looked_up_in_the_journal_before_a_second_copy_leaves(server: Server, place: World) -> None:
    overdue(place)
    server.drops_the_line = True
    assert send() == Drained(retried=6)
    assert len(server.received) == 6
    server.drops_the_line = False
    assert send(LONG_ENOUGH) == Drained(sent=6)
    assert len(server.received) == 6, "all had been accepted; no second copy"


def test_a_batch_that_meets_its_own_lost_answer_again_looks_anew(
    server: Server, place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    overdue(place)
    monkeypatch.setattr(claims, "FIRST_PAUSE", timedelta(0))
    server.drops_the_line = True
    assert send() == Drained(sent=6, retried=6)
    assert len(server.received) == 6, "each was tried, lost its answer, and was found in the journal"


def test_a_mail_put_back_after_its_last_answer_was_lost_is_looked_up_too(server: Server, place: World) -> None:
    overdue(place)
    server.drops_the_line = True
    send()
    server.drops_the_line = False
    Mail.objects.all().update(state=MailState.DEAD)
    assert requeue(mails=Mail.objects.all()) == 6
    assert send() == Drained(sent=6)
    assert len(server.received) == 6


def test_after_eight_tries_over_three_days_a_mail_is_dead_and_an_administrator_can_put_it_back(
    server: Server, place: World
) -> None:
    overdue(place)
    Mail.objects.exclude(recipient=place.owner).update(state=MailState.SKIPPED)
    server.say = lambda step, address: "451 bận"
    waited = timedelta(0)
    for attempt in range(1, claims.MAX_ATTEMPTS + 1):
        assert send(waited).tried == 1, attempt
        waited += claims.pause_after(attempt) * (1 + claims.JITTER)
    mail = Mail.objects.get(recipient=place.owner)
    assert (mail.state, mail.attempts) == (MailState.DEAD, 8)
    assert sum((claims.pause_after(n) for n in range(1, 8)), timedelta(0)) > timedelta(days=3)
    server.say = lambda step, address: None
    assert requeue(mails=Mail.objects.filter(pk=mail.pk)) == 1
    assert send().sent == 1
    assert server.received[0]["Message-ID"] == mail.message_id


def test_a_mail_that_keeps_killing_its_worker_is_put_aside(server: Server, place: World) -> None:
    overdue(place)
    mail = Mail.objects.get(recipient=place.owner)
    Mail.objects.filter(pk=mail.pk).update(
        state=MailState.SENDING, attempts=claims.MAX_ATTEMPTS, next_at=timezone.now()
    )
    assert send() == Drained(sent=5)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == (MailState.DEAD, "Bộ gửi thư dừng giữa chừng nhiều lần.")


@pytest.mark.django_db(transaction=True)
def test_many_senders_at_once_send_each_mail_once(server: Server) -> None:
    place = world()
    for _ in range(5):
        overdue(place)
    answers = at_once(*[send] * 4)
    assert sum(answer.sent for answer in answers) == 30
    assert set(Counter(m["Message-ID"] for m in server.received).values()) == {1}
    assert states() == {MailState.SENT: 30}


@pytest.mark.django_db(transaction=True)
def test_a_sender_frozen_past_its_lease_is_not_overtaken(server: Server) -> None:
    overdue(world())
    taken = claims.claim(at=timezone.now())
    assert taken is not None
    (other,) = at_once(lambda: send(claims.LEASE * 2))
    assert other == Drained(sent=5)
    taken.refresh_from_db()
    assert (taken.state, taken.attempts) == (MailState.SENDING, 1)
    claims.release(taken)
    (other,) = at_once(lambda: send(claims.LEASE * 4))
    assert other == Drained(sent=1)


def test_nothing_is_locked_when_a_batch_is_done(server: Server, place: World) -> None:
    overdue(place)
    server.say = lambda step, address: {place.clerk.email: "550 không", place.owner.email: "451 bận"}.get(address)
    before = locks_held()
    assert send().tried == 6
    assert locks_held() == before


def locks_held() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_a_mail_that_cannot_be_written_is_dead_and_says_why(server: Server, place: World) -> None:
    overdue(place)
    Mail.objects.filter(recipient=place.owner).update(address="chủ đề án@ví dụ.vn")
    assert send().sent == 5
    mail = Mail.objects.get(recipient=place.owner)
    assert mail.state == MailState.DEAD
    assert mail.error
