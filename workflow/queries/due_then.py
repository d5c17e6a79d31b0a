"""The deadline of a stay as it stood at the end of a day gone by: the events keep what every later move moved it from.

A pause, an extension or a change of the calendar that came after a period changes nothing that was said of it.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce, Least

from workflow.engine.clock import VIETNAM
from workflow.engine.timing import CLOCKS
from workflow.models import Event, Visit

LAST = 2**31 - 1


def with_due_then(stays: QuerySet[Visit], on: date) -> QuerySet[Any]:
    """With `due_then`: the earlier of the clocks that ran at the end of that day; None where none did.

    Asks for events only where the deadline was ever moved (its cycle grew).
    """
    clocks = (_clock_then(clock.value, on) for clock in CLOCKS)
    return stays.annotate(due_then=Case(When(cycle=1, then=F("due_on")), default=Least(*clocks)))


def _clock_then(clock: str, on: date) -> Combinable:
    """What the first move after the day moved it from; what it is now, if it was not moved since."""
    over = datetime.combine(on + timedelta(days=1), time(0), VIETNAM)
    moves = Event.objects.filter(
        case=OuterRef("case"),
        at__gte=over,
        seq__gt=OuterRef("opened_by__seq"),
        seq__lte=Coalesce(OuterRef("closed_by__seq"), Value(LAST)),
        **{f"data__dates__{clock}__isnull": False},
    ).order_by("seq")
    before = KeyTextTransform("0", KeyTransform(clock, KeyTransform("dates", "data")))
    was = moves.values(was=Cast(before, DateField()))
    return Case(When(Exists(moves), then=Subquery(was[:1])), default=F(f"{clock}_due_on"))
