"""Whose turn it is, as rows: opened with a visit, ended with it. Worklists and mails read nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from accounts.models import Membership, Organisation
from accounts.queries import valid_on
from accounts.vocabulary import OrganisationKind, Role
from workflow.engine.clock import day_of
from workflow.lifecycle import Relation, Stage
from workflow.models import Case, Duty, Visit
from workflow.vocabulary import Action, Programme

#: Work that is done by the person named or by nobody.
PERSONAL = (Action.SCORE, Action.CONCLUDE)

KIND_OF = {
    Relation.AGENCY: OrganisationKind.AGENCY,
    Relation.MINISTRY: OrganisationKind.MINISTRY,
    Relation.FINANCE_MINISTRY: OrganisationKind.FINANCE_MINISTRY,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty that should exist: for one person, or for the holders of some roles in a unit."""

    sentence: str
    organisation_id: int
    roles: tuple[Role, ...]
    user_id: int | None = None
    action: str = ""


class Parties(Protocol):
    """Whatever knows the units of a đề án."""

    @property
    def programme(self) -> str: ...
    @property
    def implementer_id(self) -> int | None: ...
    @property
    def department_id(self) -> int | None: ...
    @property
    def province_id(self) -> int | None: ...


def organisation_in(relation: Relation, case: Parties) -> int | None:
    """The id of the organisation that stands in this relation to the case."""
    match relation:
        case Relation.IMPLEMENTER:
            return case.implementer_id
        case Relation.DEPARTMENT:
            return case.department_id
        case Relation.PROVINCE:
            if case.province_id is None:
                return None
            found = Organisation.objects.filter(kind=OrganisationKind.PROVINCE, province_id=case.province_id)
        case Relation.BENEFICIARY:
            return None
        case _:
            if case.programme != Programme.NATIONAL:
                return None
            found = Organisation.objects.filter(kind=KIND_OF[relation], is_active=True)
    return found.order_by("id").values_list("id", flat=True).first()


def wanted_by(stage: Stage, case: Case) -> list[Wanted]:
    """The stage's own turn: one duty per organisation, for all roles named there."""
    roles: dict[int, list[Role]] = {}
    for grant in stage.turn:
        organisation = organisation_in(grant.relation, case)
        if organisation is not None:
            roles.setdefault(organisation, []).append(grant.role)
    return [Wanted(stage.duty, organisation, tuple(held)) for organisation, held in roles.items()]


def open_duties(*, visit: Visit, case: Case, wanted: Iterable[Wanted], at: datetime) -> None:
    """The owner's duty goes to who drafted the case; one that a single person can do is theirs; the rest wait in the queue.

    Whoever has the work now must hear what was said of the stage before: it is watched anew.
    """
    if visit.watch_on != (today := day_of(at)):
        visit.watch_on = today
        visit.save(update_fields=["watch_on"])
    Duty.objects.bulk_create(
        Duty(
            visit=visit,
            case=case,
            action=item.action,
            sentence=item.sentence,
            organisation_id=item.organisation_id,
            roles=[role.value for role in item.roles],
            user_id=item.user_id or _whose(item, case, at),
            opened_at=at,
        )
        for item in wanted
    )


def _whose(item: Wanted, case: Case, at: datetime) -> int | None:
    people = _holder_ids(item.organisation_id, item.roles, day_of(at))
    if case.created_by_id in people:
        return case.created_by_id
    return people[0] if len(people) == 1 else None


def _holder_ids(organisation_id: int, roles: Iterable[Role], on: date) -> list[int]:
    """The ids of `accounts.queries.holders`, without reading the people: every act asks for them."""
    held = Membership.objects.filter(valid_on(on), organisation_id=organisation_id, role__in=list(roles))
    return sorted(set(held.filter(user__is_active=True).order_by().values_list("user_id", flat=True)))


def assignable(visit: Visit, organisation_ids: Iterable[int]) -> list[Duty]:
    """Open work of these units that one person may hand to another; a seat in a council belongs to who was named."""
    found = Duty.objects.filter(visit=visit, done_at=None, organisation_id__in=list(organisation_ids))
    return list(found.exclude(action__in=PERSONAL).order_by("pk"))


def candidates(duty: Duty, on: date) -> list[int]:
    """Ids of those who could do it: holders of one of its roles in its unit."""
    return _holder_ids(duty.organisation_id, [Role(role) for role in duty.roles], on)


def assign(*, visit: Visit, organisation_id: int, user_id: int | None) -> None:
    """Gives the unit's work here to one person; None puts it back in the queue."""
    ids = [duty.pk for duty in assignable(visit, [organisation_id])]
    Duty.objects.filter(pk__in=ids).update(user_id=user_id, seen_at=None)


def end_duties(*, visit: Visit, at: datetime, user_id: int | None = None) -> None:
    """Ends the open duties of a visit; with a user, only that person's."""
    duties = Duty.objects.filter(visit=visit, done_at=None)
    if user_id is not None:
        duties = duties.filter(user_id=user_id)
    duties.update(done_at=at)


def replace_duties(*, visit: Visit, case: Case, wanted: Iterable[Wanted], at: datetime) -> None:
    end_duties(visit=visit, at=at)
    open_duties(visit=visit, case=case, wanted=wanted, at=at)
