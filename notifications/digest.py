"""The digest of a day: what it says to one person, from the state of things as it stands. Reads, writes nothing.

In the order of risk: what is overdue with them, what their units keep waiting, what is theirs to do, what they wait for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.people import Person
from accounts.queries import person_of
from notifications.breaches import Breach, breaches, led_by
from notifications.compose import NEVER_MUTED, Letter, address_of, letter_of, link_to_report, one_line
from notifications.facts import link_to
from notifications.letters.content import Block, Content, Link, Paragraph, Row, Strong, Table, Tone
from notifications.models import Alert
from notifications.redated import Redating, blocks_of, redating_for
from workflow.deadlines.calendar import Calendar
from workflow.engine.clock import VIETNAM
from workflow.models import CalendarChange, Visit
from workflow.queries.filters import Filters
from workflow.queries.worklist import MINE, QUEUE, WAITING, WorkItem, bucket, in_order_of_risk, items, with_parts

#: A mail stays readable; the page behind its button has every line.
MOST = 25
WHY_YOU = "Ông/Bà nhận bản tổng hợp này vì có việc hoặc đề án đang chờ, hoặc đơn vị của Ông/Bà có việc quá hạn."


@dataclass(frozen=True, slots=True)
class Section:
    """`ids` of all stays in the order of risk, `lines` of the first of them."""

    ids: tuple[int, ...] = ()
    lines: tuple[WorkItem, ...] = ()

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Digest:
    """`overdue` and `turn`: what this person, or anyone in the queue of their unit, must do; `waiting`: what others
    must do in đề án of theirs; `breaches`: what the units they lead keep waiting. `news`: an alert waits to be told.
    `redating`: dates of theirs that the working calendar moved."""

    on: date
    overdue: Section
    breaches: tuple[Breach, ...]
    turn: Section
    waiting: Section
    redating: Redating
    news: bool

    @property
    def says_something(self) -> bool:
        """A day on which others have all the work brings no mail, unless there is news of it."""
        return bool(self.overdue or self.breaches or self.turn or self.redating or self.news)

    @property
    def visit_ids(self) -> set[int]:
        led = (breach.visit.pk for breach in self.breaches)
        return {*self.overdue.ids, *self.turn.ids, *self.waiting.ids, *led}

    @property
    def headline(self) -> str:
        counts = (
            (len(self.overdue), "việc quá hạn"),
            (len(self.breaches), "việc đơn vị để quá hạn"),
            (len(self.turn), "việc đến lượt"),
            (len(self.waiting), "việc chờ người khác"),
            (len(self.redating), "hạn đã đổi theo lịch"),
        )
        return ", ".join(f"{number} {words}" for number, words in counts if number)


def digest_of(
    user: User, alerts: Sequence[Alert], *, on: date, calendar: Calendar, changes: Sequence[CalendarChange] = ()
) -> Digest:
    """`alerts`: what waits to be told in this digest; their stays are named whatever list they stand on. `changes` of
    the calendar: so do they."""
    person = person_of(user, on)
    mine, queue, others = (_stays(name, person, on, calendar) for name in (MINE, QUEUE, WAITING))
    told = Visit.objects.filter(pk__in=[alert.visit_id for alert in alerts], closed_at=None)
    owned = told.filter(case__implementer__in=person.organisation_ids)
    turn = Q(pk__in=mine) | Q(pk__in=queue)
    led = tuple(breaches(person, on, calendar, scope=led_by(person, on)))
    named = turn | Q(pk__in=[breach.visit.pk for breach in led])
    waiting = (Q(pk__in=others) | Q(pk__in=owned.values("pk"))) & ~named
    late = Q(due_on__lt=on)
    redating = redating_for(person, turn, changes)

    def section(which: Q) -> Section:
        return _section(which, person, on, calendar)

    digest = Digest(on, section(turn & late), led, section(turn & ~late), section(waiting), redating, news=False)
    news = digest.visit_ids & {alert.visit_id for alert in alerts}
    return replace(digest, news=bool(news))


def _stays(name: str, person: Person, on: date, calendar: Calendar) -> QuerySet[Visit, Any]:
    """One list of "Việc của tôi"."""
    return bucket(name, person, Filters(), on, calendar).order_by().values("pk")


def _section(which: Q, person: Person, on: date, calendar: Calendar) -> Section:
    visits = in_order_of_risk(Visit.objects.filter(which, closed_at=None), on, calendar)
    ids = tuple(visits.values_list("pk", flat=True))
    shown = with_parts(in_order_of_risk(Visit.objects.filter(pk__in=ids[:MOST]), on, calendar)) if ids else ()
    return Section(ids, tuple(items(shown, person, on, calendar)))


# --- as a letter ------------------------------------------------------------------------------------------------------
def letter_for(digest: Digest, reader: User) -> Letter:
    late = bool(len(digest.overdue) or digest.breaches)
    content = Content(
        headline=f"Tổng hợp ngày {digest.on:%d/%m/%Y}",
        tone=Tone.LATE if late else Tone.SOON,
        reader=reader.full_name or reader.username,
        blocks=(Paragraph(("Đến sáng nay: ", Strong(digest.headline), ".")), *_tables(digest)),
        button=Link("Mở “Việc của tôi”", address_of("workflow:worklist")),
        why_you=WHY_YOU,
        footer=NEVER_MUTED,
    )
    return letter_of(one_line(f"[Tổng hợp {digest.on:%d/%m/%Y}] {digest.headline}"), content)


def _tables(digest: Digest) -> list[Block]:
    work, court = ("Đề án", "Giai đoạn", "Hạn", "Việc phải làm"), ("Đề án", "Giai đoạn", "Hạn", "Đang ở")
    led = [_breach_row(breach) for breach in digest.breaches]
    return [
        *_table("Việc của Ông/Bà đã quá hạn", work, _work(digest.overdue), len(digest.overdue)),
        *_table("Việc đơn vị Ông/Bà phụ trách để quá hạn", LED, led, len(led)),
        *_table("Đến lượt Ông/Bà", work, _work(digest.turn), len(digest.turn)),
        *_table("Đang chờ người khác", court, _courts(digest.waiting), len(digest.waiting)),
        *blocks_of(digest.redating),
    ]


LED = ("Đề án", "Giai đoạn", "Quá hạn", "Đang ở", "Đã nắm")


def _work(section: Section) -> list[Row]:
    """What is done for somebody else says for whom."""
    return [
        _row(line, f"{line.sentence} (thay mặt {line.behalf})" if line.behalf else line.sentence)
        for line in section.lines
    ]


def _courts(section: Section) -> list[Row]:
    return [_row(line, line.waiting_for) for line in section.lines]


def _row(line: WorkItem, last: str) -> Row:
    status = line.status.label
    due = f"{line.visit.due_on:%d/%m/%Y} – {status}" if line.visit.due_on else status
    return Row((f"{line.case.code} – {line.case.name}", line.visit.get_state_display(), due, last), link_to(line.case))


def _breach_row(breach: Breach) -> Row:
    line, known = breach.item, breach.acknowledgement
    assert line.visit.due_on is not None, "what is overdue has a deadline"
    late = f"{line.status.days} ngày, từ hạn {line.visit.due_on:%d/%m/%Y}"
    court = f"{line.waiting_for or line.visit.get_holder_display()}, từ {line.visit.held_since:%d/%m/%Y}"
    seen = f"{known.by}, {known.at.astimezone(VIETNAM):%d/%m/%Y}" if known else "chưa ai xác nhận"
    cells = (f"{line.case.code} – {line.case.name}", line.visit.get_state_display(), late, court, seen)
    return Row(cells, link_to_report(line.case.code))


def _table(title: str, columns: tuple[str, ...], rows: list[Row], total: int) -> list[Block]:
    """Nothing for no rows; those beyond the limit are counted, not left out in silence."""
    if not rows:
        return []
    blocks: list[Block] = [Table(f"{title} ({total})", columns, tuple(rows[:MOST]))]
    if total > MOST:
        blocks.append(Paragraph((f"… và {total - MOST} việc nữa, xem trên trang.",)))
    return blocks
