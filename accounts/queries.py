"""What reads people and places, always as of a day."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Delegation, Membership, Organisation, Province, User
from accounts.people import Holding, Person
from accounts.vocabulary import OrganisationKind, Role

#: Names in common use beside the official ones, both in small letters.
ALSO_CALLED = {
    "thừa thiên huế": "huế",
    "thừa thiên - huế": "huế",
    "hcm": "hồ chí minh",
    "tphcm": "hồ chí minh",
    "bà rịa – vũng tàu": "bà rịa - vũng tàu",
    "bà rịa vũng tàu": "bà rịa - vũng tàu",
    "đăk lăk": "đắk lắk",
    "đăk nông": "đắk nông",
}


def valid_on(on: date) -> Q:
    """Rows whose period holds the day."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def person_of(user: User, on: date) -> Person:
    """The facts of a person on a day: every role then held, and the roles of those they stand in for."""
    held = Membership.objects.filter(valid_on(on), user=user).select_related("organisation")
    own = {_holding(membership) for membership in held}
    lent = {_holding(one.held, one.principal) for one in stand_ins(on, substitutes=[user.pk])}
    return Person(user.pk, user.full_name or user.username, user.email, frozenset(own | lent), user.is_superuser)


def _holding(held: Membership, away: User | None = None) -> Holding:
    return Holding(
        Role(held.role),
        held.organisation_id,
        OrganisationKind(held.organisation.kind),
        held.organisation.province_id,
        held.is_head,
        for_user_id=away.pk if away else None,
        for_name=(away.full_name or away.username) if away else "",
    )


#: Access to the whole system is given by another administrator, never handed on for a holiday.
NEVER_HANDED_OVER = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class StandIn:
    """One role that somebody else exercises on the day, for a person who is away."""

    delegation: Delegation
    held: Membership

    @property
    def principal(self) -> User:
        return self.delegation.principal

    @property
    def substitute(self) -> User:
        return self.delegation.substitute


def stand_ins(
    on: date, *, substitutes: Iterable[int] | None = None, principals: Iterable[int] | None = None
) -> list[StandIn]:
    """What delegations give on a day, all or those of some people (by id); one query where nobody is away.

    Only roles the principal holds that day by a membership of their own, so nothing is handed on; only while both are
    active and the substitute is of the same office, so that a delegation ends with what it rests on.
    """
    found = Delegation.objects.filter(
        valid_on(on), revoked_at=None, principal__is_active=True, substitute__is_active=True
    )
    if substitutes is not None:
        found = found.filter(substitute__in=list(substitutes))
    if principals is not None:
        found = found.filter(principal__in=list(principals))
    delegations = list(found.select_related("principal", "substitute").order_by("pk"))
    if not delegations:
        return []
    concerned = {pk for one in delegations for pk in (one.principal_id, one.substitute_id)}
    roles = Membership.objects.filter(valid_on(on), user__in=concerned).select_related("organisation").order_by("pk")
    desks: dict[int, list[Membership]] = {}
    for held in roles:
        desks.setdefault(held.user_id, []).append(held)
    return [
        StandIn(one, held)
        for one in delegations
        for held in desks.get(one.principal_id, ())
        if one.covers(held)
        and held.role not in NEVER_HANDED_OVER
        and _of_one_office(held, desks.get(one.substitute_id))
    ]


def absent_until(user_ids: Iterable[int], on: date) -> dict[int, date]:
    """Of these people, those who handed roles over for the day, each with the last day of the absence."""
    away: dict[int, date] = {}
    for one in stand_ins(on, principals=user_ids):
        away[one.principal.pk] = max(one.delegation.valid_to, away.get(one.principal.pk, on))
    return away


def _of_one_office(held: Membership, desks: Iterable[Membership] | None) -> bool:
    return any(desk.organisation.is_one_office_with(held.organisation) for desk in desks or ())


def _people(memberships: QuerySet[Membership]) -> list[User]:
    ids = memberships.values("user")
    return list(User.objects.filter(pk__in=ids, is_active=True).order_by("pk"))


def holders(organisation_id: int, roles: Iterable[str], on: date) -> list[User]:
    """Active people who hold one of the roles in the organisation on the day."""
    return _people(Membership.objects.filter(valid_on(on), organisation_id=organisation_id, role__in=list(roles)))


def heads_of(organisation_id: int, on: date) -> list[User]:
    """Those in charge of the organisation on the day; where there is none, of the unit above it, and so on up."""
    levels = levels_above(organisation_id, on)
    return levels[0] if levels else []


def levels_above(organisation_id: int, on: date) -> list[list[User]]:
    """Who is in charge, from the organisation upwards: first those who lead it, then those above them, to the top.

    A unit without anybody in charge is led by the next one up; nobody stands above themselves.
    """
    unit: Organisation | None = Organisation.objects.filter(pk=organisation_id).first()
    asked: set[int] = set()
    named: set[int] = set()
    levels: list[list[User]] = []
    while unit is not None and unit.pk not in asked:
        asked.add(unit.pk)
        heads = _people(Membership.objects.filter(valid_on(on), organisation=unit, is_head=True))
        if new := [head for head in heads if head.pk not in named]:
            levels.append(new)
            named |= {head.pk for head in new}
        unit = unit.parent
    return levels


def units_below(led: Iterable[int], on: date) -> list[set[int]]:
    """The other way round: for whoever leads these units, ids of the units for which they are in the first level of
    `levels_above`, in the second, and so on. One look per step of the tree."""
    found = dict.fromkeys(led, 0)
    ahead = dict(found)
    while ahead:
        below = Organisation.objects.filter(parent__in=list(ahead)).exclude(pk__in=list(found))
        steps = [(unit.pk, ahead[unit.parent_id]) for unit in below if unit.parent_id is not None]
        heads = Membership.objects.filter(valid_on(on), organisation__in=[pk for pk, _ in steps], is_head=True)
        with_head = set(heads.filter(user__is_active=True).values_list("organisation_id", flat=True))
        ahead = {pk: level + (pk in with_head) for pk, level in steps}
        found |= ahead
    depth = max(found.values(), default=-1) + 1
    return [{pk for pk, level in found.items() if level == wanted} for wanted in range(depth)]


def provinces_on(on: date) -> QuerySet[Province]:
    return Province.objects.filter(valid_on(on))


def province_by_code(code: str, on: date) -> Province:
    """Raises Province.DoesNotExist for a code that named nothing on that day."""
    return provinces_on(on).get(code=code)


def province_named(name: str, on: date) -> Province | None:
    """By name with or without "Tỉnh", "Thành phố", "TP."; None when no province bore it on that day."""
    wanted = bare_name(name)
    return next((province for province in provinces_on(on) if bare_name(province.name) == wanted), None)


def bare_name(name: str) -> str:
    """The name alone, in small letters: "Tỉnh  Phú Thọ" and "phú thọ" become one.

    The two old ways of spelling stay what they are to a computer ("Khánh Hoà", "Khánh Hòa"), so both are read.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split()).casefold()
    for prefix in ("thành phố ", "tỉnh ", "tp. ", "tp.", "tp "):
        text = text.removeprefix(prefix)
    text = text.replace("hoà", "hòa")
    return ALSO_CALLED.get(text, text)


def successor_of(province: Province) -> Province:
    """The province that stands in its place today: itself, or what it became."""
    merge = getattr(province, "became", None)
    return merge.new if merge else province
