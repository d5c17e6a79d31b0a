"""What became of a deadline, in words: from the facts that its event keeps."""

from datetime import date
from typing import Any

from notifications.letters.content import Block, Fact, FactList, Line, Paragraph, Strong
from workflow.models import Event
from workflow.vocabulary import Action, Party, PauseReason

CLOCKS = {"legal": "Thời hạn pháp lý", "target": "Chỉ tiêu nội bộ"}


def of_the_deadline(event: Event) -> list[Block]:
    """Each date that moved, before and after; what is waited for, the decision, the apology. Nothing for other acts."""
    if event.action == Action.PROMISE:
        unit = event.actor_organisation.name if event.actor_organisation else "Đơn vị xử lý"
        day = Strong(_day(event.data["promised_on"]))
        return [Paragraph((f"{unit} xin lỗi vì đã xử lý chậm, và hẹn xong ngày ", day, "."))]
    facts = [_moved(CLOCKS[clock], *pair) for clock, pair in event.data.get("dates", {}).items() if clock in CLOCKS]
    facts += _beside(event)
    return [FactList(tuple(facts))] if facts else []


def _moved(clock: str, before: str | None, after: str | None) -> Fact:
    if before and after:
        earlier = date.fromisoformat(after) < date.fromisoformat(before)
        verb = "sớm lên" if earlier else "dời"
        return Fact(clock, (Line((f"{verb} từ ", Strong(_day(before)), " sang ", Strong(_day(after)))),))
    if before:
        return Fact(clock, (Line(("trước là ", Strong(_day(before)), ", nay dừng, chưa tính tiếp")),))
    return Fact(clock, (Line(("tính tiếp, nay là ", Strong(_day(after or "")))),))


def _beside(event: Event) -> list[Fact]:
    data: dict[str, Any] = event.data
    match event.action:
        case Action.PAUSE_CLOCK:
            waits = [_fact("Vì", PauseReason(data["pause"]).label)]
            if data["party"] != Party.PAUSED:
                waits.append(_fact("Đang chờ", Party(data["party"]).label))
            return [*waits, _fact("Dự kiến tiếp tục", _day(data["expected_on"]))]
        case Action.EXTEND:
            return [_fact("Theo văn bản", data["decision"])]
        case _:
            return []


def _fact(label: str, words: str) -> Fact:
    return Fact(label, (Line((Strong(str(words)),)),))


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""
