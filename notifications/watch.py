"""What a sweep reads: open stays whose day has come, through the partial index, a page at a time, and only facts.

The engine says which stays to look at: it sets `watch_on` when one begins, and whenever its deadline or its people
change. A sweep sets it to the day of the next rung, so that the next one reads only what changed.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from notifications.stumbling import resting
from notifications.vocabulary import Doing
from workflow.models import Case, Duty, Visit
from workflow.money.books import oldest_open_year

FACTS = (
    "pk", "case_id", "state", "cycle", "due_on", "watch_on", "case__programme", "case__implementer_id",
    "case__plan_year",
)  # fmt: skip
SET_DAYS = """
    UPDATE workflow_visit v SET watch_on = next.day
      FROM unnest(%s::bigint[], %s::date[]) AS next (id, day)
     WHERE v.id = next.id
"""


class Task(NamedTuple):
    """An open duty, as far as finding its people goes."""

    organisation_id: int
    roles: tuple[str, ...]
    user_id: int | None
    action: str


class Stay(NamedTuple):
    """An open stay of a đề án in a stage, as far as telling people goes."""

    pk: int
    case_id: int
    state: str
    cycle: int
    due_on: date | None
    watch_on: date
    programme: str
    implementer_id: int
    plan_year: int

    def is_chased(self, on: date) -> bool:
        """A đề án of a plan year whose books are closed can no longer be funded: nobody is chased for it."""
        return self.due_on is not None and self.plan_year >= oldest_open_year(on)


def to_watch(on: date, at: datetime) -> Q:
    """Open stays whose day has come, but those that stumbled and wait for another try."""
    broken = resting(Doing.SWEEP, at).values("visit")
    return Q(closed_at=None, watch_on__lte=on, opened_on__lte=on) & ~Q(pk__in=broken)


def pages(on: date, at: datetime, size: int) -> Iterator[list[tuple[int, int]]]:
    """(stay, case) of everything to look at, the longest waiting first, page after page: what another sweep has in its
    hands is passed by, and what was done meanwhile is no longer there."""
    day, last = date.min, 0
    while True:
        rest = Q(watch_on__gte=day) & (Q(watch_on__gt=day) | Q(pk__gt=last))
        found = Visit.objects.filter(to_watch(on, at), rest).order_by("watch_on", "pk")
        page = [(pk, case, due or day) for pk, case, due in found.values_list("pk", "case_id", "watch_on")[:size]]
        if not page:
            return
        yield [(pk, case) for pk, case, _ in page]
        last, _, day = page[-1]


def these(ids: Iterable[int]) -> RawSQL:
    """For `pk__in`, as one parameter: one for each of hundreds costs more than the answer."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def lock_cases(case_ids: Iterable[int]) -> set[int]:
    """Takes the rows of these cases, in the order of their ids: the first lock anyone takes. Those that someone is
    working on are left out: what is true of them is just changing."""
    cases = Case.objects.filter(pk__in=these(case_ids)).order_by("pk")
    return set(cases.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))


def stays(ids: Iterable[int], on: date, at: datetime) -> list[Stay]:
    """Read once the cases are held: those of them that still are to be looked at."""
    found = Visit.objects.filter(to_watch(on, at), pk__in=these(ids)).order_by("pk")
    return [Stay(*row) for row in found.values_list(*FACTS)]


def tasks_of(visit_ids: Iterable[int]) -> dict[int, tuple[Task, ...]]:
    """What is still to be done in each."""
    duties = Duty.objects.filter(visit__in=these(visit_ids), done_at=None).order_by("visit", "pk")
    found: dict[int, tuple[Task, ...]] = {}
    for visit_id, unit, roles, user, action in duties.values_list(
        "visit_id", "organisation_id", "roles", "user_id", "action"
    ):
        found[visit_id] = (*found.get(visit_id, ()), Task(unit, tuple(roles), user, action))
    return found


def set_days(days: dict[int, date | None]) -> None:
    """When each stay is looked at next."""
    with connection.cursor() as cursor:
        cursor.execute(SET_DAYS, [list(days), list(days.values())])


def open_duties(visit: Visit) -> tuple[Duty, ...]:
    """What is still to be done there, as read with the visit."""
    return tuple(getattr(visit, "open_duties", ()))
