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
from workflow.lifecycle.road import ahead, off_road
from workflow.models import Case, Visit
from workflow.vocabulary import Party, State


@dataclass(frozen=True, slots=True)
class Line:
    """One đề án before one milestone. `arrives`: the forecast day; None where the stay itself has the date."""

    case: Case
    visit: Visit
    holder: str
    last_day: date
    left: int
    """Working days to the last day in time; negative when it is over."""
    arrives: date | None
    outlook: Outlook
    remaining: tuple[str, ...]
    """The stages still to go through, the present one first."""


class Reckoner:
    """Forecasts of one day. What a stage usually takes is looked up once for each programme and plan year."""

    def __init__(self, on: date, clocks: Clocks, expected: dict[int, date]) -> None:
        self.on, self.calendar, self._rules, self._expected = on, clocks.calendar, clocks.rules, expected
        self._usual: dict[tuple[str, str, int], int] = {}

    def lines(self, stay: Visit, milestone: Milestone) -> Iterator[Line]:
        """One line, or none where the milestone does not concern the stay."""
        case, state = stay.case, self._state(stay)
        match milestone.unit:
            case Reckoning.MONTHLY:
                last = milestone.last_day(case.plan_year, self.on)
                if stay.state == milestone.reaches and last and stay.opened_on <= last and not self._reported(stay):
                    yield self._line(stay, milestone, last, None, (State(stay.state),), always=True)
            case Reckoning.STAGE_TERM:
                due = stay.legal_due_on if milestone.legal else stay.target_due_on
                if stay.state == milestone.reaches and due:
                    yield self._line(stay, milestone, due, None, (State(stay.state),))
            case _:
                stages = self._stages(case, state, milestone)
                last = milestone.last_day(case.plan_year, self.on)
                if stages and last:
                    yield self._line(stay, milestone, last, self._arrives(stay, stages), stages)

    @staticmethod
    def _state(stay: Visit) -> State:
        """A suspended đề án stands where it will go on."""
        return State(stay.case.state_before_suspension or stay.state)

    @staticmethod
    def _reported(stay: Visit) -> bool:
        return bool(stay.reported)  # type: ignore[attr-defined]

    def _stages(self, case: Case, state: State, milestone: Milestone) -> tuple[State, ...]:
        if milestone.with_advance:
            if off_road(case.programme, state):
                return (state,)
            if case.advanced_amount <= (case.accepted_amount or 0):
                return ()
        return ahead(case.programme, state, State(milestone.reaches))

    def _arrives(self, stay: Visit, stages: tuple[State, ...]) -> date:
        case = stay.case
        here = stay.due_on
        start = self.on
        if stay.paused_on is not None or stay.party == Party.PAUSED:
            here, start = None, max(self._expected.get(stay.pk, self.on), self.on)
        steps = [Ahead(stage, self._days(case, stage), self._not_before(case, stage)) for stage in stages]
        if here is not None and here < self.on:
            steps[0] = Ahead(stages[0])  # late already: it may be finished on any day now
        return forecast(start, here, steps, self.calendar)

    @staticmethod
    def _not_before(case: Case, stage: State) -> date | None:
        """The work itself lasts as long as the contract, or the dossier, says."""
        return (case.contract_ends_on or case.ends_on) if stage == State.EXECUTION else None

    def _days(self, case: Case, stage: State) -> int:
        key = (case.programme, stage.value, case.plan_year)
        if key not in self._usual:
            legal, target = rules_for(stage, case.programme, case.plan_year, self._rules, on=self.on)
            self._usual[key] = usual_days(_counted(target) or _counted(legal))
        return self._usual[key]

    def _line(
        self,
        stay: Visit,
        milestone: Milestone,
        last: date,
        arrives: date | None,
        stages: tuple[State, ...],
        *,
        always: bool = False,
    ) -> Line:
        """`always`: near from the first day on, for what has to be done every month."""
        left = working_days_left(self.on, last, self.calendar)
        found = outlook(self.on, last, arrives, left, milestone.near_days)
        if always and found is Outlook.SAFE:
            found = Outlook.NEAR
        return Line(
            case=stay.case,
            visit=stay,
            holder=str(Party(stay.holder).label),
            last_day=last,
            left=left,
            arrives=arrives,
            outlook=found,
            remaining=tuple(str(stage.label) for stage in stages),
        )


def _counted(rule: Rule | None) -> Rule | None:
    return rule if rule is not None and rule.is_counted else None
