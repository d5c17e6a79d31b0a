"""Writing a mail: a subject, and its content once, shown twice. Reads nothing, sends nothing."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from notifications.facts import Facts
from notifications.ladder import Step
from notifications.letters.about import case_blocks
from notifications.letters.content import AUTOMATIC, Block, Content, Link, Paragraph, Quote, Strong, Tone
from notifications.letters.html import html_of
from notifications.letters.text import text_of
from notifications.muting import may_mute, topic_of
from notifications.vocabulary import MailKind, Rung, Topic
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
    OWNER = "owner"
    WITNESS = "witness"


TOPICS = {Part.TURN: Topic.TURN, Part.OWNER: Topic.NEWS, Part.WITNESS: Topic.NEWS}


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


def alert_letter(facts: Facts, step: Step, reader: User) -> Letter:
    """The mail of one rung of the ladder."""
    headline = headline_of(facts, step.rung)
    content = _content(
        facts,
        reader,
        headline,
        tone=Tone.SOON if step.rung == Rung.DUE_SOON else Tone.LATE,
        opening=(_alarm(facts, step.rung),),
        why_you=step.why,
        topic=topic_of(MailKind(step.rung.value)),
    )
    return letter_of(one_line(f"[{headline}] {facts.case.code} – {facts.stage}"), content)


def headline_of(facts: Facts, rung: Rung) -> str:
    """ "Quá hạn 3 ngày"; to a manager "Đơn vị để quá hạn 3 ngày"."""
    label = facts.item.status.label
    return f"Đơn vị để {label[:1].lower()}{label[1:]}" if rung == Rung.BREACH else label


def _alarm(facts: Facts, rung: Rung) -> Paragraph:
    late = Strong(f"{facts.item.status.days} ngày")
    match rung:
        case Rung.DUE_SOON:
            ask = "Kính đề nghị Ông/Bà xử lý trong thời hạn."
            return Paragraph((f"Đề án dưới đây đang chờ Ông/Bà xử lý và sắp đến hạn. {ask}",))
        case Rung.OVERDUE:
            ask = "Kính đề nghị người đang giữ hồ sơ xử lý ngay, hoặc báo cáo lý do để lãnh đạo xem xét."
            return Paragraph(("Đề án dưới đây đã quá hạn xử lý ", late, f". {ask}"))
        case Rung.BREACH:
            rest = "việc xử lý đề án dưới đây. Kính báo để Ông/Bà biết và chỉ đạo."
            return Paragraph(("Đơn vị do Ông/Bà phụ trách đang để quá hạn ", late, f" {rest}"))


def announcement_letter(facts: Facts, event: Event, part: Part, reader: User) -> Letter:
    """The mail after an act, as it concerns this reader."""
    opening: list[Block] = [_what_was_done(event)]
    if event.reason:
        opening.append(Quote(reason_label(event), _shortened(event.reason)))
    content = _content(
        facts,
        reader,
        HEADLINES[part],
        tone=Tone.SOON if part == Part.TURN else Tone.CALM,
        opening=(*opening, _what_follows(facts, part)),
        why_you=WHY[part],
        topic=TOPICS[part],
    )
    return letter_of(announcement_subject(event, part, facts.case.code, facts.stage), content)


HEADLINES = {
    Part.TURN: "Đến lượt Ông/Bà xử lý",
    Part.OWNER: "Tin về đề án",
    Part.WITNESS: "Đề án đã kết thúc",
}
WHY = {
    Part.TURN: "Ông/Bà nhận thư này vì là người phải xử lý bước tiếp theo.",
    Part.OWNER: "Ông/Bà nhận thư này vì là chủ đề án.",
    Part.WITNESS: "Ông/Bà nhận thư này vì đã tham gia xử lý đề án.",
}


def announcement_subject(event: Event, part: Part, code: str, stage: str) -> str:
    if part == Part.OWNER:
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
    return Paragraph((Strong(event.actor_name), f"{unit} đã thực hiện “", act, f"” lúc {at:%H:%M} ngày {at:%d/%m/%Y}."))


def _what_follows(facts: Facts, part: Part) -> Paragraph:
    if part == Part.TURN:
        turn = "Bước tiếp theo thuộc về Ông/Bà hoặc đơn vị của Ông/Bà."
        return Paragraph((f"{turn} Kính đề nghị Ông/Bà xử lý trong thời hạn dưới đây.",))
    if facts.ended:
        return Paragraph(("Quá trình xử lý đề án đã kết thúc: ", Strong(facts.stage), "."))
    return Paragraph(("Tình hình hiện nay của đề án như sau.",))


def _shortened(reason: str) -> str:
    return reason if len(reason) <= REASON_LIMIT else f"{reason[:REASON_LIMIT]}…"


def _content(
    facts: Facts, reader: User, headline: str, *, tone: Tone, opening: tuple[Block, ...], why_you: str, topic: Topic
) -> Content:
    return Content(
        headline=headline,
        tone=tone,
        reader=reader.full_name or reader.username,
        blocks=(*opening, *case_blocks(facts)),
        button=Link("Mở đề án", facts.link),
        why_you=why_you,
        footer=AUTOMATIC if may_mute(topic) else NEVER_MUTED,
        choices=choices_link() if may_mute(topic) else None,
    )


def choices_link() -> Link:
    return Link("Đổi cách nhận thư", urljoin(f"{settings.SITE_URL}/", reverse("notifications:choices")))
