"""Confirming a proposal and what follows: the days are written at once, open deadlines are redated batch by batch.

A batch is one transaction, and a đề án is moved once by a change, so that a worker may die anywhere: whoever goes on
repeats nothing and leaves nothing out. What reckons a date holds a share in the calendar until it is written
(`share_calendar`), so that no act can keep a date of the old calendar behind the back of the pass.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F

from accounts.models import User
from accounts.people import Person
from accounts.queries import person_of
from workflow.deadlines.tables import Clocks, calendar_fingerprint, load_calendar, load_clocks, take_calendar
from workflow.engine.clock import day_of
from workflow.engine.redating import redate, redated
from workflow.engine.refusals import EngineError
from workflow.engine.rows import insert_rows
from workflow.engine.timing import WITH_RECORDS
from workflow.models import CalendarChange, CalendarDay, CalendarLine, CalendarYear, Visit
from workflow.timetable.alteration import Makes
from workflow.timetable.candidates import candidates, next_pairs
from workflow.timetable.previewing import FAULT
from workflow.timetable.proposing import being_applied, sentence_about
from workflow.timetable.refusing import NotNow
from workflow.timetable.wake import wake_after_commit

log = logging.getLogger(__name__)
State = CalendarChange.State
#: An act takes a second at most; whoever confirms may press again.
PATIENCE = "1s"
MOST_TRIES = 5
#: Stays of one transaction: others wait for them a fraction of a second.
BATCH = 250
#: Tried alone in one call: were each held by somebody for two seconds, the worker would live to see the end of it.
ALONE = 100
#: A line that the preview wrote is the same line, now done.
FORESEEN = """
    ON CONFLICT (change_id, visit_id) DO UPDATE
       SET case_id = excluded.case_id, dates = excluded.dates, applied_at = excluded.applied_at
