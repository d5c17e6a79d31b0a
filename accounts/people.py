"""A person as facts, on one day: what permissions read. Pure and frozen."""

from dataclasses import dataclass
from functools import cached_property

from accounts.vocabulary import OrganisationKind, Role


@dataclass(frozen=True, slots=True)
class Holding:
    """One role in one organisation."""

    role: Role
    organisation_id: int
    kind: OrganisationKind
    province_id: int | None = None
    is_head: bool = False
    for_user_id: int | None = None
    """Whose role it is, where it is exercised on behalf of somebody who is away; None: the person's own."""
    for_name: str = ""


@dataclass(frozen=True)
class Person:
    user_id: int
    name: str
    email: str
    holdings: frozenset[Holding]
    is_superuser: bool = False

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(holding.role for holding in self.holdings)

    @cached_property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(holding.organisation_id for holding in self.holdings)

    @property
    def is_administrator(self) -> bool:
        return self.is_superuser or Role.ADMINISTRATOR in self.roles

    def first_holding(self, role: Role, organisation_id: int) -> Holding | None:
        """Their own, else one they exercise for somebody who is away."""
        found = [h for h in self.holdings if h.role == role and h.organisation_id == organisation_id]
        return min(found, key=lambda h: h.for_user_id or 0, default=None)

    def holds(self, role: Role, organisation_id: int) -> bool:
        return any(h.role == role and h.organisation_id == organisation_id for h in self.holdings)
