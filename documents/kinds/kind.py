"""What a kind of paper is: its form, who writes it, when it is due. Frozen data; the register of all is `documents.kinds`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from documents.kinds.matter import Matter, PlanMatter
from documents.kinds.scope import EVERY, Scope
from documents.wording.values import Values
from workflow.models import Case, Event
from workflow.vocabulary import Action, Programme, State


class Issuer(StrEnum):
    """Whose paper it is, in relation to the đề án."""

    IMPLEMENTER = "implementer"
    DEPARTMENT = "department"
    AGENCY = "agency"
    MINISTRY = "ministry"
    MANAGER = "manager"
    """Who holds the money: the Cục for national projects, the Sở for local ones."""
    APPROVER = "approver"
    """Who approves the plan: the Bộ for national projects, the UBND of the province for local ones."""
    ACTOR = "actor"
    """Whose act the paper belongs to: the Sở or the Cục that asked, returned, inspected."""
    OVERSEER = "overseer"
    """Who waits for the present stage to be finished, and so reminds of it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`form`: its “Mẫu” in TT 36/2013, where it has one. `type_code`: the abbreviation in its number (NĐ 30/2020 PL III), and
    which series numbers it; empty for a công văn.

    `actions`: the paper belongs to the latest act of these (done in one of `sources`, where they are named); empty: to
    the đề án as it stands. `of_stage`: it belongs to the act by which the present stage was entered, which may have several.

    `due`: the states in which it is expected; of `actions`, only after those of `called_by`, where they are named;
    `when_late`: only past the deadline of the stage. `or_else`: the codes of papers for the same act, of which one is enough.

    `many`: each act has its own, and a new one does not replace an earlier one; one of a kind that is `spent_by` certain
    acts serves until one of these is done.
    """

    code: str
    label: str
    type_code: str
    issuer: Issuer
    form: str = ""
    due: tuple[State, ...] = ()
    actions: tuple[Action, ...] = ()
    sources: tuple[State, ...] = ()
    programmes: tuple[Programme, ...] = (Programme.NATIONAL, Programme.LOCAL)
    called_by: tuple[Action, ...] = ()
    when_late: bool = False
    or_else: tuple[str, ...] = ()
    many: bool = False
    spent_by: tuple[Action, ...] = ()
    of_stage: bool = False
    basis: str = ""

    @property
    def reference(self) -> str:
        """“Mẫu 11 · TT 36/2013 Đ.13.2.a”: where it comes from, for those who ask."""
        return " · ".join(part for part in (self.form, self.basis) if part)

    @property
    def series(self) -> str:
        """Under which letters its numbers run: “HĐ”; “CV” for a công văn, whose number bears no letters."""
        return self.type_code or "CV"


@dataclass(frozen=True, slots=True)
class CaseKind(Kind):
    """A paper about one đề án. `scope`: of which projects it is expected; it may be written of the others too.

    `why_not`: why the paper would be about nothing after that act, a sentence; empty where it may be written.
    """

    scope: Scope = EVERY
    why_not: Callable[[Case, Event | None], str] = lambda case, event: ""

    fill: Callable[[Matter], Values] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class PlanKind(Kind):
    """A paper about the projects of a plan: those that stand in one of `states`."""

    states: tuple[State, ...] = field(kw_only=True)
    fill: Callable[[PlanMatter], Values] = field(kw_only=True)
