"""Many open stays of every kind, reached through the engine: counted, fixed, paused, restarted, extended, long over."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from tests.dossiers import START, draft
from tests.places import World
from tests.road import act, ticking, walk_to
from workflow.deadlines.calendar import Calendar, DayKind
from workflow.models import Case
from workflow.timetable.alteration import Alteration, DayEdit, Makes
from workflow.vocabulary import Action, Programme, State

ROADS = (
    State.DRAFT,
    State.SUBMITTED,
    State.LOCAL_APPRAISAL,
    State.LOCAL_PASSED,
    State.REGISTERED,
    State.FINANCE_REVIEW,
    State.CONTRACTING,
    State.EXECUTION,
    State.SETTLEMENT_DOSSIER,
    State.LIQUIDATION,
)
CAN_STAND = {State.SUBMITTED, State.LOCAL_APPRAISAL, State.REGISTERED, State.FINANCE_REVIEW, State.CONTRACTING}


def population(place: World) -> list[Case]:
    """Every road once left alone, once paused, once paused and resumed, at mornings months apart."""
    found = []
    for number, state in enumerate(ROADS):
        start = START + timedelta(days=13 * number)
        wanted = 3 if state in CAN_STAND else 1
        cases = [walk_to(draft(place, at=start), state, clock=ticking(start)) for _ in range(wanted)]
        found += [stand(cases[0]), stand(cases[1], resumed=True), cases[2]] if wanted == 3 else cases
    found.append(walk_to(draft(place, programme=Programme.LOCAL), State.LOCAL_APPRAISAL))
    return found


def stand(case: Case, *, resumed: bool = False, days: int = 6) -> Case:
    """Paused two days after the last act; resumed `days` later, and extended by one day."""
    at = _morning(case.updated_at + timedelta(days=2))
    case = act(case, Action.PAUSE_CLOCK, at=at, data={"reason": "Chờ ý kiến bằng văn bản của cơ quan liên quan."})
    if resumed:
        case = act(case, Action.RESUME_CLOCK, at=at + timedelta(days=days))
        case = act(
            case, Action.EXTEND, at=at + timedelta(days=days, hours=1), data={"clock": "target", "days": 1}
        )  # fmt: skip
    return case


def _morning(at: datetime) -> datetime:
    return at.replace(hour=2, minute=0)


def random_alterations(calendar: Calendar, near: Sequence[date], *, seed: int, count: int) -> Iterator[Alteration]:
    """Days off and worked Saturdays, set and struck out, one to four at a time, around days that matter; now and then
    a year turns official."""
    chance = random.Random(seed)
    while count:
        anchor = chance.choice(near) - timedelta(days=chance.randrange(10))
        year, days = anchor.year, {anchor + timedelta(days=chance.randrange(12)) for _ in range(chance.randint(1, 4))}
        edits = tuple(_edit(day, calendar, chance) for day in sorted(days))
        makes = Makes.OFFICIAL if year == 2027 and chance.random() < 0.3 else Makes.NOTHING
        alteration = Alteration(year, edits, makes, "Thông báo")
        if not alteration.faults(calendar):
            count -= 1
            yield alteration


def _edit(day: date, calendar: Calendar, chance: random.Random) -> DayEdit:
    if calendar.named(day) and chance.random() < 0.7:
        return DayEdit(day, None)
    kind = DayKind.SWAPPED_WORKING if day.weekday() > 4 and chance.random() < 0.6 else DayKind.HOLIDAY
    return DayEdit(day, kind, "Ngày thử")
