"""Writing a mail: a subject, and its content once, shown twice. Reads nothing, sends nothing."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from notifications.facts import Facts
from notifications.letters.about import case_blocks
from notifications.letters.content import (
    AUTOMATIC,
    Block,
    Content,
    Link,
    Paragraph,
    Quote,
    Strong,
    Tone,
)
from notifications.letters.html import html_of
from notifications.letters.moved import of_the_deadline
from notifications.letters.text import text_of
from notifications.muting import may_mute
from notifications.vocabulary import Topic
from workflow.engine.clock import VIETNAM
from workflow.models import Event
from workflow.vocabulary import Action, State

SUBJECT_LIMIT = 200
REASON_LIMIT = 1000
NEVER_MUTED = f"Thư báo quá hạn luôn được gửi, không tắt được. {AUTOMATIC}"
#: Invisible, and yet part of a letter or of a picture made of several: joiners of ZWJ sequences.
JOINERS = "\u200c\u200d"


class Part(StrEnum):
    """What an announcement is to the one who reads it."""

    TURN = "turn"
    ASSIGNED = "assigned"
    DEADLINE = "deadline"
    OWNER = "owner"
    WITNESS = "witness"


TOPICS = {
    Part.TURN: Topic.TURN,
    Part.ASSIGNED: Topic.TURN,
    Part.DEADLINE: Topic.TURN,
    Part.OWNER: Topic.NEWS,
    Part.WITNESS: Topic.NEWS,
}


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def letter_of(subject: str, content: Content) -> Letter:
    return Letter(subject, text_of(content), html_of(content, subject=subject))


def one_line(words: str, limit: int = SUBJECT_LIMIT) -> str:
    """No line breaks, no control characters, not too long: nothing that could start another header.

    Letters and their marks are joined (NFC), so that a cut never takes the accent off a letter.
    """
    joined = unicodedata.normalize("NFC", words)
    clean = " ".join("".join(c if c.isprintable() or c in JOINERS else " " for c in joined).split())
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


def addressed(reader: User, behalf: str = "") -> str:
    """ "Trần Văn B (thay mặt Nguyễn Văn A đang vắng mặt)": whom a letter greets."""
    name = reader.full_name or reader.username
    return f"{name} (thay mặt {behalf} đang vắng mặt)" if behalf else name


def announcement_letter(facts: Facts, event: Event, part: Part, reader: User, *, behalf: str = "") -> Letter:
    """The mail after an act, as it concerns this reader; `behalf`: in whose place the reader gets it."""
    opening: list[Block] = [_what_was_done(event), *of_the_deadline(event)]
    if event.reason:
        opening.append(Quote(reason_label(event), _shortened(event.reason)))
    content = content_of(
        facts,
        addressed(reader, behalf),
        HEADLINES[part],
        tone=Tone.SOON if part in ASKING else Tone.CALM,
        opening=(*opening, _what_follows(facts, part)),
        why_you=WITNESSED_INSTEAD if behalf and part is Part.WITNESS else WHY[part],
        topic=TOPICS[part],
    )
    return letter_of(announcement_subject(event, part, facts.case.code, facts.stage), content)


#: Parts that ask their reader to do something.
ASKING = (Part.TURN, Part.ASSIGNED)
HEADLINES = {
    Part.TURN: "Đến lượt Ông/Bà xử lý",
    Part.ASSIGNED: "Đến lượt Ông/Bà: việc được giao",
    Part.DEADLINE: "Thời hạn có thay đổi",
    Part.OWNER: "Tin về đề án",
    Part.WITNESS: "Đề án đã kết thúc",
}
WHY = {
    Part.TURN: "Ông/Bà nhận thư này vì là người phải xử lý bước tiếp theo.",
    Part.ASSIGNED: "Ông/Bà nhận thư này vì việc xử lý bước này nay thuộc về Ông/Bà hoặc hàng chờ của đơn vị.",
    Part.DEADLINE: "Ông/Bà nhận thư này vì đang là người phải xử lý bước này.",
    Part.OWNER: "Ông/Bà nhận thư này vì là chủ đề án.",
    Part.WITNESS: "Ông/Bà nhận thư này vì đã tham gia xử lý đề án.",
}
WITNESSED_INSTEAD = "Ông/Bà nhận thư này vì người mà Ông/Bà thay mặt đã tham gia xử lý đề án."


def announcement_subject(event: Event, part: Part, code: str, stage: str) -> str:
    if part in (Part.OWNER, Part.DEADLINE):
        return one_line(f"[{HEADLINES[part]}] {code} – {event.get_action_display()}")
    return one_line(f"[{HEADLINES[part]}] {code} – {stage}")


def reason_label(event: Event) -> str:
    """What the dialog of that act called its words: "Lý do", "Nội dung cần bổ sung", "Ghi chú"."""
    row = event.case.table.row(State(event.source), Action(event.action))
    return next((item.label for item in row.inputs if item.name == "reason"), "Ghi chú") if row else "Ghi chú"


def _what_was_done(event: Event) -> Paragraph:
    unit = f" ({event.actor_organisation.name})" if event.actor_organisation else ""
    at = event.at.astimezone(VIETNAM)
    act = Strong(event.get_action_display())
    behalf = (" thay mặt ", Strong(event.on_behalf_name)) if event.on_behalf_name else ()
    return Paragraph(
        (Strong(event.actor_name), *behalf, f"{unit} đã thực hiện “", act, f"” lúc {at:%H:%M} ngày {at:%d/%m/%Y}.")
    )


def _what_follows(facts: Facts, part: Part) -> Paragraph:
    if part == Part.TURN:
        turn = "Bước tiếp theo thuộc về Ông/Bà hoặc đơn vị của Ông/Bà."
        return Paragraph((f"{turn} Kính đề nghị Ông/Bà xử lý trong thời hạn dưới đây.",))
    if part == Part.ASSIGNED:
        turn = "Việc này nay thuộc về Ông/Bà hoặc hàng chờ của đơn vị Ông/Bà."
        return Paragraph((f"{turn} Kính đề nghị Ông/Bà xử lý trong thời hạn dưới đây.",))
    if facts.ended:
        return Paragraph(("Quá trình xử lý đề án đã kết thúc: ", Strong(facts.stage), "."))
    return Paragraph(("Tình hình hiện nay của đề án như sau.",))


def _shortened(reason: str) -> str:
    return reason if len(reason) <= REASON_LIMIT else f"{reason[:REASON_LIMIT]}…"


def content_of(
    facts: Facts,
    reader: str,
    headline: str,
    *,
    tone: Tone,
    opening: tuple[Block, ...],
    why_you: str,
    topic: Topic,
    button: Link | None = None,
) -> Content:
    return Content(
        headline=headline,
        tone=tone,
        reader=reader,
        blocks=(*opening, *case_blocks(facts)),
        button=button or Link("Mở đề án", facts.link),
        why_you=why_you,
        footer=AUTOMATIC if may_mute(topic) else NEVER_MUTED,
        choices=choices_link() if may_mute(topic) else None,
    )


def address_of(url_name: str) -> str:
    """A whole address, with its host: a mail is read elsewhere."""
    return urljoin(f"{settings.SITE_URL}/", reverse(url_name))


def choices_link() -> Link:
    return Link("Đổi cách nhận thư", address_of("notifications:choices"))


def link_to_report(code: str) -> str:
    """The page where managers deal with what is late, at the line of this đề án."""
    return f"{address_of('notifications:breaches')}#{code}"
