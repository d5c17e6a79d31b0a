"""What one đề án of the demo is to be, before it is written: where, for what, how much. Pure."""

from dataclasses import dataclass

from accounts.models import Organisation, Province
from workflow.vocabulary import ContentType, Programme, ProjectKind


@dataclass(frozen=True, slots=True)
class Place:
    """A province of its time with the units that act in it."""

    province: Province
    department: Organisation
    implementer: Organisation
    committee: Organisation

    @property
    def area(self) -> str:
        """The province as it stands within a sentence: "tỉnh Phú Thọ"."""
        name = self.province.name
        return name[:1].lower() + name[1:]


@dataclass(frozen=True, slots=True)
class Sketch:
    """`amount`: support asked for, whole đồng. The code seeds every choice of words, so the same code reads the same."""

    code: str
    place: Place
    programme: Programme
    content: ContentType
    plan_year: int
    amount: int
    units: int = 1
    kind: ProjectKind = ProjectKind.ORDINARY


def shares(total: int, weights: list[int], step: int = 1_000) -> list[int]:
    """`total` đồng cut by weight into multiples of `step`; the last takes the rest, so the sum is exact."""
    whole = sum(weights)
    cut = [total * weight // whole // step * step for weight in weights[:-1]]
    return [*cut, total - sum(cut)]
