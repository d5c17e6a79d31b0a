"""What every mail about a đề án says: which one, which stage, whose turn, due when and why.

Read once, drawn twice (HTML, text).

Whose turn and how late come from the worklist's own line, so that a mail and a page can never disagree.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from workflow.deadlines.calendar import Calendar
from workflow.deadlines.status import DueClass
from workflow.deadlines.trace import BrokenTrace, Step, StepKind
from workflow.models import Case, Duty, Visit
from workflow.queries.turns import lent
from workflow.queries.worklist import WorkItem, status_of
from workflow.vocabulary import State

#: A mail shows how a date was counted, but stays short; the page has every step.
MOST_STEPS = 6
ASIDE = frozenset({StepKind.REMIND, StepKind.PROVISIONAL})


@dataclass(frozen=True, slots=True)
class Clock:
    """One of the two clocks of a stage, with its basis and how the date was counted."""

    label: str
    due: date
    basis: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    item: WorkItem
    clocks: tuple[Clock, ...]
    on: date
    link: str

    @property
    def case(self) -> Case:
        return self.item.case

    @property
    def stage(self) -> str:
        return self.item.visit.get_state_display()

    @property
    def ended(self) -> bool:
        return self.case.table.stage(State(self.item.visit.state)).terminal

    @property
    def late(self) -> bool:
        return self.item.status.kind == DueClass.OVERDUE

    @property
    def turn(self) -> str:
        """ "Sở Công Thương tỉnh Phú Thọ (Nguyễn Văn A)"; for a case that has ended: nobody's."""
        return self.item.waiting_for or self.item.visit.get_party_display()

    @property
    def tasks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(duty.sentence for duty in self.item.duties))


def facts_of(visit: Visit, duties: tuple[Duty, ...], *, on: date, calendar: Calendar) -> Facts:
    """`duties`: the open ones of the visit, with their organisation and user."""
    item = WorkItem(
        case=visit.case,
        visit=visit,
        duties=duties,
        status=status_of(visit, on, calendar),
        sentence="; ".join(dict.fromkeys(duty.sentence for duty in duties)),
        is_new=False,
        since=visit.opened_at,
        away=lent(duties, on),
    )
    return Facts(item=item, clocks=clocks_of(visit), on=on, link=link_to(visit.case))


def link_to(case: Case) -> str:
    return urljoin(f"{settings.SITE_URL}/", reverse("workflow:case", args=[case.code]))


def clocks_of(visit: Visit) -> tuple[Clock, ...]:
    """The clock that alerts follow stands first; a legal deadline is never passed off as an internal target."""
    found = []
    for name, due, basis, trace in (
        (Visit.Clock.LEGAL, visit.legal_due_on, visit.legal_basis, visit.legal_trace),
        (Visit.Clock.TARGET, visit.target_due_on, visit.target_basis, visit.target_trace),
    ):
        if due is not None:
            found.append((name != visit.due_clock, Clock(str(name.label), due, basis, _steps(trace))))
    return tuple(clock for _, clock in sorted(found, key=lambda pair: pair[0]))


def _steps(trace: list[dict[str, object]]) -> tuple[str, ...]:
    try:
        steps = [step.text for step in map(Step.from_json, trace) if step.kind not in ASIDE]
    except BrokenTrace:
        return ()
    if len(steps) > MOST_STEPS:
        rest = len(steps) - MOST_STEPS + 1
        return (*steps[: MOST_STEPS - 1], f"… và {rest} bước nữa, xem trên trang đề án.")
    return tuple(steps)
