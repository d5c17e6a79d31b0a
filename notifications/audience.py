"""From a stage to people: who must act, who owns the đề án, who leads the unit. Remembers answers for one run."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from accounts.queries import heads_of, holders
from accounts.vocabulary import Role
from notifications.ladder import Audience
from workflow.models import Case, Duty


class People:
    """Answers for one day. A sweep over thousands of stages asks the same units again and again."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._holders: dict[tuple[int, frozenset[str]], list[User]] = {}
        self._heads: dict[int, list[User]] = {}

    def of(self, audience: Audience, case: Case, duties: Iterable[Duty]) -> list[User]:
        """Each person once, in a steady order."""
        match audience:
            case Audience.MUST_ACT:
                found = [user for duty in duties for user in self.who_must(duty)]
            case Audience.OWNERS:
                found = self._with_roles(case.implementer_id, [Role.OWNER])
            case Audience.HEADS:
                found = [user for duty in duties for user in self._heads_of(duty.organisation_id)]
        return list(dict.fromkeys(found))

    def who_must(self, duty: Duty) -> list[User]:
        """The person whose duty it is; else everyone who may take it from the unit's queue."""
        if duty.user is not None and duty.user.is_active:
            return [duty.user]
        return self._with_roles(duty.organisation_id, duty.roles)

    def _with_roles(self, organisation_id: int, roles: Iterable[str]) -> list[User]:
        key = (organisation_id, frozenset(roles))
        if key not in self._holders:
            self._holders[key] = holders(organisation_id, key[1], self.on)
        return self._holders[key]

    def _heads_of(self, organisation_id: int) -> list[User]:
        if organisation_id not in self._heads:
            self._heads[organisation_id] = heads_of(organisation_id, self.on)
        return self._heads[organisation_id]
