"""What the pages of absences read: my own, those I stand in for, those of the people I am in charge of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from accounts.models import Delegation, Membership, User
from accounts.people import Person
from accounts.queries import NEVER_HANDED_OVER, valid_on


class Standing(StrEnum):
    """How a delegation stands on a day."""

    NOW = "Đang có hiệu lực"
    AHEAD = "Chưa đến ngày"
    OVER = "Đã hết thời hạn"
    ENDED = "Đã cho thôi"


@dataclass(frozen=True, slots=True)
class Line:
    """One delegation on a page. `may_end`: this visitor may end it, and there is still something to end."""

    delegation: Delegation
    standing: Standing
    may_end: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the people somebody is in charge of, their roles there, and who stands in for them today."""

    user: User
    roles: tuple[str, ...]
    substitutes: tuple[str, ...]


def standing_on(delegation: Delegation, on: date) -> Standing:
    if delegation.revoked_at is not None:
        return Standing.ENDED
    if delegation.valid_to < on:
        return Standing.OVER
    return Standing.NOW if delegation.valid_from <= on else Standing.AHEAD


def headed_units(person: Person, *, apart_from: int | None = None) -> frozenset[int]:
    """Ids of the units the person is in charge of. A head's stand-in is in charge of everybody there but that head:
    `apart_from` leaves out what is held on behalf of this one."""
    return frozenset(
        h.organisation_id for h in person.holdings if h.is_head and (apart_from is None or h.for_user_id != apart_from)
    )


def in_charge_of(person: Person, on: date) -> QuerySet[User]:
    """Who has, or will have, a role in a unit of theirs; neither themselves nor whom they stand in for."""
    roles = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), organisation__in=headed_units(person))
    roles = roles.exclude(role__in=NEVER_HANDED_OVER)
    known = {h.for_user_id for h in person.holdings if h.for_user_id} | {person.user_id}
    return (
        User.objects.filter(pk__in=roles.values("user"), is_active=True)
        .exclude(pk__in=known)
        .order_by("full_name", "pk")
    )


def visible_delegations(person: Person, on: date) -> QuerySet[Delegation]:
    """Default deny: one's own, those one stands in by, and those of one's people. Whoever sees one may end it: the
    principal takes the work back, the substitute gives it back, whoever is in charge decides."""
    return _whole().filter(Q(principal=person.user_id) | Q(substitute=person.user_id) | _of_my_people(person, on))


def _of_my_people(person: Person, on: date) -> Q:
    """Roles in the units one is in charge of, or all roles of somebody who works there."""
    there = Q(membership=None) | Q(membership__organisation__in=headed_units(person))
    return Q(principal__in=in_charge_of(person, on)) & there


def own_absences(person: Person, on: date) -> list[Line]:
    return _lines(_whole().filter(principal=person.user_id), on)


def stood_in_for(person: Person, on: date) -> list[Line]:
    return _lines(_whole().filter(substitute=person.user_id), on)


def absences_of_people(person: Person, on: date) -> list[Line]:
    return _lines(_whole().filter(_of_my_people(person, on)), on)


def _whole() -> QuerySet[Delegation]:
    return Delegation.objects.select_related(
        "principal", "substitute", "membership__organisation", "created_by", "revoked_by"
    )


def _lines(found: QuerySet[Delegation], on: date) -> list[Line]:
    """Those in force first, then those ahead, then the past, the latest before the earlier."""
    order = list(Standing)
    lines = [Line(one, standing := standing_on(one, on), standing in (Standing.NOW, Standing.AHEAD)) for one in found]
    return sorted(lines, key=lambda line: order.index(line.standing))


def colleagues(person: Person, on: date) -> list[Colleague]:
    """The people this person is in charge of, with their roles there and who stands in for them today."""
    held = Membership.objects.filter(valid_on(on), organisation__in=headed_units(person)).select_related("organisation")
    roles: dict[int, list[str]] = {}
    for one in held.order_by("organisation", "role"):
        roles.setdefault(one.user_id, []).append(f"{one.get_role_display()} – {one.organisation}")
    away: dict[int, list[str]] = {}
    for line in absences_of_people(person, on):
        if line.standing == Standing.NOW:
            away.setdefault(line.delegation.principal_id, []).append(str(line.delegation.substitute))
    return [
        Colleague(user, tuple(roles.get(user.pk, ())), tuple(away.get(user.pk, ())))
        for user in in_charge_of(person, on)
    ]


def roles_to_hand_over(user: User, on: date) -> QuerySet[Membership]:
    """Held now or later."""
    held = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), user=user)
    return held.exclude(role__in=NEVER_HANDED_OVER).select_related("organisation").order_by("organisation", "role")


def possible_substitutes(principal: User, on: date) -> QuerySet[User]:
    """Active people of the principal's offices, now or later, in the order of their names."""
    near = Q(pk__in=[])
    for unit in (held.organisation for held in roles_to_hand_over(principal, on)):
        near |= Q(organisation=unit) | Q(organisation__parent=unit, organisation__kind=unit.kind)
        if unit.parent_id:
            near |= Q(organisation=unit.parent_id, organisation__kind=unit.kind)
    there = Membership.objects.filter(near, Q(valid_to=None) | Q(valid_to__gte=on))
    people = User.objects.filter(pk__in=there.values("user"), is_active=True)
    return people.exclude(pk=principal.pk).order_by("full_name", "pk")
