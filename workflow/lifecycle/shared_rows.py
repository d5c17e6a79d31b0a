"""The stretch of road both programmes share: the owner's dossier and the Sở's appraisal (S1–S2), and leaving the road."""

from collections.abc import Iterable

from workflow.lifecycle import inputs as ask
from workflow.lifecycle import people as by
from workflow.lifecycle.table import BACK, Basis, Grant, Law, Practice, Row, Stage
from workflow.vocabulary import Action, Party, State

TELL = ("announce",)

OPENING_STAGES = (
    Stage(
        State.DRAFT,
        "S1a",
        Party.IMPLEMENTER,
        1,
        (by.OWNER,),
        "Hoàn thiện đề án và nộp về Sở",
        public="Đang soạn thảo",
    ),
    Stage(
        State.SUBMITTED,
        "S1b",
        Party.DEPARTMENT,
        1,
        (by.DEPARTMENT_CLERK, by.DEPARTMENT_APPRAISER),
        "Kiểm tra thành phần hồ sơ, tiếp nhận và lập hội đồng",
        public="Đã nộp, chờ tiếp nhận",
    ),
    Stage(
        State.LOCAL_SUPPLEMENT,
        "S1b",
        Party.IMPLEMENTER,
        1,
        (by.OWNER,),
        "Bổ sung hồ sơ theo yêu cầu của Sở",
        public="Cần bổ sung hồ sơ",
    ),
    Stage(
        State.LOCAL_APPRAISAL,
        "S2",
        Party.DEPARTMENT,
        2,
        (by.DEPARTMENT_LEADER,),
        "Quyết định kết quả thẩm định cấp cơ sở",
        public="Đang thẩm định",
    ),
)

OPENING_ROWS = (
    Row(
        State.DRAFT,
        Action.EDIT,
        (by.OWNER,),
        None,
        Law("TT 36/2013 Đ.5"),
        page="workflow:edit",
    ),
    Row(
        State.DRAFT,
        Action.SUBMIT,
        (by.OWNER,),
        State.SUBMITTED,
        Law("TT 36/2013 Đ.10.1; TT 17/2018 Đ.1.9"),
        needs=("dossier_complete", "budget_adds_up", "grant_within_budget", "has_beneficiary"),
        inputs=(ask.NOTE,),
        effects=TELL,
        stamps="submitted_on",
    ),
    Row(
        State.SUBMITTED,
        Action.RECEIVE,
        (by.DEPARTMENT_CLERK, by.DEPARTMENT_APPRAISER),
        State.LOCAL_APPRAISAL,
        Law("TT 36/2013 Đ.8.1.a"),
        needs=("not_own_case", "council_is_fit"),
        inputs=(ask.MEMBERS, ask.CHAIR, ask.NOTE),
        effects=TELL,
    ),
    Row(
        State.SUBMITTED,
        Action.ASK_SUPPLEMENT,
        (by.DEPARTMENT_CLERK, by.DEPARTMENT_APPRAISER),
        State.LOCAL_SUPPLEMENT,
        Practice("hồ sơ thiếu thì đề nghị bổ sung trước khi thẩm định"),
        needs=("not_own_case",),
        inputs=(ask.MISSING,),
        effects=TELL,
    ),
    Row(
        State.SUBMITTED,
        Action.REJECT,
        (by.DEPARTMENT_LEADER,),
        State.REJECTED,
        Practice("hồ sơ không thuộc đối tượng thì trả lại"),
        needs=("not_own_case",),
        inputs=(ask.REASON,),
        effects=TELL,
        stamps="closed_on",
        grave=True,
    ),
    Row(
        State.LOCAL_SUPPLEMENT,
        Action.EDIT,
        (by.OWNER,),
        None,
        Law("TT 36/2013 Đ.5"),
        page="workflow:edit",
    ),
    Row(
        State.LOCAL_SUPPLEMENT,
        Action.RESUBMIT,
        (by.OWNER,),
        State.SUBMITTED,
        Practice("nộp lại sau khi bổ sung"),
        needs=("dossier_complete", "budget_adds_up", "grant_within_budget", "has_beneficiary"),
        inputs=(ask.NOTE,),
        effects=TELL,
    ),
    Row(
        State.LOCAL_APPRAISAL,
        Action.SCORE,
        (by.DEPARTMENT_APPRAISER, by.DEPARTMENT_LEADER),
        None,
        Law("TT 36/2013 Đ.9"),
        needs=("not_own_case", "my_score_is_due"),
        inputs=(*ask.SCORES, ask.VERDICT, ask.COMMENT),
        parallel=True,
        personal=True,
    ),
    Row(
        State.LOCAL_APPRAISAL,
        Action.CONCLUDE,
        (by.DEPARTMENT_APPRAISER, by.DEPARTMENT_LEADER),
        None,
        Law("TT 36/2013 Đ.8.1, Đ.9"),
        needs=("not_own_case", "my_conclusion_is_due", "proposal_within_request"),
        inputs=(ask.VERDICT, ask.PROPOSED, ask.COMMENT),
        personal=True,
    ),
    Row(
        State.LOCAL_APPRAISAL,
        Action.ASK_SUPPLEMENT,
        (by.DEPARTMENT_LEADER,),
        State.LOCAL_SUPPLEMENT,
        Practice("hội đồng thấy cần hoàn thiện thì trả về để bổ sung"),
        needs=("not_own_case",),
        inputs=(ask.MISSING,),
        effects=TELL,
    ),
    Row(
        State.LOCAL_APPRAISAL,
        Action.FAIL_APPRAISAL,
        (by.DEPARTMENT_LEADER,),
        State.REJECTED,
        Law("TT 36/2013 Đ.8.1"),
        needs=("not_own_case", "council_has_concluded"),
        inputs=(ask.REASON,),
        effects=TELL,
        stamps="closed_on",
        grave=True,
    ),
)


def exits(
    *, withdraw: Iterable[State], suspend: Iterable[State], suspenders: tuple[Grant, ...], basis: Basis
) -> tuple[Row, ...]:
    """Leaving the road: the owner withdraws, the office suspends and later resumes."""
    return (
        *(
            Row(
                state,
                Action.WITHDRAW,
                (by.OWNER,),
                State.WITHDRAWN,
                Practice("chủ đề án được rút hồ sơ khi chưa ký hợp đồng"),
                inputs=(ask.REASON,),
                effects=TELL,
                stamps="closed_on",
                grave=True,
            )
            for state in withdraw
        ),
        *(
            Row(state, Action.SUSPEND, suspenders, State.SUSPENDED, basis, inputs=(ask.REASON,), effects=TELL)
            for state in suspend
        ),
        Row(
            State.SUSPENDED,
            Action.RESUME,
            suspenders,
            BACK,
            basis,
            inputs=(ask.REASON,),
            effects=TELL,
        ),
    )


def endings(*ends: tuple[State, str, bool]) -> tuple[Stage, ...]:
    return tuple(
        Stage(state, "–", Party.NOBODY, 0, public=public, terminal=True, good_end=good) for state, public, good in ends
    )
