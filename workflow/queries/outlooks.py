"""Where a đề án stands before one day of the year: the road still ahead of it, the forecast, the working days left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.deadlines.milestones import (
    Ahead,
    Milestone,
    Outlook,
    Reckoning,
    forecast,
    outlook,
    usual_days,
    working_days_left,
)
from workflow.deadlines.rules import Rule, rules_for
from workflow.deadlines.tables import Clocks
from workflow.engine.timing import own_units
from workflow.lifecycle.road import ahead, off_road
from workflow.queries.standings import Standing
from workflow.vocabulary import State


@dataclass(frozen=True, slots=True)
class Prospect:
    """What all who stand alike may expect of one milestone. `arrives`: the forecast day; None where the stay itself has
    the date."""

    last_day: date
    left: int
    """Working days to the last day in time; negative when it is over."""
    arrives: date | None
    outlook: Outlook
    stages: tuple[State, ...]
    """The stages still to go through, the present one first."""

    @property
    def urgency(self) -> tuple[int, date, date]:
        return list(Outlook).index(self.outlook), self.last_day, self.arrives or self.last_day


class Reckoner:
    """Forecasts of one day. What a stage usually takes is looked up once for each programme, plan year and unit that
    has a target of its own."""

    def __init__(self, on: date, clocks: Clocks) -> None:
        self.on, self.calendar, self._rules = on, clocks.calendar, clocks.rules
        self._usual: dict[tuple[object, ...], int] = {}

    def prospects(self, seen: Standing, milestone: Milestone) -> Iterator[Prospect]:
        """One, or none where the milestone does not concern those who stand so."""
        match milestone.unit:
            case Reckoning.MONTHLY:
                last = milestone.last_day(seen.plan_year, self.on)
                begun = last is not None and (seen.since is None or seen.since <= last)
                if seen.stay == milestone.reaches and last and begun and not seen.reported:
                    yield self._prospect(milestone, last, None, (State(seen.stay),), always=True)
            case Reckoning.STAGE_TERM:
                due = seen.legal_due if milestone.legal else seen.target_due
                if seen.stay == milestone.reaches and due:
                    yield self._prospect(milestone, due, None, (State(seen.stay),))
            case _:
                stages = self._stages(seen, milestone)
                last = milestone.last_day(seen.plan_year, self.on)
                if stages and last:
                    yield self._prospect(milestone, last, self._arrives(seen, stages), stages)

    @staticmethod
    def _stages(seen: Standing, milestone: Milestone) -> tuple[State, ...]:
        stage = State(seen.stage)
        if milestone.with_advance:
            if off_road(seen.programme, stage):
                return (stage,)
            if not seen.unsettled:
                return ()
        return ahead(seen.programme, stage, State(milestone.reaches))

    def _arrives(self, seen: Standing, stages: tuple[State, ...]) -> date:
        here, late, start = seen.due, seen.late, self.on
        if seen.stands:
            here, late, start = None, False, seen.resumes_on or self.on
        steps = [Ahead(stage, self._days(seen, stage), self._not_before(seen, stage)) for stage in stages]
        if late:
            steps[0] = Ahead(stages[0])  # it may be finished on any day now
        return forecast(start, here, steps, self.calendar)

    @staticmethod
    def _not_before(seen: Standing, stage: State) -> date | None:
        """The work itself lasts as long as the contract, or the dossier, says."""
        return seen.ends_on if stage == State.EXECUTION else None

    def _days(self, seen: Standing, stage: State) -> int:
        key = (seen.programme, stage, seen.plan_year, seen.department_id, seen.implementer_id, seen.province_id)
        if key not in self._usual:
            units = own_units(seen, stage, self._rules)
            legal, target = rules_for(
                stage, seen.programme, seen.plan_year, self._rules, organisations=units, on=self.on
            )
            self._usual[key] = usual_days(_counted(target) or _counted(legal))
        return self._usual[key]

    def _prospect(
        self,
        milestone: Milestone,
        last: date,
        arrives: date | None,
        stages: tuple[State, ...],
        *,
        always: bool = False,
    ) -> Prospect:
        """`always`: near from the first day on, for what has to be done every month."""
        left = working_days_left(self.on, last, self.calendar)
        found = outlook(self.on, last, arrives, left, milestone.near_days)
        if always and found is Outlook.SAFE:
            found = Outlook.NEAR
        return Prospect(last, left, arrives, found, stages)


def _counted(rule: Rule | None) -> Rule | None:
    return rule if rule is not None and rule.is_counted else None
