"""The stories of the northern plans of 2023 and 2024: when each đề án took which step. Pure."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from workflow.demo.north import PLAN_2023, PLAN_2024, sketches
from workflow.demo.player import Story
from workflow.demo.roads import beats_of, straight_to
from workflow.demo.sketch import Place, Sketch
from workflow.vocabulary import Action, Programme, State

A = Action
FIRST, LAST = date(2023, 1, 3), date(2025, 2, 28)
DECIDED_2024 = date(2023, 12, 26)
SENT_2024 = date(2024, 1, 3)
HALF_YEAR = date(2024, 6, 28)
"""The last working day on which work could still be accepted "in six months"."""


def stories(places: Sequence[Place]) -> list[Story]:
    """Those of 2023, then those of 2024. `places`: the 28 provinces of the time, by code."""
    old = [_story_2023(sketch) for sketch, _ in sketches(PLAN_2023, 2023, places)]
    return old + [_story_2024(sketch, end) for sketch, end in sketches(PLAN_2024, 2024, places)]


def _story_2023(sketch: Sketch) -> Story:
    """Work began with the year: the calendar of the demo, and so its clocks, begin there too."""
    rng = random.Random(f"2023 {sketch.code}")  # noqa: S311
    accepted, closed = _day(rng, date(2023, 8, 14), 90), _day(rng, date(2024, 1, 15), 20)
    return _closed(sketch, {A.SUBMIT: _day(rng, date(2023, 1, 5), 8), A.ACCEPT_WORK: accepted, A.CLOSE: closed}, 2023)


def _story_2024(sketch: Sketch, end: str) -> Story:
    rng = random.Random(f"2024 {sketch.code}")  # noqa: S311
    if end == "waiting":
        acts = straight_to(Programme.NATIONAL, State.FINANCE_REVIEW)
        pins = {A.REGISTER: _day(rng, date(2023, 6, 1), 6), A.APPROVE_PLAN: DECIDED_2024, A.SEND_TO_FINANCE: SENT_2024}
        return _story(sketch, acts, pins, 2024)
    accepted = min(_day(rng, date(2024, 5, 2), 56), HALF_YEAR) if end == "june" else _day(rng, date(2024, 8, 19), 84)
    pins = {A.ACCEPT_WORK: accepted, A.CLOSE: _day(rng, date(2025, 1, 16), 20)}
    if sketch.programme == Programme.NATIONAL:
        pins |= {A.REGISTER: _day(rng, date(2023, 6, 1), 6), A.APPROVE_PLAN: DECIDED_2024}
    else:
        pins |= {A.SUBMIT: _day(rng, date(2023, 9, 11), 14), A.SIGN_CONTRACT: _day(rng, date(2024, 1, 9), 20)}
    return _closed(sketch, pins, 2024)


def _closed(sketch: Sketch, pins: dict[Action, date], year: int) -> Story:
    acts = [act for act in straight_to(sketch.programme, State.CLOSED) if act != A.REPORT_PROGRESS]
    return _story(sketch, acts, pins, year)


def _story(sketch: Sketch, acts: Sequence[Action], pins: dict[Action, date], year: int) -> Story:
    given = {(A.APPROVE_PLAN, "decision"): "3396/QĐ-BCT", (A.APPROVE_PLAN, "decided_on"): DECIDED_2024.isoformat()}
    national_2024 = year == 2024 and sketch.programme == Programme.NATIONAL
    return Story(
        sketch=sketch,
        beats=beats_of(sketch.programme, acts),
        pins={acts.index(act): day for act, day in pins.items()},
        starts_on=date(year, 2, 1),
        ends_on=date(year, 11, 29),
        given=given if national_2024 else {},
    )


def _day(rng: random.Random, first: date, span: int) -> date:
    return first + timedelta(days=rng.randrange(span))
