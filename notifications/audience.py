"""From a stage to people: who must act, who owns the đề án, who leads the unit and who stands above. Remembers answers
for one run.

The one place where an audience becomes people: whoever is told of anything was found here.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cached_property
from typing import Protocol

from django.db.models import prefetch_related_objects

from accounts.models import Membership, User
from accounts.queries import holders, levels_above, stand_ins
from accounts.vocabulary import Role
from notifications.vocabulary import Audience
from workflow.models import Event
from workflow.queries.turns import Lent, by_principal, substitutes

#: How many levels of command above the unit an audience stands.
LEVELS = {Audience.UNIT_MANAGER: 0, Audience.LEADER_ABOVE: 1, Audience.NEXT_LEVEL: 2}
#: Reader → those in whose place they read it; nobody's, where it is meant for themselves.
Readers = dict[User, tuple[User, ...]]


class Work(Protocol):
    """What somebody must do, as a duty says it: this person, or the holders of these roles in the unit."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def roles(self) -> Collection[str]: ...
    @property
    def user_id(self) -> int | None: ...
    @property
    def action(self) -> str: ...


def received_by(users: Iterable[User], instead: Callable[[User], Iterable[User]]) -> Readers:
    """Who reads what is meant for these people: who stands in for somebody away, everyone else themselves; each once."""
    readers: Readers = {}
    for user in users:
        others = list(instead(user))
        if not others:
            readers[user] = ()
        for one in others:
            if readers.get(one) != ():
                readers[one] = (*readers.get(one, ()), user)
    return readers


def in_whose_place(readers: Readers, reader: User) -> str:
    """Their names; empty where it is meant for the reader too."""
    return ", ".join(map(str, dict.fromkeys(readers.get(reader, ()))))


class People:
    """Answers for one day, each person with what they chose to hear. A sweep asks for the same units again and again."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._holders: dict[tuple[int, frozenset[str]], list[User]] = {}
        self._levels: dict[int, list[list[User]]] = {}
        self._users: dict[int, User] = {}

    def of(self, audience: Audience, *, implementer_id: int, work: Iterable[Work]) -> list[User]:
        """Who reads it, each person once, in a steady order: whoever stands in for somebody who is away."""
        return list(self._readers(audience, implementer_id, work))

    def on_behalf(
        self, reader: User, audiences: Iterable[Audience], *, implementer_id: int, work: Iterable[Work]
    ) -> str:
        """The names of those in whose place the reader reads; empty where it is meant for the reader too."""
        work = list(work)
        whole = _merged(self._readers(audience, implementer_id, work) for audience in audiences)
        return in_whose_place(whole, reader)

    def witnesses(self, case_id: int) -> Readers:
        """Who hears what became of a đề án because they worked on it: each of them, or while they are away whoever
        stands in for them in the unit where they acted."""
        acts = Event.objects.filter(case=case_id).order_by("actor_id", "actor_organisation_id")
        found = list(acts.values_list("actor_id", "actor_organisation_id").distinct())
        self.know(actor for actor, _ in found)
        known = ((self._named(actor), unit) for actor, unit in found)
        return _merged(received_by([user], self._in_role(lambda _: True, unit)) for user, unit in known if user)

    def know(self, user_ids: Iterable[int]) -> None:
        """Reads these people at once, before each is asked for."""
        missing = set(user_ids) - self._users.keys()
        if missing:
            self._users |= User.objects.select_related("mail_preference").in_bulk(missing)

    def _readers(self, audience: Audience, implementer_id: int, work: Iterable[Work]) -> Readers:
        match audience:
            case Audience.MUST_ACT:
                return _merged(self._who_must(one) for one in work)
            case Audience.OWNERS:
                owners = self._with_roles(implementer_id, [Role.OWNER])
                return received_by(owners, self._in_role(lambda m: m.role == Role.OWNER, implementer_id))
            case _:
                leaders = (user for one in work for user in self._leaders(one.organisation_id, LEVELS[audience]))
                return received_by(dict.fromkeys(leaders), self._in_role(lambda m: m.is_head))

    def _who_must(self, work: Work) -> Readers:
        """The person whose duty it is; else everyone who may take it from the unit's queue."""
        named = self._named(work.user_id) if work.user_id else None
        users = [named] if named else self._with_roles(work.organisation_id, work.roles)
        return received_by(users, lambda user: self._with_choices(substitutes(work, user.pk, self._away)))

    def _in_role(
        self, fits: Callable[[Membership], bool], organisation_id: int | None = None
    ) -> Callable[[User], list[User]]:
        """Substitutes of a person in a role of theirs, in one unit or in any."""

        def instead(user: User) -> list[User]:
            lent = (one for one in self._away.get(user.pk, ()) if fits(one.held))
            found = [one.substitute for one in lent if organisation_id in (None, one.held.organisation_id)]
            return self._with_choices(found)

        return instead

    @cached_property
    def _away(self) -> Lent:
        return by_principal(stand_ins(self.on))

    def _named(self, user_id: int) -> User | None:
        self.know([user_id])
        user = self._users.get(user_id)
        return user if user is not None and user.is_active else None

    def _with_roles(self, organisation_id: int, roles: Iterable[str]) -> list[User]:
        key = (organisation_id, frozenset(roles))
        if key not in self._holders:
            self._holders[key] = self._with_choices(holders(organisation_id, key[1], self.on))
        return self._holders[key]

    def _leaders(self, organisation_id: int, level: int) -> list[User]:
        if organisation_id not in self._levels:
            levels = levels_above(organisation_id, self.on)
            self._levels[organisation_id] = [self._with_choices(heads) for heads in levels]
        levels = self._levels[organisation_id]
        return levels[level] if level < len(levels) else []

    def _with_choices(self, users: list[User]) -> list[User]:
        prefetch_related_objects(users, "mail_preference")
        return users


def _merged(parts: Iterable[Readers]) -> Readers:
    whole: Readers = {}
    for part in parts:
        for reader, names in part.items():
            own = not names or whole.get(reader) == ()
            whole[reader] = () if own else (*whole.get(reader, ()), *names)
    return whole
