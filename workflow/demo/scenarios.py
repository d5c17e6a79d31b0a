"""Every way a đề án of the demo may stand today: each state of both tables, and the turns of the road that led there. Data only."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.demo.roads import JUDGED, straight_to
from workflow.vocabulary import Action, ContentType, Programme, ProjectKind, State

A, S, C = Action, State, ContentType
N, L = Programme.NATIONAL, Programme.LOCAL
OPEN, NEXT, THIS = "open", "next", "this"
"""Plan year: the first one whose registration is still open; next year's; this year's."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """`acts` lead into the last stage; `after` are acts done inside it. `held`: this year's plan, approved in a late tranche."""

    programme: Programme
    state: State
    year: str
    acts: Sequence[Action]
    after: Sequence[Action] = ()
    content: ContentType = C.MACHINERY
    kind: ProjectKind = ProjectKind.ORDINARY
    units: int = 1
    fails: bool = False
    held: bool = False
    rich: bool = False
    """Also told in Phú Thọ, whose accounts start-up prints."""


def _at(programme: Programme, state: State, year: str, *more: Action, **facts: object) -> Scenario:
    return Scenario(programme, state, year, straight_to(programme, state), more, **facts)  # type: ignore[arg-type]


def _turned(
    programme: Programme, start: State, acts: Sequence[Action], end: State, year: str, **facts: object
) -> Scenario:
    """Straight to a stage, then other acts to where it stands."""
    return Scenario(programme, end, year, [*straight_to(programme, start), *acts], **facts)  # type: ignore[arg-type]


REPORTS = (A.REPORT_PROGRESS, A.REPORT_PROGRESS)
WORK = (A.REPORT_PROGRESS, A.REPORT_PROGRESS, A.RECORD_ADVANCE)
AGAIN = (A.ASK_SUPPLEMENT, A.RESUBMIT)
GROUP = {"kind": ProjectKind.GROUP, "units": 4}

NATIONAL = (
    _at(N, S.DRAFT, OPEN, rich=True),
    _at(N, S.DRAFT, OPEN, content=C.DEMONSTRATION),
    _at(N, S.SUBMITTED, NEXT, rich=True),
    _turned(N, S.SUBMITTED, AGAIN, S.SUBMITTED, NEXT),
    _turned(N, S.SUBMITTED, (A.ASK_SUPPLEMENT,), S.LOCAL_SUPPLEMENT, NEXT, rich=True),
    _at(N, S.LOCAL_APPRAISAL, NEXT, rich=True),
    _at(N, S.LOCAL_APPRAISAL, NEXT, A.SCORE, rich=True, content=C.DEMONSTRATION),
    _at(N, S.LOCAL_APPRAISAL, NEXT, *JUDGED[:3], rich=True, content=C.CLEANER_PRODUCTION),
    _at(N, S.LOCAL_APPRAISAL, NEXT, *JUDGED, **GROUP),
    _at(N, S.LOCAL_PASSED, OPEN, rich=True),
    _turned(N, S.MINISTRY_APPRAISAL, AGAIN, S.REGISTERED, NEXT, rich=True),
    _turned(N, S.MINISTRY_APPRAISAL, AGAIN, S.REGISTERED, NEXT, content=C.TRAINING, units=60),
    _turned(N, S.MINISTRY_APPRAISAL, (A.ASK_SUPPLEMENT,), S.MINISTRY_SUPPLEMENT, NEXT, rich=True),
    _turned(N, S.MINISTRY_APPRAISAL, (*AGAIN, A.ACCEPT_REGISTRATION), S.MINISTRY_APPRAISAL, NEXT, rich=True),
    _turned(N, S.MINISTRY_APPRAISAL, (*AGAIN, A.ACCEPT_REGISTRATION), S.MINISTRY_APPRAISAL, NEXT, content=C.DEMONSTRATION),
    _at(N, S.PLAN_PENDING, NEXT, rich=True, **GROUP),
    _turned(N, S.MINISTRY_APPRAISAL, (A.REDUCE,), S.PLAN_PENDING, NEXT, content=C.FAIR, units=20),
    _turned(N, S.PLAN_PENDING, (A.RETURN_PLAN,), S.MINISTRY_APPRAISAL, NEXT),
    _at(N, S.PLAN_APPROVED, NEXT, rich=True),
    _at(N, S.FINANCE_REVIEW, THIS, held=True, rich=True),
    _at(N, S.FINANCE_REVIEW, THIS, held=True, content=C.DEMONSTRATION, kind=ProjectKind.FLAGSHIP),
    _turned(N, S.FINANCE_REVIEW, (A.FINANCE_ASK_ADJUSTMENT,), S.FINANCE_ADJUSTMENT, THIS, held=True, rich=True),
    _turned(N, S.FINANCE_REVIEW, (A.FINANCE_ASK_ADJUSTMENT, A.RESEND_TO_FINANCE), S.FINANCE_REVIEW, THIS, held=True),
    _at(N, S.ALLOCATION, THIS, held=True, rich=True),
    _at(N, S.CONTRACTING, THIS, held=True, rich=True),
    _turned(N, S.ALLOCATION, (A.ALLOCATE_PART,), S.CONTRACTING, THIS, held=True, **GROUP),
    _at(N, S.EXECUTION, THIS, *WORK, A.RECORD_INSPECTION, rich=True),
    _at(N, S.EXECUTION, THIS, *REPORTS, content=C.DEMONSTRATION, rich=True),
    _at(N, S.EXECUTION, THIS, *WORK, **GROUP),
    _at(N, S.EXECUTION, THIS, *REPORTS, content=C.CLEANER_PRODUCTION, units=3),
    _turned(N, S.ACCEPTANCE, (A.REFUSE_WORK,), S.EXECUTION, THIS, after=(A.REPORT_PROGRESS,)),
    _turned(N, S.EXECUTION, (A.SUSPEND, A.RESUME), S.EXECUTION, THIS, after=REPORTS[:1]),
    _at(N, S.ACCEPTANCE, THIS, rich=True),
    _at(N, S.ACCEPTANCE, THIS, content=C.TRAINING, units=90),
    _at(N, S.SETTLEMENT_DOSSIER, THIS, rich=True),
    _turned(N, S.LIQUIDATION, (A.RETURN_SETTLEMENT,), S.SETTLEMENT_DOSSIER, THIS),
    _turned(N, S.ACCEPTANCE, (A.ACCEPT_PART, A.SUBMIT_SETTLEMENT), S.LIQUIDATION, THIS, content=C.DEMONSTRATION),
    _at(N, S.LIQUIDATION, THIS, rich=True),
    _at(N, S.LIQUIDATED, THIS, rich=True),
    _turned(N, S.EXECUTION, (*WORK, A.STOP), S.RECOVERY, THIS),
    _turned(N, S.EXECUTION, (A.REPORT_PROGRESS, A.SUSPEND), S.SUSPENDED, THIS, rich=True),
    _turned(N, S.MINISTRY_APPRAISAL, (A.SUSPEND,), S.SUSPENDED, NEXT),
    _at(N, S.CLOSED, THIS, content=C.SEMINAR, units=6),
    _turned(N, S.SUBMITTED, (A.REJECT,), S.REJECTED, NEXT),
    _turned(N, S.LOCAL_APPRAISAL, (*JUDGED, A.FAIL_APPRAISAL), S.REJECTED, NEXT, fails=True),
    _turned(N, S.REGISTERED, (A.WITHDRAW,), S.WITHDRAWN, NEXT),
    _turned(N, S.MINISTRY_APPRAISAL, (A.DROP,), S.NOT_PLANNED, NEXT),
    _turned(N, S.FINANCE_REVIEW, (A.FINANCE_DISAGREE,), S.NOT_FUNDED, THIS),
    _turned(N, S.ALLOCATION, (A.ALLOCATE_NONE,), S.NOT_FUNDED, THIS),
    _turned(N, S.EXECUTION, (*WORK, A.STOP, A.CONFIRM_RECOVERY), S.STOPPED, THIS),
)  # fmt: skip

