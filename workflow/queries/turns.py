"""Whose turn a duty is on a day: its person's, their unit's, and while somebody is away that of whoever stands in.

No row changes hands: who stands in is read with the day, so the work is back with its person when the last day is over.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Protocol

from django.db.models import Q

from accounts.models import Membership, User
from accounts.people import Person
from accounts.queries import StandIn, stand_ins
from workflow.engine.duties import PERSONAL
from workflow.models import Duty


def by_name(person: Person) -> Q:
    """Open duties of this person, and those of the people they stand in for, but for what only the named may do."""
    mine = Q(user_id=person.user_id)
    for holding in person.holdings:
        if holding.for_user_id:
            lent = Q(user_id=holding.for_user_id, organisation_id=holding.organisation_id)
            mine |= lent & Q(roles__contains=[holding.role.value]) & ~Q(action__in=PERSONAL)
    return mine & Q(done_at=None)


def in_queues(person: Person) -> Q:
    """Open duties in the queues of this person's units, for the roles held there or exercised for somebody else."""
    mine = Q(pk__in=[])
    for holding in person.holdings:
        mine |= Q(organisation_id=holding.organisation_id, roles__contains=[holding.role.value])
    return mine & Q(user=None, done_at=None)


def names_for(duty: Duty, person: Person) -> frozenset[str] | None:
    """For whom this person would do a duty of either kind: none named, for themselves; None, it is not theirs to do."""
    if duty.user_id == person.user_id:
        return frozenset()
    fit = [h for h in person.holdings if h.organisation_id == duty.organisation_id and h.role.value in duty.roles]
    if duty.user_id is not None:
        fit = [h for h in fit if h.for_user_id == duty.user_id and duty.action not in PERSONAL]
    elif any(h.for_user_id is None for h in fit):
        return frozenset()
    return frozenset(h.for_name for h in fit) if fit else None


#: Who stands in on a day, by the id of the one who is away.
Lent = Mapping[int, list[StandIn]]


def lent(duties: Iterable[Duty], on: date, *, reader: Person | None = None) -> Lent:
    """Read once for a page of work: of those who have some of it by name, and of its reader."""
    away = {duty.user_id for duty in duties if duty.user_id}
    return by_principal(stand_ins(on, principals=away | ({reader.user_id} if reader else set())))


def by_principal(found: Iterable[StandIn]) -> Lent:
    away: dict[int, list[StandIn]] = {}
    for one in found:
        away.setdefault(one.principal.pk, []).append(one)
    return away


class Task(Protocol):
    """A duty, as far as finding its people goes."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def roles(self) -> Collection[str]: ...
    @property
    def action(self) -> str: ...


def substitutes(duty: Task, user_id: int | None, away: Lent) -> list[User]:
    """Who does this duty instead of that person; nobody, where only the named may do it or the person is there."""
    if user_id is None or duty.action in PERSONAL:
        return []
    fit = (one for one in away.get(user_id, ()) if _is_work_of(one.held, duty))
    return list(dict.fromkeys(one.substitute for one in fit))


def _is_work_of(held: Membership, duty: Task) -> bool:
    return held.organisation_id == duty.organisation_id and held.role in duty.roles
