"""The roads stories take through the two tables: the straight one, and the turns off it. Pure."""

from collections.abc import Sequence

from workflow.demo.diary import Beat
from workflow.vocabulary import Action, Programme, State

A, S = Action, State
JUDGED = (A.SCORE, A.SCORE, A.SCORE, A.CONCLUDE)

#: Each stage of the straight road with the acts that lead to it from the stage before.
NATIONAL: dict[State, Sequence[Action]] = {
    S.DRAFT: (),
    S.SUBMITTED: (A.SUBMIT,),
    S.LOCAL_APPRAISAL: (A.RECEIVE,),
    S.LOCAL_PASSED: (*JUDGED, A.PASS_APPRAISAL),
    S.REGISTERED: (A.REGISTER,),
    S.MINISTRY_APPRAISAL: (A.ACCEPT_REGISTRATION,),
    S.PLAN_PENDING: (A.INCLUDE,),
    S.PLAN_APPROVED: (A.APPROVE_PLAN,),
    S.FINANCE_REVIEW: (A.SEND_TO_FINANCE,),
    S.ALLOCATION: (A.FINANCE_AGREE,),
    S.CONTRACTING: (A.ALLOCATE,),
    S.EXECUTION: (A.SIGN_CONTRACT,),
    S.ACCEPTANCE: (A.REPORT_PROGRESS, A.REQUEST_ACCEPTANCE),
    S.SETTLEMENT_DOSSIER: (A.ACCEPT_WORK,),
    S.LIQUIDATION: (A.SUBMIT_SETTLEMENT,),
    S.LIQUIDATED: (A.RECORD_PAYMENT, A.LIQUIDATE),
    S.CLOSED: (A.CLOSE,),
}
LOCAL: dict[State, Sequence[Action]] = {
    **{state: NATIONAL[state] for state in (S.DRAFT, S.SUBMITTED, S.LOCAL_APPRAISAL)},
    S.PLAN_PENDING: (*JUDGED, A.PASS_APPRAISAL),
    S.ALLOCATION: (A.APPROVE_PLAN,),
    **{
        state: NATIONAL[state]
        for state in (
            S.CONTRACTING,
            S.EXECUTION,
            S.ACCEPTANCE,
            S.SETTLEMENT_DOSSIER,
            S.LIQUIDATION,
            S.LIQUIDATED,
            S.CLOSED,
        )
    },
}
ROADS = {Programme.NATIONAL: NATIONAL, Programme.LOCAL: LOCAL}

#: Before these the long waits of a real year lie: the ministry's appraisal, the provincial budget, the work, the year's end.
HINGES = {
    Programme.NATIONAL: {A.INCLUDE, A.REDUCE, A.DROP, A.REPORT_PROGRESS, A.REQUEST_ACCEPTANCE, A.CLOSE},
    Programme.LOCAL: {A.ALLOCATE, A.ALLOCATE_PART, A.REPORT_PROGRESS, A.REQUEST_ACCEPTANCE, A.CLOSE},
}


def straight_to(programme: Programme, state: State) -> list[Action]:
    """Every act from the draft to the stage."""
    acts: list[Action] = []
    for stage, leading in ROADS[programme].items():
        acts += leading
        if stage == state:
            return acts
    raise LookupError(f"{state} không nằm trên đường thẳng của {programme}")


def beats_of(programme: Programme, acts: Sequence[Action]) -> list[Beat]:
    """Acts as beats. Reports and the request for acceptance follow each other; the long wait lies before the first."""
    beats = []
    for index, act in enumerate(acts):
        goes_on = index > 0 and acts[index - 1] == A.REPORT_PROGRESS
        beats.append(Beat(act, act in HINGES[programme] and not goes_on))
    return beats
