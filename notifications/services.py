"""The sweep: looks at every open stage whose day has come, writes down who is to be told, and remembers it.

State-based, never tick-based: it asks "who should have heard by now?" and "who has?", so a run missed for days loses
nothing and a run done twice repeats nothing. Several sweeps share the work: each takes what no other has in its hands.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import InterfaceError, OperationalError, transaction

from notifications import ledger, watch
from notifications.acknowledging import acknowledgements
from notifications.audience import People
from notifications.ladder import Days, Ladder, Reached, next_day, reached
from notifications.reckoning import Missing, Situation, Telling, missing_for, telling
from notifications.speaking import Spoken, speak
from notifications.stumbling import recovered, stumbled
from notifications.tables import load_ladder, look_again_where_changed
from notifications.vocabulary import AlertState, Doing
from notifications.voiding import cancel_void
from notifications.watch import Stay, Task
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks, load_clocks
from workflow.engine.clock import day_of

log = logging.getLogger(__name__)

#: Cases held at a time: few enough that nobody waits for one of them.
BATCH = 500
#: So many stays are looked at in one run at most; the next run goes on where this one stopped.
LIMIT = 20_000


@dataclass(slots=True)
class SweepReport:
    """What one sweep did, in counts.

    `alerts`: new rows that will speak, by code of their rung; `quiet`: new or earlier rows that need not, since a louder
    one does; `cancelled`: rows that are no longer true; `nobody`: stays for which somebody who must be told was not
    found; `busy`: stays someone was working on, left for the next run; `failed`: stays that could not be dealt with, see
    `Stumble`; `stopped`: the limit of one run was reached.
    """

    on: date
    visits: int = 0
    alerts: Counter[str] = field(default_factory=Counter)
    quiet: int = 0
    cancelled: int = 0
    nobody: int = 0
    busy: int = 0
    failed: int = 0
    stopped: bool = False
    spoken: Spoken = field(default_factory=Spoken)

    @property
    def mails(self) -> int:
        return self.spoken.mails


@dataclass(frozen=True, slots=True)
class _Run:
    """`told`: what was found for a situation, for every other stay in it."""

    at: datetime
    on: date
    ladder: Ladder
    days: Days
    people: People
    report: SweepReport
    told: dict[Situation, Telling] = field(default_factory=dict)

    def reached(self, stay: Stay, due_on: date) -> list[Reached]:
        return reached(self.ladder.of(stay.programme, stay.state), due_on, self.on, self.days, acknowledged=False)


def sweep(*, at: datetime, limit: int = LIMIT, clocks: Clocks | None = None) -> SweepReport:
    """Everything to be told as of the day of `at` (an aware instant); then the letters that go out at once. Safe to run
    at any time, twice, and by several workers at once."""
    calendar = (clocks or load_clocks()).calendar
    report = bring_up_to_date(at=at, calendar=calendar, limit=limit)
    report.spoken = speak(at=at, calendar=calendar)
    return report


def bring_up_to_date(*, at: datetime, calendar: Calendar, limit: int = LIMIT) -> SweepReport:
    """The ledger alone, a batch of cases per transaction."""
    on = day_of(at)
    run = _Run(at, on, load_ladder(), Days(calendar), People(on), SweepReport(on))
    look_again_where_changed(run.ladder, on=on)
    run.report.cancelled = cancel_void()
    _look_at_all(run, limit)
    return run.report


def _look_at_all(run: _Run, limit: int) -> None:
    report = run.report
    for page in watch.pages(run.on, run.at, min(BATCH, limit)):
        left = limit - report.visits
        if left <= 0:
            report.stopped = True
            return
        done = _batch(dict(page[:left]), run)
        report.visits += done
        report.busy += len(page[:left]) - done


def _batch(page: dict[int, int], run: _Run) -> int:
    """One transaction for all; where one of them breaks it, one for each, so that the others are told of."""
    try:
        return _look_at(page, run)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("a batch of %s stays failed, each is tried alone", len(page))
        return sum(_alone(visit_id, case_id, run) for visit_id, case_id in page.items())


def _alone(visit_id: int, case_id: int, run: _Run) -> int:
    try:
        return _look_at({visit_id: case_id}, run)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        run.report.failed += 1
        stumbled(visit_id, Doing.SWEEP, error, at=run.at)
        return 1


def _look_at(page: dict[int, int], run: _Run) -> int:
    """How many of these stays were dealt with; those of a case that someone is working on were not."""
    with transaction.atomic():
        held = watch.lock_cases(page.values())
        mine = [visit_id for visit_id, case_id in page.items() if case_id in held]
        stays = watch.stays(mine, run.on, run.at)
        found, next_days = _missing(stays, run)
        ledger.write(found)
        watch.set_days(next_days)
        recovered(mine, Doing.SWEEP)
    for missing in found:
        speaking = [alert for alert in missing.alerts if alert.state == AlertState.WAITING]
        run.report.alerts.update(alert.rung for alert in speaking)
        run.report.quiet += len(missing.alerts) - len(speaking) + len(missing.overtaken)
        run.report.nobody += missing.nobody
    return len(mine)


def _missing(stays: Iterable[Stay], run: _Run) -> tuple[list[Missing], dict[int, date | None]]:
    """What the ledger lacks for these stays, and when each is looked at next."""
    next_days: dict[int, date | None] = {}
    speaking: dict[Stay, list[Reached]] = {}
    for stay in stays:
        if stay.due_on is None or not stay.is_chased(run.on):
            next_days[stay.pk] = None
            continue
        next_days[stay.pk] = next_day(run.ladder.of(stay.programme, stay.state), stay.due_on, run.on, run.days)
        if here := run.reached(stay, stay.due_on):
            speaking[stay] = here
    found = _compared(speaking, run)
    for missing in found:
        if missing.nobody:
            tomorrow = run.days.after(run.on)
            next_days[missing.visit_id] = min(next_days[missing.visit_id] or tomorrow, tomorrow)
    return found, next_days


def _compared(speaking: dict[Stay, list[Reached]], run: _Run) -> list[Missing]:
    """All that is needed of all of them is read at once."""
    ids = [stay.pk for stay in speaking]
    climbing = [s.pk for s, here in speaking.items() if any(one.rung.stops_when_acknowledged for one in here)]
    tasks, ledgers = watch.tasks_of(ids) if ids else {}, ledger.ledgers(speaking)
    known = acknowledgements(climbing) if climbing else {}
    run.people.know(task.user_id for found in tasks.values() for task in found if task.user_id)
    return [
        missing_for(
            stay.pk, _told_of(stay, here, tasks.get(stay.pk, ()), stay.pk in known, run), ledgers.get(stay.pk, {})
        )
        for stay, here in speaking.items()
    ]


def _told_of(stay: Stay, here: list[Reached], tasks: tuple[Task, ...], acknowledged: bool, run: _Run) -> Telling:
    assert stay.due_on is not None, "only a dated stage reaches a rung"
    case = Situation(stay.programme, stay.state, stay.due_on, stay.cycle, stay.implementer_id, tasks, acknowledged)
    if case not in run.told:
        speaks = [one for one in here if not (acknowledged and one.rung.stops_when_acknowledged)]
        run.told[case] = telling(case, speaks, run.people, run.on)
    return run.told[case]
