"""Every way a đề án of the demo may stand today: each state of both tables, and the turns of the road that led there. Data only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
    near: int | None = None
    """Working days from the day of loading to the deadline, as first promised; None: dealt out in turn."""
    ago: Sequence[int] = ()
    """How many working days ago each act of `after` was done; shorter: the rest as the diary has it."""
    given: Mapping[tuple[Action, str], str | int] = field(default_factory=dict)


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


def _stopped(
    reason: str, party: str, text: str, programme: Programme, state: State, year: str, *more: Action, **facts: object
) -> Scenario:
    """The clock of the stage was stopped: why, and for whom."""
    given = {(A.PAUSE_CLOCK, "pause"): reason, (A.PAUSE_CLOCK, "party"): party, (A.PAUSE_CLOCK, "reason"): text}
    return _at(programme, state, year, A.PAUSE_CLOCK, *more, given=given, **facts)


#: What can happen to a deadline: stopped (and for whom), gone on, extended, missed with an apology, kept or broken.
CLOCKS = (
    _stopped("finance_ministry", "finance_ministry", "Đã hỏi Bộ Tài chính về mã nguồn kinh phí, chưa có trả lời", N, S.ALLOCATION, THIS, held=True, near=4, ago=(3,), rich=True),
    _stopped("supplement", "beneficiary", "Thiếu bản chính giấy chứng nhận xuất xứ của máy", N, S.LOCAL_APPRAISAL, NEXT, near=5, ago=(2,), rich=True),
    _stopped("force_majeure", "paused", "Đường vào xưởng sạt lở sau mưa lũ, đoàn nghiệm thu chưa đến được", N, S.ACCEPTANCE, THIS, near=9, ago=(4,), rich=True),
    _stopped("other", "department", "UBND tỉnh chờ Sở giải trình suất đầu tư", L, S.PLAN_PENDING, NEXT, near=8, ago=(5,)),
    _stopped("supplement", "implementer", "Bổ sung thuyết minh hiệu quả theo góp ý của tổ thẩm định", N, S.MINISTRY_APPRAISAL, NEXT, A.RESUME_CLOCK, near=-3, ago=(11, 3), rich=True),
    _stopped("other", "province", "Chờ UBND tỉnh thống nhất nguồn vốn", L, S.ALLOCATION, NEXT, A.RESUME_CLOCK, near=-1, ago=(6, 2)),
    _at(N, S.CONTRACTING, THIS, A.EXTEND, held=True, near=1, ago=(2,), rich=True),
    _at(L, S.LOCAL_APPRAISAL, NEXT, A.EXTEND, near=-1, ago=(2,)),
    _at(N, S.LOCAL_APPRAISAL, NEXT, A.PROMISE, near=-6, ago=(3,), rich=True),
    _at(N, S.ALLOCATION, THIS, A.PROMISE, A.ACKNOWLEDGE, held=True, near=-7, ago=(4, 2), rich=True),
    _at(L, S.LOCAL_APPRAISAL, NEXT, A.PROMISE, A.ACKNOWLEDGE, near=-14, ago=(12, 11)),
    _at(L, S.CONTRACTING, THIS, A.ACKNOWLEDGE, held=True, near=-5, ago=(3,)),
)  # fmt: skip

SCENARIOS = (*NATIONAL, *LOCAL, *CLOCKS)
