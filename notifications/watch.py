"""Which stages a sweep looks at, read in two depths: a glance that most stages end with, and all that a mail needs."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from notifications.models import Alert
from workflow.deadlines.calendar import Calendar, CalendarMissing
from workflow.models import Duty, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.worklist import SOON, with_parts

BATCH = 200

#: Whom a stay was told to: (rung, user id).
Ledger = frozenset[tuple[str, int]]


def candidates(on: date, calendar: Calendar) -> list[int]:
    """Ids of open stages to look at, the longest overdue first: reminded from a day that has come, or nearly due.

    A đề án of a plan year whose books are closed can no longer be funded: nobody is chased for it
    (`workflow.money.books` has the day and its basis).
    """
    time_has_come = Q(remind_on__lte=on) | Q(due_on__lte=horizon(on, calendar))
    chased = Visit.objects.filter(time_has_come, closed_at=None, opened_on__lte=on)
    chased = chased.filter(case__plan_year__gte=oldest_open_year(on))
    return list(chased.order_by("due_on", "pk").values_list("pk", flat=True))


def horizon(on: date, calendar: Calendar) -> date:
    """The last due date that counts as "sắp đến hạn": a fixed date, too, is announced two working days ahead."""
    try:
        return calendar.add_working_days(on, SOON)
    except CalendarMissing:
        return on + timedelta(days=SOON)


def glances(ids: list[int]) -> Iterator[tuple[Visit, Ledger]]:
    """Those still open, in the order of `ids`, a batch at a time: case, open duties, and whom they were told to."""
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        told = _ledgers(batch)
        duties = Prefetch("duties", Duty.objects.filter(done_at=None).select_related("user"), to_attr="open_duties")
        visits = Visit.objects.filter(closed_at=None).select_related("case").prefetch_related(duties).in_bulk(batch)
        for pk in batch:
            if pk in visits:
                yield visits[pk], told.get(pk, frozenset())


def whole(visit_id: int) -> tuple[Visit, Ledger] | None:
    """One stay with everything a mail says; None when it has been left meanwhile."""
    visit = with_parts(Visit.objects.filter(pk=visit_id, closed_at=None)).first()
    return None if visit is None else (visit, _ledgers([visit_id]).get(visit_id, frozenset()))


def open_duties(visit: Visit) -> tuple[Duty, ...]:
    """What is still to be done there, as read with the visit."""
    return tuple(getattr(visit, "open_duties", ()))


def _ledgers(ids: list[int]) -> dict[int, Ledger]:
    found: dict[int, set[tuple[str, int]]] = {}
    for visit_id, rung, person_id in Alert.objects.filter(visit__in=ids).values_list("visit_id", "rung", "person_id"):
        found.setdefault(visit_id, set()).add((rung, person_id))
    return {visit_id: frozenset(pairs) for visit_id, pairs in found.items()}
