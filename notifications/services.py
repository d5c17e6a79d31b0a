"""The sweep: looks at every open stage whose time has come, tells those who were not told, and remembers whom it told.

State-based, never tick-based: it asks "who should have heard by now?" and "who has?", so a run missed for days loses
nothing and a run done twice repeats nothing.
"""

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import InterfaceError, OperationalError, transaction

from accounts.models import User
from notifications.audience import People
from notifications.compose import alert_letter
from notifications.facts import Facts, facts_of
from notifications.ladder import Step, steps_for
from notifications.models import Alert, Mail
from notifications.outbox import mail_row
from notifications.vocabulary import MailKind, MailState, Rung
from notifications.wake import wake_sender_after_commit
from notifications.watch import Ledger, candidates, glances, open_duties, whole
from workflow.deadlines.calendar import Calendar
from workflow.deadlines.tables import Clocks, load_clocks
from workflow.engine.clock import day_of
from workflow.models import Case, Visit
from workflow.queries.worklist import status_of

log = logging.getLogger(__name__)

#: So many stages are written about in one run at most; the next run goes on where this one stopped.
LIMIT = 1000


@dataclass(slots=True)
class SweepReport:
    """What one sweep did, in counts.

    `told`: pairs of rung and person heard before; `busy`: cases someone was working on, left for the next run;
    `failed`: stages that could not be told of, see the log; `stopped`: the limit of one run was reached.
    """

    on: date
    visits: int = 0
    alerts: Counter[Rung] = field(default_factory=Counter)
    mails: int = 0
    unaddressed: int = 0
    told: int = 0
    busy: int = 0
    nobody: int = 0
    failed: int = 0
    stopped: bool = False


#: (rung, user id) → the step of the ladder and the user.
Wanted = dict[tuple[str, int], tuple[Step, User]]


@dataclass(frozen=True, slots=True)
class _Run:
    on: date
    calendar: Calendar
    people: People
    report: SweepReport


def sweep(*, at: datetime, limit: int = LIMIT, clocks: Clocks | None = None) -> SweepReport:
    """Looks at all open stages as of the day of `at` (an aware instant), one transaction per stage that has news.

    Safe to run at any time, twice, and by two workers at once.
    """
    on = day_of(at)
    calendar = (clocks or load_clocks()).calendar
    run = _Run(on, calendar, People(on), SweepReport(on))
    written = 0
    for visit, told in glances(candidates(on, calendar)):
        if written == limit:
            run.report.stopped = True
            break
        written += _look_at(visit, told, run)
    if run.report.mails:
        wake_sender_after_commit()
    return run.report


def _look_at(visit: Visit, told: Ledger, run: _Run) -> bool:
    """True when something was written. A stage that cannot be told of must not silence those after it."""
    run.report.visits += 1
    wanted = wanted_for(visit, run)
    run.report.nobody += not wanted
    missing = wanted.keys() - told
    run.report.told += len(wanted) - len(missing)
    try:
        return bool(missing) and _tell(visit.pk, visit.case_id, run)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("visit %s could not be told of", visit.pk)
        run.report.failed += 1
        return False


def wanted_for(visit: Visit, run: _Run) -> Wanted:
    """Who should have heard what by now."""
    status = status_of(visit, run.on, run.calendar)
    return {
        (step.rung.value, user.pk): (step, user)
        for step in steps_for(status.kind)
        for audience in step.audiences
        for user in run.people.of(audience, visit.case, open_duties(visit))
    }


@transaction.atomic
def _tell(visit_id: int, case_id: int, run: _Run) -> bool:
    """Alerts and their mails, in one transaction, under the lock everyone takes first: the row of the case.

    A case that someone is working on is left for the next run: what is true of it is just changing.
    """
    locked = Case.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=case_id)
    if not locked.order_by().values_list("pk", flat=True):
        run.report.busy += 1
        return False
    found = whole(visit_id)
    if found is None:
        return False
    visit, told = found
    missing = {key: who for key, who in wanted_for(visit, run).items() if key not in told}
    if missing:
        _write(visit, missing, run)
    return bool(missing)


def _write(visit: Visit, missing: Wanted, run: _Run) -> None:
    assert visit.due_on is not None, "only a dated stage reaches a rung"
    alerts = [
        Alert(visit=visit, rung=rung, person=user, sent_for=visit.due_on, at=run.on)
        for (rung, _), (_, user) in missing.items()
    ]
    # The unique constraint has the last word, also against a writer that forgot the lock.
    Alert.objects.bulk_create(alerts, ignore_conflicts=True)
    facts = facts_of(visit, open_duties(visit), on=run.on, calendar=run.calendar)
    written = Alert.objects.filter(visit=visit, mail=None).order_by("pk")
    mails = [_mail(a, facts, *missing[a.rung, a.person_id], run) for a in written if (a.rung, a.person_id) in missing]
    Mail.objects.bulk_create(mails)
    waiting = sum(mail.state == MailState.WAITING for mail in mails)
    run.report.alerts.update(Rung(mail.kind) for mail in mails)
    run.report.mails += waiting
    run.report.unaddressed += len(mails) - waiting


def _mail(alert: Alert, facts: Facts, step: Step, user: User, run: _Run) -> Mail:
    behalf = run.people.on_behalf(user, step.audiences, facts.case, facts.item.duties)
    letter = alert_letter(facts, step, user, behalf=behalf)
    return mail_row(recipient=user, kind=MailKind(step.rung.value), letter=letter, case=facts.case, alert=alert)
