"""Writing a mail: a subject and the same content twice, as HTML and as text. Reads nothing, sends nothing."""

from dataclasses import dataclass
from enum import StrEnum

from django.template.loader import render_to_string

from accounts.models import User
from notifications.facts import Facts
from notifications.ladder import Step
from notifications.vocabulary import Rung
from workflow.engine.clock import VIETNAM
from workflow.models import Event
from workflow.vocabulary import Action, State

SUBJECT_LIMIT = 200
REASON_LIMIT = 1000


class Tone(StrEnum):
    """The colour of the band; words and numbers always stand beside it."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"


class Part(StrEnum):
    """What an announcement is to the one who reads it."""

    TURN = "turn"
    OWNER = "owner"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str


def one_line(words: str, limit: int = SUBJECT_LIMIT) -> str:
    """No line breaks, no control characters, not too long: nothing that could start another header."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return clean if len(clean) <= limit else f"{clean[: limit - 1]}…"


def addressed(reader: User, behalf: str) -> str:
    """ "Trần Văn B (thay mặt Nguyễn Văn A đang vắng mặt)": whom a letter greets."""
    name = reader.full_name or reader.username
    return f"{name} (thay mặt {behalf} đang vắng mặt)" if behalf else name


def alert_letter(facts: Facts, step: Step, reader: User, *, behalf: str = "") -> Letter:
    """The mail of one rung of the ladder; `behalf`: in whose place the reader gets it."""
    headline = headline_of(facts, step.rung)
    return _letter(
        "alert",
        one_line(f"[{headline}] {facts.case.code} – {facts.stage}"),
        {
            "facts": facts,
            "reader": addressed(reader, behalf),
            "headline": headline,
            "tone": Tone.SOON if step.rung == Rung.DUE_SOON else Tone.LATE,
            "rung": step.rung.value,
            "why_you": step.why,
        },
    )


def headline_of(facts: Facts, rung: Rung) -> str:
    """ "Quá hạn 3 ngày"; to a manager "Đơn vị để quá hạn 3 ngày"."""
    label = facts.item.status.label
    return f"Đơn vị để {label[:1].lower()}{label[1:]}" if rung == Rung.BREACH else label


def announcement_letter(facts: Facts, event: Event, part: Part, reader: User, *, behalf: str = "") -> Letter:
    """The mail after an act, as it concerns this reader; `behalf`: in whose place the reader gets it."""
    subject = announcement_subject(event, part, facts.case.code, facts.stage)
    return _letter(
        "announcement",
        subject,
        {
            "facts": facts,
            "reader": addressed(reader, behalf),
            "event": event,
            "event_at": event.at.astimezone(VIETNAM),
            "reason": _shortened(event.reason),
            "reason_label": reason_label(event),
            "headline": HEADLINES[part],
            "tone": Tone.SOON if part == Part.TURN else Tone.CALM,
            "part": part.value,
            "why_you": WHY[part],
        },
    )


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


def _shortened(reason: str) -> str:
    return reason if len(reason) <= REASON_LIMIT else f"{reason[:REASON_LIMIT]}…"


def _letter(name: str, subject: str, context: dict[str, object]) -> Letter:
    folder = "notifications/mail"
    context = context | {"subject": subject}
    text = render_to_string(f"{folder}/{name}.txt", context)
    return Letter(subject, text.strip() + "\n", render_to_string(f"{folder}/{name}.html", context))
