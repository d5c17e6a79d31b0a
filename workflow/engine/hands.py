"""Who had a hand in a đề án so far, under which name and in which role: what separation of duties looks back on."""

from dataclasses import dataclass
from functools import cached_property

from accounts.people import Holding
from accounts.vocabulary import Role
from workflow.models import Case, Event
from workflow.vocabulary import Action, State


@dataclass(frozen=True, slots=True)
class Hand:
    """One kind of act somebody did, in their own name or (`on_behalf_of`) in that of another.

    `roles`: those the table lets do it; `personal`: it was judged in person; `about_clock`: it judged nothing.
    """

    actor: int
    on_behalf_of: int | None
    organisation: int | None
    action: Action
    roles: frozenset[Role]
    personal: bool = False
    about_clock: bool = False

    @property
    def names(self) -> frozenset[int]:
        return frozenset({self.actor, self.on_behalf_of or self.actor})


class Hands:
    """Reads the events of a case once, and only when it is asked."""

    def __init__(self, case: Case) -> None:
        self.case = case

    @cached_property
    def all(self) -> tuple[Hand, ...]:
        acts = Event.objects.filter(case=self.case).order_by()
        kinds = acts.values_list("actor_id", "on_behalf_of_id", "actor_organisation_id", "source", "action").distinct()
        return tuple(self._hand(*kind) for kind in kinds)

    def _hand(self, actor: int, on_behalf_of: int | None, organisation: int | None, source: str, action: str) -> Hand:
        row = self.case.table.row(State(source), Action(action))
        if row is None:  # CREATE stands in no table, nor does what an older version of it allowed
            roles = frozenset({Role.OWNER}) if action == Action.CREATE else frozenset()
            return Hand(actor, on_behalf_of, organisation, Action(action), roles, about_clock=action == Action.REDATE)
        roles = frozenset(grant.role for grant in row.who)
        return Hand(actor, on_behalf_of, organisation, Action(action), roles, row.personal, row.about_clock)

    @property
    def of_the_owner(self) -> frozenset[int]:
        """Ids of all who acted for the implementing unit as its owner, and of those in whose name it was done."""
        side = (hand for hand in self.all if hand.organisation == self.case.implementer_id and Role.OWNER in hand.roles)
        return frozenset(name for hand in side for name in hand.names)

    def under_another_hat(self, user_id: int, holding: Holding) -> Hand | None:
        """An earlier act of this person that the holding they would now lend their hand to could not have done."""
        return next((hand for hand in self.all if user_id in hand.names and _another_hat(hand, holding)), None)


def _another_hat(hand: Hand, holding: Holding) -> bool:
    if hand.about_clock or holding.for_user_id in hand.names:
        return False
    return hand.personal or hand.organisation != holding.organisation_id or holding.role not in hand.roles
