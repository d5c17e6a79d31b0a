"""The shape of the law: what a row, a stage and a table are. Frozen data, no behaviour beyond look-ups.

A row says: from this state, this action, by these people, leads there, if these needs hold; these effects follow;
and on what basis. No row means no.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from accounts.vocabulary import Role
from workflow.vocabulary import Action, Party, Programme, State


@dataclass(frozen=True, slots=True)
class Law:
    """A basis in a legal text, e.g. Law("TT 36/2013 Đ.8.1")."""

    article: str

    def __str__(self) -> str:
        return self.article


@dataclass(frozen=True, slots=True)
class Practice:
    """A basis in office practice: no article names the step, offices do it all the same."""

    why: str

    def __str__(self) -> str:
        return f"Thông lệ: {self.why}"


Basis = Law | Practice


class Relation(StrEnum):
    """How an organisation stands to one đề án."""

    IMPLEMENTER = "implementer"
    BENEFICIARY = "beneficiary"
    DEPARTMENT = "department"
    PROVINCE = "province"
    AGENCY = "agency"
    MINISTRY = "ministry"
    FINANCE_MINISTRY = "finance_ministry"


@dataclass(frozen=True, slots=True)
class Grant:
    """A right: this role, in an organisation that stands in this relation to the case."""

    role: Role
    relation: Relation


class InputKind(StrEnum):
    TEXT = "text"
    LINE = "line"
    MONEY = "money"
    DATE = "date"
    INTEGER = "integer"
    CHOICE = "choice"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a decision asks for. The dialog draws it, the engine validates it: one source.

    `sets` names the field of the case that takes the value; `minimum`/`maximum` bound numbers
    (money in whole đồng) and, for PEOPLE, how many must be chosen.
    """

    name: str
    label: str
    kind: InputKind
    required: bool = True
    help: str = ""
    sets: str = ""
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[tuple[str, str], ...] = ()
    suggests: str = ""
    """A field of the case whose value stands in the dialog already."""
    adds: tuple[str, ...] = ()
    """Fields of the case, in đồng, that grow by the value."""
    past: bool = False
    """A day that must already have come."""
    future: bool = False
    """A day that has not come yet."""


class _Back:
    """The target of "resume": the state that was suspended."""

    def __repr__(self) -> str:
        return "BACK"


BACK = _Back()


@dataclass(frozen=True, slots=True)
class Row:
    """One permitted act. `target` None: a record made inside the stage, the state stays."""

    source: State
    action: Action
    who: tuple[Grant, ...]
    target: State | _Back | None
    basis: Basis
    needs: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    effects: tuple[str, ...] = ()
    stamps: str = ""
    """The date field of the case that takes the day of the act."""
    parallel: bool = False
    """Several people may do this at once: the version they saw is not compared."""
    page: str = ""
    """The URL name of the page on which it is done, where a dialog is not enough."""
    grave: bool = False
    """Cannot be undone: the page asks twice."""
    personal: bool = False
    """Done by the named person or by nobody: no substitute acts here on behalf of another."""
    about_clock: bool = False
    """Says something of the deadline or of who does the work, not of the đề án: shown beside the deadline."""

    @property
    def stays(self) -> bool:
        return self.target is None


@dataclass(frozen=True, slots=True)
class Stage:
    """A state as a stage of the work: whose court, who must act, and in which words."""

    state: State
    code: str
    """Its number in the stage table of the programme, S1–S17."""
    party: Party
    phase: int
    """Which step of the steps bar, 1–8; 0 for states outside it."""
    turn: tuple[Grant, ...] = ()
    duty: str = ""
    """What must be done, verb first, as the worklist says it."""
    public: str = ""
    """What the owner reads."""
    terminal: bool = False
    good_end: bool = False


@dataclass(frozen=True)
class Table:
    programme: Programme
    version: str
    stages: tuple[Stage, ...]
    rows: tuple[Row, ...]
    initial: State = State.DRAFT
    phases: tuple[str, ...] = field(default=())

    @cached_property
    def _by_act(self) -> dict[tuple[State, Action], Row]:
        return {(row.source, row.action): row for row in self.rows}

    @cached_property
    def _by_state(self) -> dict[State, Stage]:
        return {stage.state: stage for stage in self.stages}

    def row(self, state: State, action: Action) -> Row | None:
        return self._by_act.get((state, action))

    def rows_from(self, state: State) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.source == state)

    def stage(self, state: State) -> Stage:
        return self._by_state[state]

    def times(self, state: State) -> frozenset[Relation]:
        """Whose own targets count in a stage: those who must act there, and for a local programme the Sở, which runs it."""
        here = {grant.relation for grant in self.stage(state).turn}
        return frozenset(here | {Relation.DEPARTMENT} if self.programme == Programme.LOCAL else here)

    @property
    def states(self) -> tuple[State, ...]:
        return tuple(stage.state for stage in self.stages)
