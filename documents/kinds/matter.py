"""What a paper is about: one đề án and perhaps one act of its life, or a plan of many; and the unit that writes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from workflow.models import Case, Event
from workflow.vocabulary import Programme


@dataclass(frozen=True, slots=True)
class Matter:
    """`event`: the act the paper belongs to, where its kind belongs to one. `written_on`: the day its facts are taken."""

    case: Case
    issuer: Organisation
    written_on: date
    event: Event | None = None

    @property
    def act(self) -> Event:
        """For kinds that belong to one."""
        assert self.event is not None, "a paper of this kind follows an act"
        return self.event


@dataclass(frozen=True, slots=True)
class Plan:
    """The projects of one programme and year; of one đợt where `tranche` names it."""

    programme: Programme
    year: int
    tranche: int | None = None


@dataclass(frozen=True, slots=True)
class PlanMatter:
    """`cases`: the projects of the plan that are the issuer's to write of, in the order of their codes."""

    plan: Plan
    issuer: Organisation
    written_on: date
    cases: Sequence[Case]
