"""Random lives through the real services: acts, waits, pauses, extensions, new days off, sweeps and digests, in any order.

After every step the chain is whole, dates follow from their traces, and the days of all parties are the days of the life;
after every sweep whoever should have heard by then stands in the ledger, once, and nothing that is no longer true waits.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from notifications.audience import People
from notifications.digests import write_digests
from notifications.models import Alert, LadderRung, Mail
from notifications.services import sweep
from notifications.vocabulary import AlertState, Audience
from tests.world import START, World, act, draft, fresh, person, world
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.compute import due_from_trace, from_json
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import VIETNAM, day_of
from workflow.engine.redating import redate
from workflow.engine.refusals import EngineError
from workflow.engine.verify import verify_chains
from workflow.models import CalendarDay, Case, Duty, Event, Visit
from workflow.queries.court import court_of
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db

#: Drawn more often than their share: what this is about.
CLOCK_ACTS = (
    Action.PAUSE_CLOCK,
    Action.RESUME_CLOCK,
    Action.EXTEND,
    Action.PROMISE,
    Action.ACKNOWLEDGE,
    Action.REASSIGN,
)
ENDINGS = (Action.WITHDRAW, Action.REJECT, Action.DROP, Action.FAIL_APPRAISAL, Action.ALLOCATE_NONE)


class Lives(RuleBasedStateMachine):
    """Two đề án, one of each programme, in one province; each example is taken back at its end."""

    place: World

    def __init__(self) -> None:
        super().__init__()
        self.atom = transaction.atomic()
        self.atom.__enter__()
        self.now = START
        self.holidays = 0
        self.swept_on: date | None = None
        self.cases: list[Case] = []

    @initialize()
    def two_drafts(self) -> None:
        self.cases = [draft(self.place, programme=programme) for programme in Programme]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)

    # --- what may happen
    @rule(days=st.integers(0, 9), hours=st.integers(1, 12))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)

    @rule(which=st.integers(0, 1), data=st.data())
    def somebody_acts(self, which: int, data: st.DataObject) -> None:
        """Any row of the table; what is refused leaves everything as it was."""
        case = fresh(self.cases[which])
        actions = [row.action for row in case.table.rows_from(State(case.state)) if not row.page]
        onward = [action for action in actions if action not in (*CLOCK_ACTS, *ENDINGS, Action.SUSPEND)]
        if actions:
            self._do(case, data.draw(st.sampled_from([*onward, *onward, *actions])))

    @rule(which=st.integers(0, 1), action=st.sampled_from(CLOCK_ACTS))
    def somebody_minds_the_clock(self, which: int, action: Action) -> None:
        case = fresh(self.cases[which])
        if case.table.row(State(case.state), action):
            self._do(case, action)

    def _do(self, case: Case, action: Action) -> None:
        self.now += timedelta(minutes=7)
        before = (case.version, case.state, Event.objects.count(), Visit.objects.count())
        try:
            with transaction.atomic():
                act(case, action, at=self.now)
        except (EngineError, LookupError):
            case = fresh(case)
            assert (case.version, case.state, Event.objects.count(), Visit.objects.count()) == before
        self.swept_on = None

    @rule(ahead=st.integers(1, 20))
    @precondition(lambda self: self.holidays < 3)
    def a_day_off_is_declared(self, ahead: int) -> None:
        day = day_of(self.now) + timedelta(days=ahead)
        if CalendarDay.objects.filter(date=day).exists():
            return
        self.holidays += 1
        CalendarDay.objects.create(date=day, kind="holiday", name=f"Nghỉ {self.holidays}", basis="Công điện")
        redate(
            case_ids=[case.pk for case in self.cases], actor=person(self.place.administrator, self.now), at=self.now,
            reason="Công điện", key=f"nghi-{self.holidays}", clocks=load_clocks(),
        )  # fmt: skip
        self.swept_on = None

    @rule()
    def the_sweep_runs(self) -> None:
        sweep(at=self.now)
        self.swept_on = day_of(self.now)
        written = Alert.objects.count(), Mail.objects.count()
        sweep(at=self.now)
        assert (Alert.objects.count(), Mail.objects.count()) == written

    @rule()
    def the_morning_of_the_digests_comes(self) -> None:
        morning = datetime.combine(day_of(self.now) + timedelta(days=1), datetime.min.time(), VIETNAM)
        self.now = morning + timedelta(hours=7, minutes=40)
        write_digests(at=self.now)
        self.swept_on = None

    # --- what must hold
    @invariant()
    def every_chain_is_whole(self) -> None:
        assert verify_chains().fault == ""

    @invariant()
    def the_days_of_all_parties_are_the_days_of_the_life(self) -> None:
        for case in self.cases:
            court = court_of(fresh(case), day_of(self.now))
            life = _life(case, day_of(self.now))
            assert (sum(share.days for share in court.shares) if court else 0) == life

    @invariant()
    def every_date_follows_from_its_trace_alone(self) -> None:
        for visit in Visit.objects.filter(closed_at=None):
            for clock in ("legal", "target"):
                trace = getattr(visit, f"{clock}_trace")
                assert (due_from_trace(from_json(trace)) if trace else None) == getattr(visit, f"{clock}_due_on")

    @invariant()
    def who_should_have_heard_stands_in_the_ledger_and_nothing_untrue_waits(self) -> None:
        if self.swept_on is None:
            return
        calendar = load_clocks().calendar
        for visit in Visit.objects.filter(case__in=self.cases, closed_at=None).select_related("case"):
            written = set(Alert.objects.filter(visit=visit, cycle=visit.cycle).values_list("rung", "person_id"))
            assert _should_have_heard(visit, self.swept_on, calendar) <= written
        waiting = Alert.objects.filter(state=AlertState.WAITING)
        assert not waiting.exclude(visit__closed_at=None).exists()
        for alert in waiting.select_related("visit"):
            assert alert.cycle == alert.visit.cycle


def _life(case: Case, today: date) -> int:
    first, last = case.visits.order_by("pk").first(), case.visits.order_by("pk").last()
    assert first is not None and last is not None
    return ((last.closed_on or today) - first.opened_on).days


def _should_have_heard(visit: Visit, on: date, calendar: Calendar) -> set[tuple[str, int]]:
    """Reckoned anew from the rows of the ladder, one by one; managers above only while nobody has acknowledged."""
    if visit.due_on is None:
        return set()
    known = Event.objects.filter(case=visit.case, action=Action.ACKNOWLEDGE, at__gte=visit.opened_at).exists()
    duties = list(Duty.objects.filter(visit=visit, done_at=None))
    found: set[tuple[str, int]] = set()
    for rung in LadderRung.objects.filter(active=True, programme="", state=""):
        if _day_of(rung.offset, visit.due_on, calendar) <= on and not (rung.stops_when_acknowledged and known):
            found |= {(rung.code, user.pk) for user in _heard_by(rung.audiences, visit, duties, on)}
    return found


def _day_of(offset: int, due: date, calendar: Calendar) -> date:
    if offset == 0:
        return due if calendar.is_working(due) else calendar.previous_working(due)
    day = due
    for _ in range(abs(offset)):
        day = calendar.next_working(day) if offset > 0 else calendar.previous_working(day)
    return day


def _heard_by(audiences: Iterable[str], visit: Visit, duties: list[Duty], on: date) -> set[User]:
    people, owner = People(on), visit.case.implementer_id
    return {user for audience in audiences for user in people.of(Audience(audience), implementer_id=owner, work=duties)}


def test_whatever_happens_in_whatever_order_the_books_are_right() -> None:
    Lives.place = world()
    calm: Any = settings(
        max_examples=12, stateful_step_count=22, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
    )
    run_state_machine_as_test(Lives, settings=calm)