LOCAL = (
    _at(L, S.DRAFT, OPEN, rich=True),
    _at(L, S.SUBMITTED, NEXT, rich=True),
    _at(L, S.SUBMITTED, NEXT, content=C.BRAND),
    _turned(L, S.SUBMITTED, (A.ASK_SUPPLEMENT,), S.LOCAL_SUPPLEMENT, NEXT),
    _turned(L, S.LOCAL_APPRAISAL, (A.SCORE, A.ASK_SUPPLEMENT), S.LOCAL_SUPPLEMENT, NEXT, content=C.CONSULTING),
    _at(L, S.LOCAL_APPRAISAL, NEXT, A.SCORE, A.SCORE, rich=True),
    _at(L, S.LOCAL_APPRAISAL, NEXT, *JUDGED, rich=True, content=C.CLEANER_PRODUCTION, units=2),
    _turned(L, S.SUBMITTED, (*AGAIN, A.RECEIVE), S.LOCAL_APPRAISAL, NEXT),
    _at(L, S.PLAN_PENDING, NEXT, rich=True),
    _at(L, S.PLAN_PENDING, NEXT, **GROUP),
    _turned(L, S.PLAN_PENDING, (A.RETURN_PLAN,), S.LOCAL_APPRAISAL, NEXT),
    _at(L, S.ALLOCATION, NEXT, rich=True),
    _at(L, S.CONTRACTING, THIS, held=True, rich=True),
    _turned(L, S.ALLOCATION, (A.ALLOCATE_PART,), S.CONTRACTING, THIS, held=True),
    _at(L, S.EXECUTION, THIS, *WORK, rich=True),
    _at(L, S.EXECUTION, THIS, *REPORTS, content=C.FAIR, units=12, rich=True),
    _at(L, S.EXECUTION, THIS, *WORK, A.RECORD_INSPECTION),
    _at(L, S.ACCEPTANCE, THIS, rich=True),
    _at(L, S.SETTLEMENT_DOSSIER, THIS, rich=True),
    _turned(L, S.ACCEPTANCE, (A.ACCEPT_PART,), S.SETTLEMENT_DOSSIER, THIS, content=C.CONSULTING, units=3),
    _at(L, S.LIQUIDATION, THIS, rich=True),
    _at(L, S.LIQUIDATED, THIS),
    _turned(L, S.EXECUTION, (*WORK, A.STOP), S.RECOVERY, THIS),
    _turned(L, S.EXECUTION, (A.REPORT_PROGRESS, A.SUSPEND), S.SUSPENDED, THIS, rich=True),
    _at(L, S.CLOSED, THIS, rich=True),
    _at(L, S.CLOSED, THIS, content=C.BRAND),
    _turned(L, S.SUBMITTED, (A.REJECT,), S.REJECTED, NEXT),
    _turned(L, S.SUBMITTED, (A.WITHDRAW,), S.WITHDRAWN, NEXT),
    _turned(L, S.PLAN_PENDING, (A.DROP,), S.NOT_PLANNED, NEXT),
    _turned(L, S.ALLOCATION, (A.ALLOCATE_NONE,), S.NOT_FUNDED, THIS),
    _turned(L, S.CONTRACTING, (A.DECLINE_CONTRACT,), S.STOPPED, THIS),
)  # fmt: skip

SCENARIOS = (*NATIONAL, *LOCAL)
