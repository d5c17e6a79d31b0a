"""From a stage to people: who must act, who owns the đề án, who leads the unit. Remembers answers for one run."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from accounts.models import Membership, User
from accounts.queries import heads_of, holders, stand_ins
from accounts.vocabulary import Role
from notifications.ladder import Audience
from workflow.models import Case, Duty
from workflow.queries.turns import Lent, by_principal, substitutes

#: Reader → those in whose place they read it; nobody's, where it is meant for themselves.
Readers = dict[User, tuple[User, ...]]


def received_by(users: Iterable[User], instead: Callable[[User], Iterable[User]]) -> Readers:
    """Who reads what is meant for these people: who stands in for somebody away, everyone else themselves; each once."""
    readers: Readers = {}
    for user in users:
        substitutes = list(instead(user))
        if not substitutes:
            readers[user] = ()
        for one in substitutes:
            if readers.get(one) != ():
                readers[one] = (*readers.get(one, ()), user)
    return readers


class People:
    """Answers for one day. A sweep over thousands of stages asks the same units again and again."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._holders: dict[tuple[int, frozenset[str]], list[User]] = {}
        self._heads: dict[int, list[User]] = {}

    def of(self, audience: Audience, case: Case, duties: Iterable[Duty]) -> Readers:
        """Each person once, in a steady order."""
        match audience:
            case Audience.MUST_ACT:
                return self._merged(self._who_must(duty) for duty in duties)
            case Audience.OWNERS:
                owners = self._with_roles(case.implementer_id, [Role.OWNER])
                return received_by(owners, self._in_role(lambda m: m.role == Role.OWNER, case.implementer_id))
            case Audience.HEADS:
                heads = (user for duty in duties for user in self._heads_of(duty.organisation_id))
                return received_by(dict.fromkeys(heads), self._in_role(lambda m: m.is_head))

    def on_behalf(self, reader: User, audiences: Iterable[Audience], case: Case, duties: Iterable[Duty]) -> str:
        """The names of those in whose place the reader reads; empty where it is meant for the reader too."""
        duties = list(duties)
        whole = self._merged(self.of(audience, case, duties) for audience in audiences)
        return ", ".join(map(str, dict.fromkeys(whole.get(reader, ()))))

    def _who_must(self, duty: Duty) -> Readers:
        """The person whose duty it is; else everyone who may take it from the unit's queue."""
        named = duty.user is not None and duty.user.is_active
        users = [duty.user] if named and duty.user else self._with_roles(duty.organisation_id, duty.roles)
        return received_by(users, lambda user: substitutes(duty, user.pk, self._away))

    def _merged(self, parts: Iterable[Readers]) -> Readers:
        whole: Readers = {}
        for part in parts:
            for reader, names in part.items():
                own = not names or whole.get(reader) == ()
                whole[reader] = () if own else (*whole.get(reader, ()), *names)
        return whole

    def _in_role(
        self, fits: Callable[[Membership], bool], organisation_id: int | None = None
    ) -> Callable[[User], list[User]]:
        """Substitutes of a person in a role of theirs, in one unit or in any."""

        def instead(user: User) -> list[User]:
            lent = (one for one in self._away.get(user.pk, ()) if fits(one.held))
            return [one.substitute for one in lent if organisation_id in (None, one.held.organisation_id)]

        return instead

    @cached_property
    def _away(self) -> Lent:
        return by_principal(stand_ins(self.on))

    def _with_roles(self, organisation_id: int, roles: Iterable[str]) -> list[User]:
        key = (organisation_id, frozenset(roles))
        if key not in self._holders:
            self._holders[key] = holders(organisation_id, key[1], self.on)
        return self._holders[key]

    def _heads_of(self, organisation_id: int) -> list[User]:
        if organisation_id not in self._heads:
            self._heads[organisation_id] = heads_of(organisation_id, self.on)
        return self._heads[organisation_id]
