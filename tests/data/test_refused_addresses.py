"""A mail server that says "no such person" is believed: the address is marked, and nothing more is sent there until it
changes or someone says that it is right."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.addresses import mark_refused, trust_again
from accounts.models import User
from notifications import claims
from notifications.models import Mail
from notifications.requeue import requeue
from notifications.sending import Drained
from notifications.vocabulary import MailState
from tests.post import Server, overdue, send, serving, states
from tests.visitors import said, visitor
from tests.world import World, world

pytestmark = pytest.mark.django_db
NOBODY = "550 5.1.1 User unknown"


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


@pytest.fixture
def place() -> World:
    return world()


def refuses(server: Server, user: User, words: str = NOBODY, at: str = "RCPT") -> None:
    server.say = lambda step, address: words if (step, address) == (at, user.email) else None


def marked(user: User) -> tuple[bool, str]:
    found = User.objects.get(pk=user.pk)
    return found.email_refused_at is not None, found.email_refusal


def of(user: User) -> list[Mail]:
    return list(Mail.objects.filter(recipient=user).order_by("pk"))


def test_a_refused_person_is_marked_and_the_next_mail_is_not_even_tried(server: Server, place: World) -> None:
    overdue(place)
    refuses(server, place.clerk)
    assert send() == Drained(sent=5, dead=1)
    assert marked(place.clerk) == (True, NOBODY)
    overdue(place)
    fresh = of(User.objects.get(pk=place.clerk.pk))
    assert [mail.state for mail in fresh] == [MailState.DEAD, MailState.SKIPPED]
    assert fresh[1].error == f"Máy chủ thư không nhận thư cho địa chỉ này: {NOBODY}"
    assert fresh[1].address == place.clerk.email
    assert send() == Drained(sent=5)


def test_what_waited_for_the_same_address_is_held_back_and_other_people_get_theirs(
    server: Server, place: World
) -> None:
    overdue(place)
    overdue(place)
    refuses(server, place.clerk)
    asked = []
    server.say = lambda step, address: asked.append(address) or (NOBODY if address == place.clerk.email else None)  # type: ignore[func-returns-value]
    assert send() == Drained(sent=10, dead=1)
    assert asked.count(place.clerk.email) == 1, "a server that is asked again and again takes us for a spammer"
    assert states() == {MailState.SENT: 10, MailState.DEAD: 1, MailState.SKIPPED: 1}


@pytest.mark.parametrize(
    ("step", "words", "state"),
    [
        ("DATA", "554 5.7.1 Spam", MailState.DEAD),
        ("DATA", "550 5.1.1 Unknown", MailState.DEAD),
        ("RCPT", "554 5.7.1 Relay access denied", MailState.DEAD),
        ("RCPT", "450 4.2.0 Greylisted", MailState.WAITING),
        ("RCPT", "530 5.7.0 Must authenticate", MailState.WAITING),
    ],
)
def test_a_refusal_that_is_not_about_the_person_marks_nobody(
    server: Server, place: World, step: str, words: str, state: MailState
) -> None:
    overdue(place)
    refuses(server, place.clerk, words, at=step)
    send()
    assert of(place.clerk)[0].state == state
    assert marked(place.clerk) == (False, "")


def test_a_server_that_does_not_like_the_sender_kills_no_mail(server: Server, place: World) -> None:
    overdue(place)
    server.say = lambda step, address: "550 5.7.1 not your address" if step == "MAIL" else None
    assert send().dead == 0
    assert states() == {MailState.WAITING: 6}


@pytest.mark.parametrize("how", ["save", "update", "admin"])
def test_another_address_clears_the_mark_however_it_is_written(place: World, how: str) -> None:
    user, new = place.clerk, "vanthu.moi@example.vn"
    assert mark_refused(user_id=user.pk, address=user.email, refusal=NOBODY, at=timezone.now())
    match how:
        case "save":
            stale = User.objects.get(pk=user.pk)
            stale.email = new
            stale.save()
        case "update":
            User.objects.filter(pk=user.pk).update(email=new)
        case "admin":
            url = reverse("admin:accounts_user_change", args=[user.pk])
            client = visitor(place.administrator)
            form = client.get(url).context["adminform"].form.initial
            inline = {f"memberships-{name}": number for name, number in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
            data = {name: form[name] or "" for name in ("username", "full_name", "title", "phone")}
            answer = client.post(url, data | inline | {"email": new, "is_active": "on"})
            assert answer.status_code == 302, answer.context["errors"]
    assert User.objects.get(pk=user.pk).email == new
    assert marked(user) == (False, "")


def test_the_same_address_written_again_stays_marked_and_a_late_answer_marks_no_new_one(place: World) -> None:
    user = place.clerk
    at = timezone.now()
    assert mark_refused(user_id=user.pk, address=user.email, refusal=NOBODY, at=at)
    assert not mark_refused(user_id=user.pk, address=user.email, refusal="552 full", at=at + timedelta(days=1))
    User.objects.get(pk=user.pk).save()
    assert marked(user) == (True, NOBODY)
    User.objects.filter(pk=user.pk).update(email="khac@example.vn")
    assert not mark_refused(user_id=user.pk, address=user.email, refusal=NOBODY, at=at)
    assert marked(user) == (False, "")


def test_the_database_keeps_no_mark_without_a_reason(place: World) -> None:
    for fields in ({"email_refused_at": timezone.now()}, {"email_refusal": NOBODY}):
        with transaction.atomic(), pytest.raises(IntegrityError, match="a_refused_address_says_why"):
            User.objects.filter(pk=place.clerk.pk).update(**fields)


def test_a_dead_mail_goes_out_again_once_the_address_is_mended(server: Server, place: World) -> None:
    overdue(place)
    refuses(server, place.clerk)
    send()
    (mail,) = of(place.clerk)
    assert requeue(mails=Mail.objects.filter(pk=mail.pk)) == 0, "still the address that was refused"
    User.objects.filter(pk=place.clerk.pk).update(email="vanthu.moi@example.vn")
    assert requeue(mails=Mail.objects.filter(pk=mail.pk), by="Quản trị") == 1
    assert send() == Drained(sent=1)
    said_so = [one["said"] for one in of(place.clerk)[0].tries]
    assert said_so == [NOBODY, "Quản trị cho gửi lại.", "Máy chủ thư đã nhận."]


def test_the_pages_of_administrators_and_of_the_person_show_the_mark(server: Server, place: World) -> None:
    overdue(place)
    refuses(server, place.clerk)
    send()
    client = visitor(place.administrator)
    assert "1 người không nhận được thư" in said(client.get(reverse("notifications:outgoing")))
    page = said(client.get(reverse("notifications:refused")))
    assert place.clerk.email in page
    assert NOBODY in page
    assert NOBODY in said(client.get(reverse("admin:accounts_user_change", args=[place.clerk.pk])))
    assert "không nhận thư cho địa chỉ này" in said(visitor(place.clerk).get("/tuy-chon-thu/"))
    answer = client.post(reverse("notifications:trust", args=[place.clerk.pk]), follow=True)
    assert "Thư mới lại được gửi tới" in said(answer)
    assert "Không có địa chỉ nào bị từ chối" in said(answer)
    assert marked(place.clerk) == (False, "")
    assert not trust_again(user_id=place.clerk.pk)


def test_pauses_grow_and_no_two_mails_come_back_at_the_same_moment(server: Server, place: World) -> None:
    overdue(place)
    server.say = lambda step, address: "451 bận"
    at = timezone.now()
    send()
    pauses = sorted(mail.next_at - at for mail in Mail.objects.all())
    low, high = claims.FIRST_PAUSE * (1 - claims.JITTER), claims.FIRST_PAUSE * (1 + claims.JITTER)
    assert low <= pauses[0] and pauses[-1] <= high + timedelta(seconds=10)
    assert len(set(pauses)) == 6
    grown = [claims.pause_after(attempt) for attempt in range(1, claims.MAX_ATTEMPTS + 1)]
    assert grown == sorted(grown) and grown[-1] == claims.LONGEST_PAUSE
