"""What a mail says: read through a real mail server, as the reader gets it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from accounts.models import User
from notifications import maildir
from notifications.compose import Letter, one_line
from notifications.models import Mail
from notifications.outbox import mail_row
from notifications.services import sweep
from notifications.vocabulary import MailKind, MailState
from tests.post import Server, overdue, send, serving, to
from tests.world import World, draft, walk_to, world
from workflow.engine.clock import VIETNAM
from workflow.models import Visit
from workflow.vocabulary import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(tmp_path: Path, settings: Settings) -> Iterator[Server]:
    with serving(tmp_path / "mailbox", settings) as found:
        yield found


@pytest.fixture
def place() -> World:
    return world()


def test_an_overdue_mail_names_the_case_the_stage_the_turn_the_date_its_basis_and_how_late(
    server: Server, place: World
) -> None:
    case = overdue(place)
    send()
    message = to(place.owner, server.received)
    visit = Visit.objects.get(case=case, closed_at=None)
    assert visit.due_on is not None
    for kind in ("plain", "html"):
        body = maildir.body_of(message, kind)
        for fact in (
            "Kính gửi Ông/Bà",
            place.owner.full_name,
            case.code,
            case.name,
            "Chờ Sở tiếp nhận",
            place.department.name,
            "Kiểm tra thành phần hồ sơ, tiếp nhận và lập hội đồng",
            f"{visit.due_on:%d/%m/%Y}",
            "chỉ tiêu nội bộ",
            f"Căn cứ: {visit.target_basis}",
            visit.target_trace[0]["text"],
            "Quá hạn 1 ngày",
            f"http://testserver/de-an/{case.code}/",
        ):
            assert fact in body, (kind, fact)


def test_subject_and_headers_are_right_for_every_mail_program(server: Server, place: World) -> None:
    case = overdue(place)
    send()
    message = to(place.owner, server.received)
    assert message["Subject"] == f"[Quá hạn 1 ngày] {case.code} – Chờ Sở tiếp nhận"
    assert message["To"] == f"{place.owner.full_name} <{place.owner.email}>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime.utcoffset() == timedelta(hours=7)
    row = Mail.objects.get(recipient=place.owner)
    assert message["Message-ID"] == row.message_id
    assert message.get_content_type() == "multipart/alternative"
    raw = max((server.folder / "new").iterdir()).read_bytes()
    assert b"\nSubject: =?utf-8?" in raw, "no blank line before the subject"


def test_the_manager_reads_that_the_unit_is_late(server: Server, place: World) -> None:
    case = overdue(place)
    send()
    (message,) = [m for m in server.received if parseaddr(m["To"])[1] == place.leader.email]
    assert message["Subject"] == f"[Đơn vị để quá hạn 1 ngày] {case.code} – Chờ Sở tiếp nhận"
    assert "Đơn vị do Ông/Bà phụ trách" in maildir.body_of(message, "plain")


def test_a_legal_deadline_is_called_one_and_an_internal_target_is_not(server: Server, place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_PASSED)
    sweep(at=datetime(2026, 6, 22, 8, tzinfo=VIETNAM))
    send()
    body = maildir.body_of(server.received[0], "plain")
    assert f"Hạn xử lý: {date(2026, 6, 19):%d/%m/%Y} (thời hạn pháp lý) – Quá hạn 3 ngày" in body
    assert Visit.objects.get(case=case, closed_at=None).legal_basis in body


def test_no_name_and_no_title_can_smuggle_in_a_header(server: Server, place: World) -> None:
    evil = "Trần\r\nBcc: ke.gian@example.vn\r\n\r\nXin chào"
    User.objects.filter(pk=place.owner.pk).update(full_name=evil)
    overdue(place)
    Mail.objects.update(subject="[Quá hạn]\r\nBcc: ke.gian@example.vn")
    assert send().dead == 0
    assert all(message["Bcc"] is None for message in server.received)
    assert one_line("a\r\nb\x00\u2028c") == "a b c"
    assert len(one_line("ă" * 500)) == 200


def test_html_in_a_name_is_shown_as_text(server: Server, place: World) -> None:
    User.objects.filter(pk=place.owner.pk).update(full_name="<script>alert(1)</script>")
    overdue(place)
    send()
    message = next(m for m in server.received if parseaddr(m["To"])[1] == place.owner.email)
    assert "<script>" not in maildir.body_of(message, "html")
    assert "&lt;script&gt;" in maildir.body_of(message, "html")
    assert "<script>alert(1)</script>" in maildir.body_of(message, "plain")


def test_a_row_has_a_message_id_of_its_own_and_a_clean_address(place: World) -> None:
    case = draft(place)
    letter = Letter("Tiêu đề", "chữ", "<p>chữ</p>")
    rows = [mail_row(recipient=place.owner, kind=MailKind.ANNOUNCEMENT, letter=letter, case=case) for _ in range(2)]
    assert len({row.message_id for row in rows}) == 2
    assert all(re.fullmatch(r"<[0-9a-f]{32}@testserver>", row.message_id) for row in rows)
    place.owner.email = "không phải địa chỉ"
    row = mail_row(recipient=place.owner, kind=MailKind.ANNOUNCEMENT, letter=letter, case=case)
    assert (row.state, row.address) == (MailState.SKIPPED, "")
