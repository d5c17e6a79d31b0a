"""The deadline of the present stage as the case page tells it: both clocks, what stopped or moved them, what may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from workflow.deadlines.rules import Rule
from workflow.engine.checking import Answer
from workflow.lifecycle import Relation
from workflow.models import Case, Extension, Pause, Slip, Visit
from workflow.queries.worklist import WorkItem
from workflow.vocabulary import Party, State

CLOCKS = {Visit.Clock.LEGAL: "Thời hạn pháp lý", Visit.Clock.TARGET: "Chỉ tiêu nội bộ"}


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline of a stay and its explanation in plain sentences. `due_on` None: it stands still."""

    kind: str
    label: str
    due_on: date | None
    basis: str
    term: str
    """What the rule says: "10 ngày làm việc"."""
    reasons: tuple[str, ...]
    leads: bool
    """The earlier of the two that run, which alerts follow."""


@dataclass(frozen=True, slots=True)
class PauseLine:
    pause: Pause
    waits_for: str
    """Empty where it waits for nobody."""
    days: int
    """Days so far, or in all when it is over."""
    overdue: int
    """Days by which an open pause lasts longer than was expected."""


@dataclass(frozen=True, slots=True)
class Apology:
    """What an office that is late owes the owner: a word of regret, the reason, the new day."""

    stage: str
    unit: str
    days: int
    reason: str
    promised_on: date | None
    broken: bool
    """The new day is over, too."""


@dataclass(frozen=True, slots=True)
class Card:
    clocks: tuple[Clock, ...]
    pauses: tuple[PauseLine, ...]
    extensions: tuple[Extension, ...]
    slip: Slip | None
    allowed: tuple[Answer, ...]
    refused: tuple[Answer, ...]

    @property
    def open_pause(self) -> PauseLine | None:
        return next((line for line in self.pauses if line.pause.until_on is None), None)

    @property
    def past_pauses(self) -> tuple[PauseLine, ...]:
        return tuple(line for line in self.pauses if line.pause.until_on is not None)


def card_of(visit: Visit, asked: Iterable[Answer], on: date) -> Card:
    """`asked`: every row out of the present state, as answered for the person who looks."""
    about = [answer for answer in asked if answer.permitted and answer.row.about_clock]
    ended = visit.closed_on or on
    return Card(
        clocks=tuple(clocks(visit)),
        pauses=tuple(
            _line(pause, ended) for pause in visit.pauses.select_related("opened_by").order_by("from_on", "pk")
        ),
        extensions=tuple(visit.extensions.select_related("event").order_by("pk")),
        slip=Slip.objects.filter(visit=visit).first(),
        allowed=tuple(answer for answer in about if answer.allowed),
        refused=tuple(answer for answer in about if not answer.allowed),
    )


def clocks(visit: Visit) -> list[Clock]:
    """Both clocks of a stay, the leading one first; one that stands still keeps its place and says since when."""
    found = []
    for name, label in CLOCKS.items():
        due, trace = getattr(visit, f"{name}_due_on"), getattr(visit, f"{name}_trace")
        if due is None and not trace:
            continue
        stored = getattr(visit, f"{name}_rule")
        term = Rule.from_json(stored).in_words if stored else ""
        reasons = tuple(step["text"] for step in trace if step.get("text"))
        basis = getattr(visit, f"{name}_basis")
        found.append(Clock(name.value, label, due, basis, term, reasons, leads=visit.due_clock == name))
    return sorted(found, key=lambda clock: not clock.leads)


def _line(pause: Pause, on: date) -> PauseLine:
    late = (on - pause.expected_on).days if pause.expected_on and pause.until_on is None else 0
    party = Party(pause.party)
    days = ((pause.until_on or on) - pause.from_on).days
    return PauseLine(pause, "" if party == Party.PAUSED else str(party.label), days, max(late, 0))


def apology(case: Case, item: WorkItem, slip: Slip | None, on: date) -> Apology | None:
    """None unless the stage is late in the hands of an office: an owner owes themselves no apology."""
    visit = item.visit
    if visit.closed_at is not None or visit.due_on is None or visit.due_on >= on:
        return None
    stage = case.table.stage(State(visit.state))
    if any(grant.relation in (Relation.IMPLEMENTER, Relation.BENEFICIARY) for grant in stage.turn):
        return None
    units = "; ".join(dict.fromkeys(duty.organisation.name for duty in item.duties)) or str(visit.get_party_display())
    promised = slip.promised_on if slip else None
    return Apology(
        stage=str(stage.state.label),
        unit=units,
        days=(on - visit.due_on).days,
        reason=slip.reason if slip else "",
        promised_on=promised,
        broken=promised is not None and promised < on,
    )
