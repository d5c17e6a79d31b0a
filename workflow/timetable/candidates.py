"""Which open stays a change of some days can touch, as one question to the database.

A term counted in days asks the calendar about the days from its beginning to its end, and about no others: what is
reckoned over a pause never ends before what was reckoned without it. One that stands still asks about every day since
its beginning. A fixed date asks only for the last working day in time, so about the days off right before it. What was
not reckoned the last time is looked at again. Everything else stands, whatever happens to these days; a test compares
with the reckoning of all.
"""

from django.db.models import Q, QuerySet

from workflow.deadlines.rules import Unit
from workflow.engine.timing import WITH_RECORDS
from workflow.models import CalendarLine, Visit
from workflow.timetable.alteration import Span

COUNTED = [Unit.WORKING_DAYS.value, Unit.CALENDAR_DAYS.value]


def candidates(span: Span) -> QuerySet[Visit]:
    """In no order. Judged by the dates that stand now: a stay that was redated already may fall out."""
    first, last, beyond = span.first, span.last, span.beyond
    counts = Q(clock_from__lte=last) & (
        Q(legal_rule__unit__in=COUNTED, legal_due_on__gte=first)
        | Q(target_rule__unit__in=COUNTED, target_due_on__gte=first)
    )
    stands = Q(clock_from__lte=last, paused_on__isnull=False)
    rests_before = Q(legal_due_on__gte=first, legal_due_on__lt=beyond) | Q(
        target_due_on__gte=first, target_due_on__lt=beyond
    )
    not_reckoned = Q(pk__in=CalendarLine.objects.exclude(problem="").values("visit"))
    return Visit.objects.filter(counts | stands | rests_before | not_reckoned, closed_at=None)


def next_pairs(span: Span, *, after: int, limit: int) -> list[tuple[int, int]]:
    """(stay, case) of the next in the order of the ids of the stays."""
    found = candidates(span).filter(pk__gt=after).order_by("pk")
    return list(found.values_list("pk", "case_id")[:limit])


def next_of(span: Span, *, after: int, limit: int) -> list[Visit]:
    """The same stays, with all that their reckoning needs."""
    found = candidates(span).filter(pk__gt=after).order_by("pk")
    return list(found.select_related("case").prefetch_related(*WITH_RECORDS)[:limit])
