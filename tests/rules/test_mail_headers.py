"""What stands above a letter: Vietnamese as it was written, and never a line that nobody meant."""

import smtplib
import unicodedata
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

import pytest
import time_machine
from django.core.validators import validate_email
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from notifications.compose import one_line
from notifications.models import Mail
from notifications.outbox import BAD_ADDRESS, why_not
from notifications.sending import blames_address, is_final, message_of
from notifications.unsubscribing import GOOD_FOR, BadLink, OldLink, Wish, token_for, wish_in
from notifications.vocabulary import MailKind, Topic

#: A busy machine is no fault of the headers.
PATIENTLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
ALWAYS = {
    "Content-Type", "MIME-Version", "Subject", "From", "To", "Message-ID", "Date", "Auto-Submitted",
    "X-Auto-Response-Suppress",
}  # fmt: skip
WAYS_OUT = {"List-Unsubscribe", "List-Unsubscribe-Post"}
LONG = "Đề án hỗ trợ ứng dụng máy móc tiên tiến vào sản xuất chè, được duyệt ở Đồng Đăng; " * 4


def mail(
    subject: str = "Tin", name: str = "Đỗ Thị Đượm", address: str = "duom@example.vn", topic: Topic = Topic.NEWS
) -> Mail:
    return Mail(
        recipient=User(pk=7, username="duom", full_name=name, email=address),
        address=address,
        kind=MailKind.ANNOUNCEMENT,
        topic=topic,
        subject=subject,
        text="chữ",
        html="<p>chữ</p>",
        message_id="<1@testserver>",
        created_at=AT,
    )


def read(row: Mail) -> EmailMessage:
    """As the reader's program sees it."""
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(message_of(row).message().as_bytes())


@pytest.mark.parametrize(
    "subject",
    [
        "đ Đ ợ Ợ ữ ỹ Ỵ",
        "[Quá hạn 3 ngày] KCQG-2027-25-0001 – Chờ Sở tiếp nhận",
        "[Đến lượt Ông/Bà xử lý] 🏭 máy sấy chè 👩‍🔧",
        unicodedata.normalize("NFD", "Thẩm định hỗ trợ ứng dụng ở Đồng Đăng"),
        LONG[:300],
        unicodedata.normalize("NFD", LONG)[:300],
        "ợ" * 300,
        "🏭" * 300,
        "=?utf-8?q?gi=E1=BA=A3?= thật",
        'plain ASCII, with, commas: and <angles> and "quotes"',
    ],
)
def test_a_subject_comes_back_as_it_was_written(subject: str) -> None:
    row = mail(subject)
    expected = one_line(subject)
    assert str(read(row)["Subject"]) == expected
    assert unicodedata.is_normalized("NFC", expected)
    assert len(expected) <= 200
    raw = message_of(row).message().as_bytes()
    head = raw.split(b"\n\n", 1)[0].decode("ascii")
    assert "\nSubject: =?utf-8?" in head, "no blank line before the subject"
    assert all(len(line) <= 78 for line in head.splitlines() if "=?" in line), "RFC 2047: short lines of encoded words"


def test_a_long_subject_is_cut_between_letters_and_says_so() -> None:
    cut = one_line(unicodedata.normalize("NFD", "ợ" * 300))
    assert cut == "ợ" * 199 + "…"


@pytest.mark.parametrize("name", ["Đỗ Thị Đượm", "Nguyễn, Văn <Anh>", "=?utf-8?q?x?=", "", "Ư" * 150, 'A "B" C'])
def test_the_name_of_a_reader_comes_back_as_it_was_written(name: str) -> None:
    line = str(message_of(mail(name=name)).message()["To"])
    shown, address = parseaddr(line)
    assert (str(make_header(decode_header(shown))), address) == (one_line(name), "duom@example.vn")
    assert all(len(word) <= 75 for word in line.split()), "RFC 2047"


def test_only_a_mail_that_may_be_muted_carries_the_way_to_do_so() -> None:
    for topic in Topic:
        row = mail(topic=topic)
        assert set(read(row).keys()) == (ALWAYS | WAYS_OUT if row.mutable else ALWAYS), topic
    assert [topic for topic in Topic if mail(topic=topic).mutable] == [Topic.NEWS, Topic.TURN]
    found = read(mail())
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = found["List-Unsubscribe"].strip()
    assert link.startswith("<http://testserver/thoi-nhan-thu/7.news:")
    token = link.removesuffix("/>").rpartition("/")[2]
    assert wish_in(token) == Wish(7, Topic.NEWS)


#: Names, subjects and codes as an attacker would like them.
evil = st.lists(
    st.text(max_size=30)
    | st.sampled_from(
        ["\r\n", "\n", "\r", "\x00", "\u2028", "\x0b", "\x1c", "\x85", "\r\nBcc: ke.gian@example.vn\r\n\r\n"]
    ),
    max_size=6,
).map("".join)


