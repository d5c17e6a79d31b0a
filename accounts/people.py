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

    def holds(self, role: Role, organisation_id: int) -> bool:
        return any(h.role == role and h.organisation_id == organisation_id for h in self.holdings)
