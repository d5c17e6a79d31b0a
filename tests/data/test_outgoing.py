"""Thư gửi đi: what administrators see of the outbox, and sending again what got stuck."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Membership, User
from accounts.vocabulary import Role
from notifications import claims
from notifications.models import Mail
from notifications.sending import Drained
from notifications.vocabulary import MailKind, MailState
from tests.post import Server, overdue, send, serving
from tests.visitors import said, visitor
from tests.world import World, world
from workflow.engine.clock import day_of

pytestmark = pytest.mark.django_db
PAGE, RESEND = "/thu-gui-di/", "/thu-gui-di/gui-lai/"


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


@pytest.fixture
def place() -> World:
    return world()


@pytest.fixture
def client(place: World) -> Client:
    return visitor(place.administrator)


@pytest.fixture
def sent(server: Server, place: World) -> None:
    """Five mails went out; the owner's server was busy, the clerk's letter was refused as it stood."""
    overdue(place)
    answers = {place.owner.email: "451 bận", place.clerk.email: "554 nghi là thư rác"}
    server.say = lambda step, address: answers.get(address) if step == "DATA" else None
    assert send() == Drained(sent=4, retried=1, dead=1)
    server.say = lambda step, address: None


def shown(client: Client, **query: Any) -> list[Mail]:
    return list(client.get(PAGE, query).context["page"])


def dead() -> Mail:
    return Mail.objects.get(state=MailState.DEAD)


def test_it_is_there_for_administrators_and_for_nobody_else(sent: None, place: World) -> None:
    role = User.objects.create(username="qtv", full_name="Quản Trị Viên")
    Membership.objects.create(
        user=role, organisation=place.ministry, role=Role.ADMINISTRATOR, valid_from=day_of(timezone.now())
    )
    pk = dead().pk
    pages = [PAGE, f"{PAGE}{pk}/", f"{PAGE}{pk}/noi-dung/", f"{PAGE}dia-chi-bi-tu-choi/"]
    posts = [RESEND, f"{PAGE}dia-chi-bi-tu-choi/{place.clerk.pk}/"]
    for user in (place.leader, place.clerk, place.owner, place.ministry_officer, place.auditor):
        other = visitor(user)
        assert {other.get(page).status_code for page in pages} == {404}, user
        assert {other.post(page, {"mail": pk, "sure": "1"}).status_code for page in posts} == {404}, user
        assert "Thư gửi đi" not in said(other.get("/"))
    for user in (place.administrator, role):
        assert {visitor(user).get(page).status_code for page in pages} == {200}, user
        assert "Thư gửi đi" in said(visitor(user).get("/"))
    assert dead().pk == pk


def test_the_list_counts_every_state_and_says_what_happened_and_what_comes(client: Client, sent: None) -> None:
    page = said(client.get(PAGE))
    for words in ("Tất cả 6", "Chờ gửi 1", "Đang gửi 0", "Đã gửi 4", "Không gửi được 1", "Bỏ qua 0"):
        assert words in page
    for words in ("554 nghi là thư rác", "451 bận", "Thử lại từ "):
        assert words in page


def test_filters_narrow_the_list_and_the_counts_and_nonsense_does_not(client: Client, sent: None, place: World) -> None:
    today = day_of(timezone.now()).isoformat()
    assert [mail.recipient for mail in shown(client, state="dead")] == [place.clerk]
    assert [mail.recipient for mail in shown(client, kind=MailKind.BREACH)] == [place.leader]
    assert [mail.recipient for mail in shown(client, q="pham thi van")] == [place.clerk]
    assert [mail.recipient for mail in shown(client, q=place.clerk.email)] == [place.clerk]
    assert len(shown(client, q="qua han kcqg")) == len(shown(client, day=today)) == 6
    assert shown(client, day="2020-01-01") == shown(client, q="không ai cả") == []
    assert [mail.recipient for mail in shown(client, q=dead().message_id)] == [place.clerk]
    assert "Không gửi được 1" in said(client.get(PAGE, {"q": place.clerk.email, "state": "sent"}))
    for nonsense in ({"state": "?"}, {"kind": "'"}, {"day": "31/31"}, {"page": "-3"}, {"q": "\x00"}):
        assert len(shown(client, **nonsense)) == 6, nonsense


def test_a_longer_list_asks_the_database_no_more_often(client: Client, place: World) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    overdue(place)
    few = asked()
    for _ in range(9):
        overdue(place)
    assert Mail.objects.count() == 60
    assert asked() == few <= 15
    assert len(shown(client)) == 50
    assert len(shown(client, page=2)) == 10


def test_a_mail_shows_its_letter_its_tries_and_where_it_stands(client: Client, sent: None) -> None:
    mail = dead()
    answer = client.get(f"{PAGE}{mail.pk}/")
    page = said(answer)
    for words in (mail.subject, mail.message_id, "554 nghi là thư rác", "người nhận không tắt được", "Báo quá hạn"):
        assert words in page
    assert f'src="{PAGE}{mail.pk}/noi-dung/"' in answer.content.decode()
    body = client.get(f"{PAGE}{mail.pk}/noi-dung/")
    assert body.content.decode() == mail.html
    assert "sandbox allow-popups" in body["Content-Security-Policy"]
    assert body["X-Frame-Options"] == "SAMEORIGIN"
    assert client.get(f"{PAGE}999999/").status_code == 404


def test_a_try_that_was_cut_off_is_seen_as_one(client: Client, server: Server, place: World) -> None:
    overdue(place)
    taken = claims.claim(at=timezone.now())
    assert taken is not None
    assert "Đang gửi." in said(client.get(f"{PAGE}{taken.pk}/"))
    claims.release(taken)
    Mail.objects.filter(pk=taken.pk).update(next_at=timezone.now())
    send()
    page = said(client.get(f"{PAGE}{taken.pk}/"))
    assert "dừng giữa chừng, chưa rõ kết quả" in page
    assert "Máy chủ thư đã nhận." in page


def test_sending_again_asks_first_and_then_does_it_once(
    client: Client, server: Server, sent: None, place: World
) -> None:
    mail = dead()
    asked = client.post(RESEND, {"mail": [mail.pk]})
    assert "Gửi lại 1 thư?" in said(asked)
    assert place.clerk.email in said(asked)
    assert dead().attempts == 1, "nothing done yet"
    answer = client.post(RESEND, {"mail": [mail.pk], "sure": "1"}, follow=True)
    assert "Đã đưa 1 thư trở lại hàng chờ gửi." in said(answer)
    assert "Đã đưa 0 thư" in said(client.post(RESEND, {"mail": [mail.pk], "sure": "1"}, follow=True))
    assert send() == Drained(sent=1)
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert f"{place.administrator} cho gửi lại." in said(client.get(f"{PAGE}{mail.pk}/"))


def test_many_are_sent_again_at_once_and_those_that_cannot_say_why(client: Client, sent: None, place: World) -> None:
    User.objects.filter(pk=place.leader.pk).update(email="")
    Mail.objects.filter(state=MailState.SENT).update(state=MailState.DEAD, error="thử")
    everything = list(Mail.objects.values_list("pk", flat=True))
    asked = said(client.post(RESEND, {"mail": everything}))
    assert "Gửi lại 4 thư?" in asked
    assert "Người nhận chưa có địa chỉ thư điện tử." in asked
    assert "Thư đã gửi, hoặc đang trong hàng chờ gửi." in asked
    client.post(RESEND, {"mail": everything, "sure": "1"})
    assert Mail.objects.filter(state=MailState.WAITING).count() == 5
    assert dead().recipient == place.leader


def test_all_that_is_stuck_under_the_filters_can_be_sent_again(client: Client, sent: None, place: World) -> None:
    Mail.objects.filter(state=MailState.SENT).update(state=MailState.DEAD, error="thử")
    page = client.get(PAGE, {"kind": MailKind.OVERDUE})
    assert "Gửi lại cả 4 thư chưa gửi khớp bộ lọc" in said(page)
    asked = client.post(RESEND, {"all": "1", "filters": "kind=overdue"})
    assert "Gửi lại 4 thư?" in said(asked)
    assert asked.context["chosen"] == list(
        Mail.objects.filter(state=MailState.DEAD, kind=MailKind.OVERDUE).order_by("pk").values_list("pk", flat=True)
    )


@pytest.mark.parametrize(
    "wrong", [{}, {"mail": ["x", "-1", "9" * 30]}, {"mail": "1' OR 1=1", "filters": "state=%00&day=x"}]
)
def test_a_forged_choice_changes_nothing(client: Client, sent: None, wrong: dict[str, Any]) -> None:
    assert "Chưa chọn thư nào" in said(client.post(RESEND, wrong))
    assert "Đã đưa 0 thư" in said(client.post(RESEND, wrong | {"sure": "1"}, follow=True))
    assert client.get(RESEND).status_code == 405
    assert dead().attempts == 1


def test_a_form_without_the_mark_against_forgery_sends_nothing(sent: None, place: World) -> None:
    strict = visitor(place.administrator, strict=True)
    assert strict.post(RESEND, {"mail": [dead().pk], "sure": "1"}).status_code == 403


def test_an_empty_outbox_and_an_empty_answer_say_so(client: Client) -> None:
    assert "Chưa có thư nào" in said(client.get(PAGE))
    assert "Không có thư nào khớp" in said(client.get(PAGE, {"state": "dead"}))
    assert reverse("notifications:resend") == RESEND
