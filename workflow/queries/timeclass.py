"""The classes of `workflow.deadlines.status.classify` as SQL: lists, counts and reports never draw a line of their own.

`classes` says once, as conditions that exclude each other, what `status_of` says of a visit that was read. A test
compares the two over visits of every kind; a new class or a new exception is made here and there, or the test fails.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case as Choose
from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass, DueStatus, classify, last_soon_day
from workflow.lifecycle import ENDS, WITHOUT_RESULT
from workflow.models import Event, Pause, Visit
from workflow.vocabulary import Party

SOON = 2
"""Working days left at which "sắp đến hạn" begins."""


def status_of(visit: Visit, on: date, calendar: Calendar) -> DueStatus:
    """The one classifier, fed from a visit."""
    ended = visit.state in ENDS
    return classify(
        due=visit.due_on,
        today=on,
        finished_on=None if ended else visit.closed_on,
        paused=stands_still(visit),
        ended_without_result=_without_result(visit),
        calendar=calendar,
        soon=SOON,
    )


def stands_still(visit: Visit) -> bool:
    """Nothing runs: the case is suspended, or its only clock is stopped. Where a fixed date runs on, that is told."""
    return visit.party == Party.PAUSED or (visit.paused_on is not None and visit.due_on is None)


def _without_result(visit: Visit) -> bool:
    """The stay in which a đề án ended without one, and the stay that it left to do so."""
    if visit.state in ENDS or visit.closed_by_id is None:
        return visit.state in WITHOUT_RESULT
    return visit.closed_by is not None and visit.closed_by.target in WITHOUT_RESULT


def classes(on: date, calendar: Calendar) -> dict[DueClass, Q]:
    """Each class of `status_of` as a condition on visits; every visit meets exactly one."""
    paused = Q(party=Party.PAUSED) | Q(paused_on__isnull=False, due_on__isnull=True)
    return _conditions(on, calendar, closed=Q(closed_on__isnull=False), paused=paused)


def classes_then(on: date, calendar: Calendar) -> dict[DueClass, Q]:
    """As `classes`, for the end of a day gone by, on stays read `with_due_then`: what was left, stopped or moved later
    was still open, running and due as it was then."""
    stood = Pause.objects.filter(Q(until_on=None) | Q(until_on__gt=on), visit=OuterRef("pk"), from_on__lte=on)
    paused = Q(party=Party.PAUSED) | (Q(due_then__isnull=True) & Q(Exists(stood)))
    return _conditions(on, calendar, closed=Q(closed_on__lte=on), paused=paused, due="due_then")


def _conditions(on: date, calendar: Calendar, *, closed: Q, paused: Q, due: str = "due_on") -> dict[DueClass, Q]:
    """`due`: the column with the deadline."""
    soon = last_soon_day(on, calendar, SOON)
    ended = Q(state__in=ENDS)
    left = ~ended & closed
    for_nothing = Q(Exists(Event.objects.filter(pk=OuterRef("closed_by"), target__in=WITHOUT_RESULT)))
    done = left & ~for_nothing
    dated = Q((f"{due}__isnull", False))
    runs = ~ended & ~closed & ~paused & dated
    return {
        DueClass.OVERDUE: runs & Q((f"{due}__lt", on)),
        DueClass.DUE_TODAY: runs & Q((due, on)),
        DueClass.DUE_SOON: runs & Q((f"{due}__gt", on), (f"{due}__lte", soon)),
        DueClass.ON_TIME: runs & Q((f"{due}__gt", soon)),
        DueClass.PAUSED: ~ended & ~closed & paused,
        DueClass.UNTIMED: (
            Q(state__in=ENDS - WITHOUT_RESULT) | (done & ~dated) | (~ended & ~closed & ~paused & ~dated)
        ),
        DueClass.LATE: done & Q(closed_on__gt=F(due)),
        DueClass.PUNCTUAL: done & Q(closed_on=F(due)),
        DueClass.EARLY: done & Q(closed_on__lt=F(due)),
        DueClass.WITHDRAWN: Q(state__in=WITHOUT_RESULT) | (left & for_nothing),
    }


def kind_in(classes: dict[DueClass, Q]) -> Combinable:
    """The class of a visit as a column, e.g. "due_soon"."""
    whens = (When(condition, then=Value(kind.value)) for kind, condition in classes.items())
    return Choose(*whens, output_field=CharField())


def rank_in(classes: dict[DueClass, Q]) -> Combinable:
    """The place of a visit in the order of risk: 0 is the most urgent."""
    whens = (When(condition, then=Value(kind.rank)) for kind, condition in classes.items())
    return Choose(*whens, output_field=IntegerField())


def any_of(classes: dict[DueClass, Q], kinds: Iterable[DueClass]) -> Q:
    found = Q(pk__in=[])
    for kind in kinds:
        found |= classes[kind]
    return found