"""
Pair = tuple[int, int]
"""A stay and its case."""

STALE = "Lịch đã thay đổi sau khi đề nghị này được tính thử. Xin tính thử lại rồi xác nhận."
HELD = "Hồ sơ đang được người khác xử lý."
OTHERS_AT_WORK = "Đang có hồ sơ được ghi dở theo lịch hiện tại. Xin bấm xác nhận lại sau vài giây."


# --- confirming ------------------------------------------------------------------------------------------------------
def confirm(*, change_id: int, user_id: int, at: datetime) -> None:
    """Writes the days and lets the background redate. Raises NotNow: not previewed, stale, another one under way."""
    try:
        with transaction.atomic():
            change = CalendarChange.objects.select_for_update(of=("self",)).get(pk=change_id)
            _alone()
            _refuse(change)
            _write(change)
            change.state, change.confirmed_by_id, change.confirmed_at = State.APPLYING, user_id, at
            change.rewind()
            change.save()
            wake_after_commit()
    except IntegrityError as error:
        busy = being_applied()
        raise NotNow(sentence_about(busy) if busy else OTHERS_AT_WORK) from error


def _alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
    try:
        take_calendar()
    except OperationalError as error:
        raise NotNow(OTHERS_AT_WORK) from error


def _refuse(change: CalendarChange) -> None:
    if busy := being_applied():
        raise NotNow(sentence_about(busy))
    if change.state != State.READY:
        raise NotNow(f"Chưa xác nhận được: đề nghị này {change.get_state_display().lower()}.")
    if change.calendar != calendar_fingerprint():
        raise NotNow(STALE)
    blocked = CalendarLine.objects.filter(change=change).exclude(problem="")
    if count := blocked.count():
        first = blocked.select_related("case")[0]
        raise NotNow(f"{count} hạn chưa tính được theo lịch mới, ví dụ {first.case.code}: {first.problem}")
    if faults := change.alteration.faults(load_calendar()):
        raise NotNow(*faults)


def _write(change: CalendarChange) -> None:
    if change.makes != Makes.NOTHING:
        status = {"status": change.makes, "basis": change.basis}
        CalendarYear.objects.update_or_create(year=change.year, defaults=status)
    for edit in change.alteration.days:
        if edit.kind is None:
            CalendarDay.objects.filter(date=edit.date).delete()
        else:
            said = {"kind": edit.kind.value, "name": edit.name, "basis": change.basis}
            CalendarDay.objects.update_or_create(date=edit.date, defaults=said)


# --- redating --------------------------------------------------------------------------------------------------------
def apply_batch(change_id: int, *, at: datetime, limit: int = BATCH) -> bool:
    """Redates the next stays of a confirmed change. True while there is more to do.

    The cursor moves after the batch: a batch that was cut short is looked at again, and what was done in it stands.
    """
    change = CalendarChange.objects.select_related("confirmed_by").filter(pk=change_id, state=State.APPLYING).first()
    if change is None:
        return False
    assert change.confirmed_by is not None, "a change is applied by whoever confirmed it"
    if not change.cursor:
        change.total = candidates(change.span).count()
        change.save(update_fields=["total"])
    work = _Redating(change, change.confirmed_by, load_clocks(), at)
    pairs = next_pairs(change.span, after=change.cursor, limit=limit)
    work.redate(pairs)
    if pairs:
        _move_on(change, pairs[-1][0], len(pairs))
    if len(pairs) == limit:
        return True
    return _end(change, work, min(limit, ALONE))


class _Redating:
    """One change being applied by one person at one moment."""

    def __init__(self, change: CalendarChange, user: User, clocks: Clocks, at: datetime) -> None:
        self.change, self.clocks, self.at = change, clocks, at
        self.actor: Person = person_of(user, day_of(at))
        self.reason = f"Lịch làm việc năm {change.year} thay đổi: {change.basis}"

    def redate(self, pairs: Sequence[Pair]) -> None:
        """Together, in one transaction; where that breaks, each half, down to the one that breaks it.

        Event, dates and line stand or fall together. What cannot be redated is kept with its reason.
        """
        try:
            if pairs:
                self._together(pairs)
        except Exception:
            if len(pairs) == 1:
                self.alone(pairs[0])
                return
            log.exception("calendar change %s: %s stays cannot be redated together", self.change.pk, len(pairs))
            middle = len(pairs) // 2
            self.redate(pairs[:middle])
            self.redate(pairs[middle:])

    def alone(self, pair: Pair) -> None:
        """Waits for whoever is at work on it."""
        try:
            self._together([pair], patient=True)
        except EngineError as refused:
            self._keep(*pair, str(refused))
        except Exception:
            log.exception("calendar change %s: stay %s cannot be redated", self.change.pk, pair[0])
            self._keep(*pair, FAULT)

    @transaction.atomic
    def _together(self, pairs: Sequence[Pair], *, patient: bool = False) -> None:
        batch = redate(
            case_ids=[case_id for _, case_id in pairs], actor=self.actor, reason=self.reason, key=self.change.key,
            at=self.at, clocks=self.clocks, patient=patient,
        )  # fmt: skip
        lines = [
            CalendarLine(
                change=self.change, visit_id=visit_id, case_id=case_id, dates=batch.moved[case_id], applied_at=self.at
            )
            for visit_id, case_id in pairs
            if case_id in batch.moved
        ]
        insert_rows(lines, then=FORESEEN)
        troubled = self._concerned(batch.busy) | batch.failed.keys()
        done = [visit_id for visit_id, case_id in pairs if case_id not in troubled]
        CalendarLine.objects.exclude(problem="").filter(visit_id__in=done).update(problem="")
        for visit_id, case_id in pairs:
            if case_id in troubled:
                self._keep(visit_id, case_id, batch.failed.get(case_id, HELD))

    def _concerned(self, busy: Sequence[int]) -> set[int]:
        """Of the cases that somebody holds, those to come back to: a glance without a lock, as most stays stand.

        Whoever holds one reckons with the new calendar already.
        """
        visits = Visit.objects.filter(case__in=busy, closed_at=None) if busy else Visit.objects.none()
        glance = visits.select_related("case").prefetch_related(*WITH_RECORDS)
        return {visit.case_id for visit in glance if self._would_move(visit)}

    def _would_move(self, visit: Visit) -> bool:
        try:
            return redated(visit.case, visit, self.clocks.calendar) is not None
        except Exception:
            return True  # let the attempt itself say why, and keep it

    def _keep(self, visit_id: int, case_id: int, problem: str) -> None:
        line, _ = CalendarLine.objects.get_or_create(
            change=self.change, visit_id=visit_id, defaults={"case_id": case_id}
        )
        line.problem, line.tries = problem[:300], line.tries + 1
        line.save(update_fields=["problem", "tries"])


def _move_on(change: CalendarChange, cursor: int, count: int) -> None:
    """Forward only, and only from where this worker began: a slower one counts nothing twice."""
    CalendarChange.objects.filter(pk=change.pk, cursor=change.cursor).update(
        cursor=cursor, seen=F("seen") + count, attempts=0
    )


def _end(change: CalendarChange, work: _Redating, limit: int) -> bool:
    """After the pass what failed is tried again, a few times; then the change is done, or waits for a person."""
    failed = CalendarLine.objects.filter(change=change).exclude(problem="")
    again = list(failed.filter(tries__lt=MOST_TRIES).order_by("tries", "pk").values_list("visit_id", "case_id")[:limit])
    for pair in again:
        work.alone(pair)
    if failed.filter(tries__lt=MOST_TRIES).exists():
        return True
    left = failed.count()
    note = f"{left} hạn chưa tính lại được." if left else ""
    CalendarChange.objects.filter(pk=change.pk, state=State.APPLYING).update(
        state=State.FAILED if left else State.APPLIED, ended_at=work.at, note=note
    )
    return False


def try_again(*, change_id: int) -> None:
    """A person has looked at what failed: the whole pass once more; what is done stands. Raises NotNow."""
    with transaction.atomic():
        change = CalendarChange.objects.select_for_update(of=("self",)).get(pk=change_id)
        if change.state != State.FAILED:
            raise NotNow("Chỉ thử lại được thay đổi đã hỏng.")
        if busy := being_applied():
            raise NotNow(sentence_about(busy))
        change.state = State.APPLYING if change.confirmed_at else State.PROPOSED
        change.note, change.ended_at = "", None
        change.rewind()
        change.save()
        CalendarLine.objects.filter(change=change).exclude(problem="").update(tries=0)
        wake_after_commit()


def redate_all(change_ids: Iterable[int], *, at: datetime, limit: int = BATCH) -> int:
    """Applies confirmed changes to their end in this process, batch by batch; returns the number of batches."""
    batches = 0
    for change_id in change_ids:
        batches += 1
        while apply_batch(change_id, at=at, limit=limit):
            batches += 1
    return batches
