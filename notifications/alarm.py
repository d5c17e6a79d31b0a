"""The letter of one rung of the ladder, as it concerns those who do the work or those in charge. Reads nothing."""

from collections.abc import Sequence
from typing import Protocol

from accounts.models import User
from notifications.compose import Letter, addressed, content_of, letter_of, link_to_report, one_line
from notifications.facts import Facts
from notifications.ladder import leads
from notifications.letters.content import Block, Fact, FactList, Line, Link, Paragraph, Strong, Tone
from notifications.vocabulary import Audience, Loudness, Topic


class Telling(Protocol):
    """What a letter says of its rung: a row of the ledger, or one that is only shown as a sample."""

    @property
    def audience(self) -> str: ...
    @property
    def loudness(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def stops(self) -> bool: ...


def alert_letter(facts: Facts, alert: Telling, reader: User, *, told: Sequence[str] = (), behalf: str = "") -> Letter:
    """The mail of one rung of the ladder. `told`: the managers who know of it already; `behalf`: in whose place the
    reader gets it."""
    audience = Audience(alert.audience)
    headline = headline_of(facts, audience)
    opening: list[Block] = [_alarm(facts, alert, audience)]
    if told and leads(audience):
        opening.append(FactList((Fact("Đã báo trước", tuple(Line((name,)) for name in told)),)))
    content = content_of(
        facts,
        addressed(reader, behalf),
        headline,
        tone=Tone.SOON if alert.loudness == Loudness.DUE_SOON else Tone.LATE,
        opening=tuple(opening),
        why_you=WHY_ALERTED[audience],
        topic=Topic(alert.topic),
        button=Link("Xem và chỉ đạo việc quá hạn", link_to_report(facts.case.code)) if leads(audience) else None,
    )
    return letter_of(one_line(f"[{headline}] {facts.case.code} – {facts.stage}"), content)


WHY_ALERTED = {
    Audience.MUST_ACT: "Ông/Bà nhận thư này vì đang là người phải xử lý bước này.",
    Audience.OWNERS: "Ông/Bà nhận thư này vì là chủ đề án.",
    Audience.UNIT_MANAGER: "Ông/Bà nhận thư này vì là lãnh đạo của đơn vị đang phải xử lý.",
    Audience.LEADER_ABOVE: "Ông/Bà nhận thư này vì là lãnh đạo cấp trên của đơn vị đang phải xử lý.",
    Audience.NEXT_LEVEL: "Ông/Bà nhận thư này vì là lãnh đạo cấp trên của đơn vị đang phải xử lý.",
}


def headline_of(facts: Facts, audience: Audience) -> str:
    """ "Quá hạn 3 ngày"; to a manager "Đơn vị để quá hạn 3 ngày", to those above "Đơn vị cấp dưới để quá hạn 9 ngày"."""
    label = facts.item.status.label
    if not leads(audience):
        return label
    unit = "Đơn vị" if audience == Audience.UNIT_MANAGER else "Đơn vị cấp dưới"
    return f"{unit} để {label[:1].lower()}{label[1:]}" if facts.late else f"{unit}: {label[:1].lower()}{label[1:]}"


def _alarm(facts: Facts, alert: Telling, audience: Audience) -> Paragraph:
    late = Strong(f"{facts.item.status.days} ngày")
    if not facts.late:
        ask = (
            "Kính đề nghị Ông/Bà xử lý trong thời hạn." if audience == Audience.MUST_ACT else "Kính báo để Ông/Bà biết."
        )
        return Paragraph(
            (
                f"Đề án dưới đây đang chờ xử lý: {facts.item.status.label[:1].lower()}{facts.item.status.label[1:]}. {ask}",
            )
        )
    if not leads(audience):
        ask = "Kính đề nghị người đang giữ hồ sơ xử lý ngay, hoặc báo cáo lý do để lãnh đạo xem xét."
        return Paragraph(("Đề án dưới đây đã quá hạn xử lý ", late, f". {ask}"))
    rest = "việc xử lý đề án dưới đây. Kính báo để Ông/Bà biết và chỉ đạo."
    if audience == Audience.UNIT_MANAGER:
        return Paragraph(("Đơn vị do Ông/Bà phụ trách đang để quá hạn ", late, f" {rest}"))
    unknown = "Đến nay chưa có người phụ trách nào xác nhận đã nắm việc chậm này." if alert.stops else ""
    return Paragraph(("Đơn vị cấp dưới đang để quá hạn ", late, f" {rest} {unknown}".rstrip()))
