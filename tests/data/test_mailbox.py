"""The test mailbox of a demo, and the outbox as an administrator sees it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from notifications import maildir
from notifications.announce import announce
from notifications.models import Mail
from notifications.requeue import requeue
from notifications.sending import Drained
from notifications.vocabulary import MailState
from tests.post import Server, overdue, send, serving
from tests.world import World, draft, take, world
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


@pytest.fixture
def place() -> World:
    return world()


def page(client: Client, name: str, *args: str, **query: str) -> str:
    answer = client.get(reverse(f"notifications:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_mailbox_lists_what_was_sent_and_finds_it_by_recipient(
    server: Server, place: World, client: Client
) -> None:
    case = overdue(place)
    send()
    client.force_login(place.auditor)
    assert page(client, "mailbox").count(f"[Quá hạn 1 ngày] {case.code}") == 5
    found = page(client, "mailbox", q="hoàng minh")
    assert "[Đơn vị để quá hạn 1 ngày]" in found
    assert "[Quá hạn 1 ngày]" not in found
    assert "Không có thư nào khớp" in page(client, "mailbox", q="không ai cả")


def test_a_letter_is_shown_behind_a_wall_of_its_own(server: Server, place: World, client: Client) -> None:
    case = overdue(place)
    send()
    client.force_login(place.owner)
    name = maildir.entries(server.folder, most=1)[0].name
    shown = page(client, "mailbox-message", name)
    assert case.code in shown
    assert f'src="{reverse("notifications:mailbox-body", args=[name])}"' in shown
    answer = client.get(reverse("notifications:mailbox-body", args=[name]))
    policy = answer["Content-Security-Policy"]
    assert "sandbox allow-popups" in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "script" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_an_empty_mailbox_says_what_will_come(server: Server, place: World, client: Client) -> None:
    client.force_login(place.owner)
    assert "Chưa có thư nào" in page(client, "mailbox")


def test_outside_a_demo_there_is_no_mailbox(server: Server, place: World, client: Client, settings: Settings) -> None:
    overdue(place)
    send()
    name = maildir.entries(server.folder, most=1)[0].name
    settings.DEMO = False
    client.force_login(place.administrator)
    for path in (
        reverse("notifications:mailbox"),
        reverse("notifications:mailbox-message", args=[name]),
        reverse("notifications:mailbox-body", args=[name]),
    ):
        assert client.get(path).status_code == 404


def test_the_mailbox_is_for_people_who_signed_in(server: Server, client: Client) -> None:
    answer = client.get(reverse("notifications:mailbox"))
    assert answer.status_code == 302
    assert reverse("dang-nhap") in answer["Location"]


@pytest.mark.parametrize("name", ["khong-co", "..", ".an", "%2e%2e%2fsecret-key", "a%00b", "x" * 300])
def test_a_name_that_is_no_letter_is_not_found(server: Server, place: World, client: Client, name: str) -> None:
    client.force_login(place.owner)
    assert client.get(f"/hop-thu-thu-nghiem/{name}/").status_code == 404
    with pytest.raises(maildir.NoSuchMessage):
        maildir.message_named(server.folder, unquote(name))


def test_a_port_that_cannot_be_is_refused_with_a_sentence() -> None:
    with pytest.raises(CommandError, match="phải từ 1 đến 65535") as refused:
        call_command("mail_sink", port=70000)
    assert refused.value.returncode == 2


def test_the_administrator_sees_the_outbox_changes_nothing_and_sends_again(
    server: Server, place: World, client: Client
) -> None:
    overdue(place)
    server.say = lambda step, address: "550 không có hộp thư này" if address == place.clerk.email else None
    send()
    client.force_login(place.administrator)
    listed = client.get(reverse("admin:notifications_mail_changelist"), {"state__exact": "dead"})
    assert "550" in listed.content.decode()
    dead = Mail.objects.get(state=MailState.DEAD)
    shown = client.get(reverse("admin:notifications_mail_change", args=[dead.pk]))
    assert shown.status_code == 200
    assert 'name="_save"' not in shown.content.decode()
    User.objects.filter(pk=place.clerk.pk).update(email="vanthu.moi@example.vn")
    answer = client.post(
        reverse("admin:notifications_mail_changelist"),
        {"action": "put_back", "_selected_action": [mail.pk for mail in Mail.objects.all()]},
        follow=True,
    )
    assert "Đã đưa 1 thư trở lại hàng chờ gửi." in answer.content.decode()
    assert "5 thư được giữ nguyên" in answer.content.decode()
    assert send() == Drained(sent=1)
    assert Mail.objects.get(pk=dead.pk).address == "vanthu.moi@example.vn"


def test_old_news_was_never_written_and_so_cannot_be_sent_again(place: World) -> None:
    case = take(draft(place), Action.SUBMIT)
    event = case.events.order_by("-seq")[0]
    announce(event_id=event.pk, at=datetime(2026, 11, 24, tzinfo=UTC))
    assert requeue(mails=Mail.objects.all()) == 0
