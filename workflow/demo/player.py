"""Plays the story of a đề án through the engine: a draft, then act after act, each by the person and at the hour that fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workflow.deadlines.tables import Clocks
from workflow.demo.cast import Cast
from workflow.demo.diary import Beat, Diary
from workflow.demo.dossiers import dossier_of
from workflow.demo.papers import Pen
from workflow.demo.sketch import Sketch
from workflow.engine.advance import advance, key_from
from workflow.engine.clock import day_of
from workflow.engine.drafting import create_case
from workflow.engine.late import inputs_of, open_visit_of
from workflow.lifecycle import table_of
from workflow.models import Case
from workflow.permissions import acting_as
from workflow.vocabulary import Action, State


@dataclass(frozen=True)
class Story:
    """One đề án from its first day. `beats` follow the draft; `pins` fix days by index of beat.

    `given` fixes inputs by act and name.
    `draft_on`: the day of a draft that nobody has handed in yet. `fails`: the council says no."""

    sketch: Sketch
    beats: Sequence[Beat]
    pins: Mapping[int, date]
    starts_on: date
    ends_on: date
    given: Mapping[tuple[Action, str], Any] = field(default_factory=dict)
    draft_on: date | None = None
    fails: bool = False


class Stage:
    """What all stories share: the cast, the clocks, the first and the last day on which anything happens."""

    def __init__(self, cast: Cast, clocks: Clocks) -> None:
        self.cast, self.clocks = cast, clocks

    def play(self, story: Story, *, first: date, last: date) -> int:
        """Returns the number of acts. Raises what the engine raises: a story that breaks the law is a fault of the demo."""
        sketch = story.sketch
        owner = self.cast.owner(sketch.place)
        moments = self._moments(story, first, last)
        case = create_case(
            dossier=dossier_of(sketch, starts_on=story.starts_on, ends_on=story.ends_on),
            actor=owner,
            key=key_from("demo", sketch.code),
            at=moments[0],
            code=sketch.code,
            clocks=self.clocks,
        )
        self._perform(story, case, moments[1:])
        return len(moments)

    def _moments(self, story: Story, first: date, last: date) -> list[datetime]:
        """The first is that of the draft, which is itself a beat without an act."""
        diary = Diary(self.clocks.calendar, story.sketch.code, first=first, last=last)
        if not story.beats:
            assert story.draft_on is not None, "a story without acts says when the draft was made"
            return diary.moments(diary.days([Beat(Action.CREATE)], {0: story.draft_on}))
        beats = [Beat(Action.CREATE), *story.beats]
        return diary.moments(diary.days(beats, {index + 1: day for index, day in story.pins.items()}))

    def _perform(self, story: Story, case: Case, moments: Sequence[datetime]) -> None:
        sketch, table = story.sketch, table_of(story.sketch.programme)
        pen = Pen(sketch, self.cast.council(sketch.place), story.ends_on, story.fails, story.given)
        state, scored = State.DRAFT, 0
        following = (*(beat.action for beat in story.beats), None)[1:]
        for number, (beat, at, then) in enumerate(zip(story.beats, moments, following, strict=True), 1):
            row = table.row(state, beat.action)
            assert row is not None, f"{sketch.code}: không có bước {beat.action} ở {state}"
            actor = self.cast.actor(sketch, row, scored)
            inputs = inputs_of(case, row, open_visit_of(case), acting_as(actor, row, case), day_of(at))
            outcome = advance(
                case_id=case.pk,
                action=beat.action,
                actor=actor,
                seen_version=None,
                key=key_from("demo", sketch.code, number),
                data=pen.data(row, inputs, at.date(), then),
                at=at,
                clocks=self.clocks,
            )
            scored = scored + 1 if beat.action == Action.SCORE else 0
            state = outcome.state