@PATIENTLY
@given(subject=evil, name=evil)
def test_no_name_and_no_subject_adds_a_header_or_a_reader(subject: str, name: str) -> None:
    message = message_of(mail(subject, name))
    found = read(mail(subject, name))
    assert set(found.keys()) == ALWAYS | WAYS_OUT
    assert len(found.keys()) == len(set(found.keys()))
    assert message.recipients() == ["duom@example.vn"]
    assert [address.addr_spec for address in found["To"].addresses] == ["duom@example.vn"]
    assert found.get_body(("plain",)).get_content().strip() == "chữ"  # type: ignore[union-attr]
    assert str(found["Subject"]) == one_line(subject)


@PATIENTLY
@given(address=evil.map(lambda words: f"a{words}@example.vn") | evil)
def test_an_address_that_is_none_adds_nothing_either(address: str) -> None:
    """What the outbox refuses is refused once more by the letter: it cannot be written at all."""
    row = mail(address=address)
    if why_not(address):
        with pytest.raises(ValueError, match="ịa chỉ thư"):
            message_of(row)
    else:
        assert set(read(row).keys()) == ALWAYS | WAYS_OUT
        assert message_of(row).recipients() == [address]


def test_a_control_character_between_quotes_is_no_address() -> None:
    validate_email('"a\x0cb"@example.vn')
    assert why_not('"a\x0cb"@example.vn') == BAD_ADDRESS
    assert why_not('"ab"@example.vn') == ""


@PATIENTLY
@given(evil)
def test_one_line_is_one_line_and_done_twice_the_same(words: str) -> None:
    once = one_line(words)
    assert once == one_line(once)
    assert len(once.splitlines()) <= 1
    assert not {"\x00", "\r", "\n"} & set(once)


def test_marks_that_turn_the_direction_of_reading_are_gone() -> None:
    assert one_line("gpj.\u202eđề án\u2066") == "gpj. đề án"


# --- the link that needs no sign-in -----------------------------------------------------------------------------
@pytest.mark.parametrize("topic", [Topic.NEWS, Topic.TURN])
def test_the_link_says_whose_wish_it_is_and_nothing_else_opens_it(topic: Topic) -> None:
    token = token_for(Wish(7, topic))
    assert wish_in(token) == Wish(7, topic)
    for spoiled in (
        token[:-1],
        f"8{token[1:]}",
        token.replace(topic, "duty"),
        token.upper(),
        "",
        "x",
        "7.news",
        f"{token}x",
    ):
        with pytest.raises(BadLink):
            wish_in(spoiled)


def test_a_link_that_is_too_old_says_so_and_one_for_a_duty_is_none() -> None:
    with time_machine.travel(AT, tick=False):
        token = token_for(Wish(7, Topic.NEWS))
    with time_machine.travel(AT + GOOD_FOR, tick=False):
        assert wish_in(token).user_id == 7
    with time_machine.travel(AT + GOOD_FOR * 1.01, tick=False), pytest.raises(OldLink):
        wish_in(token)
    with pytest.raises(BadLink):
        wish_in(token_for(Wish(7, Topic.DUTY)))


# --- what a refusal means ---------------------------------------------------------------------------------------
def refused(code: int, words: str) -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"a@b.vn": (code, words.encode())})


@pytest.mark.parametrize(
    ("error", "final", "blamed"),
    [
        (refused(550, "không có hộp thư này"), True, True),
        (refused(550, "5.1.1 <a@b.vn>: User unknown"), True, True),
        (refused(552, "5.2.2 Mailbox full"), True, True),
        (refused(550, "5.7.1 Client host blocked"), True, False),
        (refused(554, "5.7.1 Relay access denied"), True, False),
        (refused(550, "5.1.8 Sender address rejected"), True, False),
        (refused(554, "Transaction failed"), True, False),
        (refused(530, "Must authenticate"), False, False),
        (refused(450, "4.2.0 Greylisted"), False, False),
        (smtplib.SMTPDataError(554, b"5.7.1 Spam"), True, False),
        (smtplib.SMTPDataError(451, b"busy"), False, False),
        (smtplib.SMTPSenderRefused(550, b"5.7.1 not yours", "x@y.vn"), False, False),
        (smtplib.SMTPServerDisconnected("gone"), False, False),
        (TimeoutError("timed out"), False, False),
        (ValueError("no such address"), True, False),
    ],
)
def test_a_refusal_ends_the_mail_the_address_or_nothing(error: Exception, final: bool, blamed: bool) -> None:
    assert (is_final(error), final and blames_address(error)) == (final, blamed)
