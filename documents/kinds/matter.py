"""What a paper is about: one đề án and perhaps one act of its life, and the unit that writes it."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation
from workflow.models import Case, Event


@dataclass(frozen=True, slots=True)
class Matter:
    """`event`: the act the paper belongs to, where its kind belongs to one. `written_on`: the day its facts are taken."""

    case: Case
    issuer: Organisation
    written_on: date
    event: Event | None = None
