"""Chốt năm: for every day of the year that the law names, the đề án that have missed it, will miss it, or are near it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from accounts.people import Person
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
from workflow.engine.clock import VIETNAM
from workflow.lifecycle.road import ahead, off_road
from workflow.models import Case, Event, Pause, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.scope import visible_cases
from workflow.queries.worklist import with_parts
from workflow.vocabulary import Action, Party, Programme, State

SHOWN = (Outlook.MISSED, Outlook.WILL_MISS, Outlook.NEAR)


@dataclass(frozen=True, slots=True)
class YearFilters:
    """Unknown values are dropped. Without a year: every plan year whose books are open."""

    year: int | None = None
    programme: str = ""
    milestone: str = ""
    outlook: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "YearFilters":
        year, programme, look = (query.get(name, "") for name in ("year", "programme", "outlook"))
        return cls(
            int(year) if year.isdecimal() and len(year) == 4 else None,
            programme if programme in Programme.values else "",
            query.get("milestone", "").replace("\x00", "")[:80],
            look if look in SHOWN else "",
        )

    def query(self) -> str:
        names = {"year": self.year, "programme": self.programme, "milestone": self.milestone, "outlook": self.outlook}
        return urlencode({name: value for name, value in names.items() if value})


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


@dataclass(frozen=True, slots=True)
class Group:
    """One milestone of one plan year. `safe` are those who will be in time; the lines are the others, most urgent first."""

    key: str
    milestone: Milestone
    year: int
    last_day: date | None
    left: int | None
    lines: tuple[Line, ...]
    safe: int

    @property
    def concerned(self) -> int:
        return self.safe + len(self.lines)

    def count(self, kind: Outlook) -> int:
        return sum(line.outlook is kind for line in self.lines)

    @property
    def missed(self) -> int:
        return self.count(Outlook.MISSED)

    @property
    def will_miss(self) -> int:
        return self.count(Outlook.WILL_MISS)

    @property
    def near(self) -> int:
        return self.count(Outlook.NEAR)


def open_stays(person: Person, chosen: YearFilters, on: date) -> QuerySet[Visit]:
    year = Q(case__plan_year=chosen.year) if chosen.year else Q(case__plan_year__gte=oldest_open_year(on))
    stays = with_parts(Visit.objects.filter(year, case__in=visible_cases(person), closed_at=None))
    if chosen.programme:
        stays = stays.filter(case__programme=chosen.programme)
    first = datetime.combine(on.replace(day=1), time(0), VIETNAM)
    reports = Event.objects.filter(case=OuterRef("case"), action=Action.REPORT_PROGRESS, at__gte=first)
    return stays.annotate(reported=Exists(reports)).order_by("pk")


def groups(
    person: Person, chosen: YearFilters, on: date, clocks: Clocks, milestones: Iterable[Milestone]
) -> list[Group]:
    """Every milestone that concerns a đề án in view, by its day; those of one stay each come last."""
    milestones = list(milestones)
    reckoner = _Reckoner(on, clocks, _expected(open_stays(person, chosen, on)))
    lines: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for stay in open_stays(person, chosen, on).iterator(chunk_size=500):
        for milestone in milestones:
            year = stay.case.plan_year
            if milestone.programme == stay.case.programme and milestone.valid_for(year):
                lines[milestone.code, year] += reckoner.lines(stay, milestone)
    known = {milestone.code: milestone for milestone in milestones}
    found = [_group(known[code], year, one, on, clocks) for (code, year), one in lines.items() if one]
    return sorted(
        found, key=lambda group: (group.last_day is None, group.last_day or on, group.milestone.code, group.year)
    )


def chosen_of(found: Iterable[Group], chosen: YearFilters) -> list[Group]:
    """Narrowed to one milestone, or to one outlook."""
    kept = [group for group in found if chosen.milestone in ("", group.key)]
    if not chosen.outlook:
        return kept
    return [
        Group(
            g.key,
            g.milestone,
            g.year,
            g.last_day,
            g.left,
            tuple(x for x in g.lines if x.outlook == chosen.outlook),
            g.safe,
        )
        for g in kept
    ]


def _group(milestone: Milestone, year: int, lines: list[Line], on: date, clocks: Clocks) -> Group:
    listed = [line for line in lines if line.outlook in SHOWN]
    order = list(Outlook)
    listed.sort(
        key=lambda line: (order.index(line.outlook), line.last_day, line.arrives or line.last_day, line.case.code)
    )
    last = milestone.last_day(year, on)
    left = working_days_left(on, last, clocks.calendar) if last else None
    return Group(f"{milestone.code}-{year}", milestone, year, last, left, tuple(listed), len(lines) - len(listed))


def _expected(stays: QuerySet[Visit]) -> dict[int, date]:
    """When each open pause was expected to end."""
    open_pauses = Pause.objects.filter(
        visit__in=stays.order_by().values("pk"), until_on=None, expected_on__isnull=False
    )
    return {visit: day for visit, day in open_pauses.values_list("visit_id", "expected_on") if day}


class _Reckoner:
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
