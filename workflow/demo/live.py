"""The stories of the plans now running, in all 34 provinces: where each stands today, and how near its deadline. Pure.

Days are reckoned from the day of loading: a stage that is to be due today was entered as many working days ago as it may
last. What is fixed in the year (registration in June, approval in December) is pinned there as long as that lies behind.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, cycle

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.compute import compute
from workflow.deadlines.rules import rules_for, term_of
from workflow.deadlines.tables import Clocks
from workflow.demo.player import Story
from workflow.demo.roads import beats_of
from workflow.demo.scenarios import NEXT, OPEN, SCENARIOS, Scenario
from workflow.demo.sketch import Place, Sketch
from workflow.vocabulary import Action, ContentType, Programme, State

A = Action
FIRST = date(2025, 7, 1)
"""Today's provinces, their units and people begin here."""
SHOWN = "25"
"""Phú Thọ, whose accounts start-up prints."""
#: Working days between today and the deadline, dealt out in turn; below 0 it is over.
NEARNESS = (4, -3, 1, 9, 7, 2, 0, 5, -8, 3, 6, -1, 8, 1, -14, 5, 0, 10, 2, -19)
WORK_NEARNESS = (0, 5, -4, 14, 1, -9, 22, 2, 0, -15, 7)
"""The same for contracts being carried out, whose deadline may also fall on a day off."""
PRICES = {
    ContentType.MACHINERY: (180, 300),
    ContentType.DEMONSTRATION: (450, 980),
    ContentType.CLEANER_PRODUCTION: (90, 160),
    ContentType.TRAINING: (7, 11),
    ContentType.FAIR: (25, 45),
    ContentType.CONSULTING: (20, 34),
    ContentType.BRAND: (20, 34),
    ContentType.SEMINAR: (35, 60),
}
"""Millions of đồng for one unit, from and to."""
FIXED_TERM = timedelta(days=200)


@dataclass(frozen=True)
class Live:
    """What the running plans hang on: today, and the last day on which anything may have been done."""

    today: date
    last: date
    clocks: Clocks

    @classmethod
    def on(cls, today: date, clocks: Clocks) -> "Live":
        """The last day is the working day before today: what is dated later could not be followed by an act this morning."""
        return cls(today, clocks.calendar.previous_working(today), clocks)

    @property
    def calendar(self) -> Calendar:
        return self.clocks.calendar

    def plan_year(self, scenario: Scenario) -> int:
        if scenario.year == NEXT:
            return self.today.year + 1
        if scenario.year != OPEN:
            return self.today.year
        closing = (5, 20) if scenario.programme == Programme.NATIONAL else (10, 1)
        return self.today.year + (1 if (self.today.month, self.today.day) < closing else 2)


def stories(places: Sequence[Place], live: Live) -> Iterator[Story]:
    """Every rich scenario in Phú Thọ; and every scenario once more, dealt in turn to the other provinces."""
    numbers: dict[str, Iterator[int]] = {}
    turns = {True: count(), False: count()}

    def tell(scenario: Scenario, place: Place) -> Story:
        turn = next(turns[scenario.state == State.EXECUTION]) if scenario.near is None else 0
        return _story(scenario, place, live, turn, numbers)

    for place in places:
        if place.province.code == SHOWN:
            yield from (tell(scenario, place) for scenario in SCENARIOS if scenario.rich)
    others = [place for place in places if place.province.code != SHOWN]
    for scenario, place in zip(SCENARIOS, cycle(others), strict=False):
        yield tell(scenario, place)


