"""From a stage to people: who must act, who owns the đề án, who leads the unit and who stands above. Remembers answers
for one run.

The one place where an audience becomes people: whoever is told of anything was found here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import prefetch_related_objects

from accounts.models import User
from accounts.queries import holders, levels_above
from accounts.vocabulary import Role
from notifications.vocabulary import Audience

#: How many levels of command above the unit an audience stands.
LEVELS = {Audience.UNIT_MANAGER: 0, Audience.LEADER_ABOVE: 1, Audience.NEXT_LEVEL: 2}


class Work(Protocol):
    """What somebody must do, as a duty says it: this person, or the holders of these roles in the unit."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def roles(self) -> list[str]: ...
    @property
    def user_id(self) -> int | None: ...


class People:
    """Answers for one day, each person with what they chose to hear. A sweep asks for the same units again and again."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._holders: dict[tuple[int, frozenset[str]], list[User]] = {}
        self._levels: dict[int, list[list[User]]] = {}
        self._users: dict[int, User] = {}

    def of(self, audience: Audience, *, implementer_id: int, work: Iterable[Work]) -> list[User]:
        """Each person once, in a steady order."""
        match audience:
            case Audience.MUST_ACT:
                found = [user for one in work for user in self.who_must(one)]
            case Audience.OWNERS:
                found = self._with_roles(implementer_id, [Role.OWNER])
            case _:
                found = [user for one in work for user in self._leaders(one.organisation_id, LEVELS[audience])]
        return list(dict.fromkeys(found))

    def who_must(self, work: Work) -> list[User]:
        """The person whose duty it is; else everyone who may take it from the unit's queue."""
        named = self._named(work.user_id) if work.user_id else None
        return [named] if named else self._with_roles(work.organisation_id, work.roles)

    def know(self, user_ids: Iterable[int]) -> None:
        """Reads these people at once, before each is asked for."""
        missing = set(user_ids) - self._users.keys()
        if missing:
            self._users |= User.objects.select_related("mail_preference").in_bulk(missing)

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