def _story(scenario: Scenario, place: Place, live: Live, turn: int, numbers: dict[str, Iterator[int]]) -> Story:
    year = live.plan_year(scenario)
    series = f"{'KCQG' if scenario.programme == Programme.NATIONAL else 'KCDP'}-{year}-{place.province.code}"
    sketch = _sketch(scenario, place, year, f"{series}-{next(numbers.setdefault(series, count(1))):04d}")
    rng = random.Random(f"live {sketch.code}")  # noqa: S311
    nearness = WORK_NEARNESS if scenario.state == State.EXECUTION else NEARNESS
    near = nearness[turn % len(nearness)] if scenario.near is None else scenario.near
    wanted = _wanted(live, near)
    pins = _pins(scenario, live, year, rng)
    acts = [*scenario.acts, *scenario.after]
    ends_on = date(year, 11, rng.randint(2, 28))
    entry = len(scenario.acts) - 1
    if scenario.state == State.EXECUTION:
        ends_on = wanted
    elif entry >= 0:
        pins[entry] = _entry_day(scenario, live, year, wanted, rng)
    pins |= {entry + 1 + number: _days_ago(live, days) for number, days in enumerate(scenario.ago)}
    held: Mapping[tuple[Action, str], str | int] = {(A.APPROVE_PLAN, "tranche"): 3} if scenario.held else {}
    return Story(
        sketch=sketch,
        beats=beats_of(scenario.programme, acts),
        pins=pins or ({entry: _days_ago(live, rng.randint(30, 60))} if acts else {}),
        starts_on=min(date(year, 2, 2), ends_on),
        ends_on=ends_on,
        given={**held, **scenario.given},
        draft_on=_days_ago(live, rng.randint(2, 15)),
        fails=scenario.fails,
    )


def _sketch(scenario: Scenario, place: Place, year: int, code: str) -> Sketch:
    low, high = PRICES[scenario.content]
    rng = random.Random(f"price {code}")  # noqa: S311
    each = rng.randint(low * 20, high * 20) * 50_000
    return Sketch(
        code, place, scenario.programme, scenario.content, year, each * scenario.units, scenario.units, scenario.kind
    )


def _wanted(live: Live, working_days: int) -> date:
    """The day that many working days from today; 0 is today itself, also on a holiday."""
    if working_days > 0:
        return live.calendar.add_working_days(live.today, working_days)
    return _days_ago(live, -working_days) if working_days else live.today


def _days_ago(live: Live, working_days: int) -> date:
    day = live.today
    for _ in range(working_days):
        day = live.calendar.previous_working(day)
    return day


def _entry_day(scenario: Scenario, live: Live, year: int, wanted: date, rng: random.Random) -> date:
    """The latest day on which the stage can have been entered to be due on the wanted day; any recent one where its
    deadline is a date of the year, or where it has none."""
    some_day = _days_ago(live, rng.randint(1, 12))
    if _due(scenario, live, year, live.last) in (None, _due(scenario, live, year, live.last - FIXED_TERM)):
        return some_day
    day = live.last
    while day > live.last - FIXED_TERM:
        due = _due(scenario, live, year, day)
        if live.calendar.is_working(day) and due is not None and due <= wanted:
            return day
        day -= timedelta(days=1)
    return some_day


def _due(scenario: Scenario, live: Live, year: int, entered: date) -> date | None:
    rules = rules_for(scenario.state, scenario.programme, year, live.clocks.rules)
    days = [compute(entered, term_of(rule, year), live.calendar).due for rule in rules if rule]
    return min((day for day in days if day), default=None)


def _pins(scenario: Scenario, live: Live, year: int, rng: random.Random) -> dict[int, date]:
    """Where the year itself fixes a step. The new provinces began on 1/7/2025, so the plan of 2026 was registered in autumn."""
    acts = list(scenario.acts)
    fixed: Mapping[Action, date]
    before_entry = acts if scenario.state == State.EXECUTION else acts[:-1]
    if scenario.programme == Programme.NATIONAL:
        registered = date(year - 1, 6, rng.randint(2, 9))
        if registered < FIRST:
            registered = date(year - 1, 9, rng.randint(8, 19))
        fixed = {A.REGISTER: registered}
        if not scenario.held and scenario.year not in (NEXT, OPEN):
            fixed |= {A.APPROVE_PLAN: date(year - 1, 12, rng.randint(18, 26))}
    else:
        fixed = {A.SUBMIT: date(year - 1, 9, rng.randint(8, 24))}
        if not scenario.held and scenario.year not in (NEXT, OPEN):
            fixed |= {A.SIGN_CONTRACT: date(year, 1, rng.randint(8, 28))}
    far = live.last - timedelta(days=45)
    return {acts.index(act): day for act, day in fixed.items() if act in before_entry and day <= far}
