"""NATIONAL: the life of a đề án khuyến công quốc gia, S1–S17, as a table a lawyer can read.

Deadlines are not here: each state's clocks are dated rows (`DeadlineRule`), because they change and the road does not.
"""

from workflow.lifecycle import inputs as ask
from workflow.lifecycle import people as by
from workflow.lifecycle.clock_rows import clock_rows
from workflow.lifecycle.shared_rows import OPENING_ROWS, OPENING_STAGES, TELL, endings, exits
from workflow.lifecycle.table import Law, Practice, Row, Stage, Table
from workflow.vocabulary import Action, Party, Programme, State

S, A, P = State, Action, Party

PHASES = (
    "Lập, nộp hồ sơ",
    "Thẩm định cơ sở",
    "Đăng ký, thẩm định cấp Bộ",
    "Phê duyệt kế hoạch",
    "Bộ Tài chính, giao vốn",
    "Hợp đồng, thực hiện",
    "Nghiệm thu",
    "Quyết toán",
)

STAGES = (
    *OPENING_STAGES,
    Stage(S.LOCAL_PASSED, "S3", P.DEPARTMENT, 3, (by.DEPARTMENT_LEADER, by.DEPARTMENT_CLERK), "Đăng ký kế hoạch với Cục", "Đạt thẩm định cơ sở"),
    Stage(S.REGISTERED, "S4", P.AGENCY, 3, (by.AGENCY_APPRAISER,), "Thẩm tra hồ sơ đăng ký", "Đang thẩm định"),
    Stage(S.MINISTRY_SUPPLEMENT, "S4", P.IMPLEMENTER, 3, (by.OWNER,), "Bổ sung hồ sơ theo yêu cầu của Cục", "Cần bổ sung hồ sơ"),
    Stage(S.MINISTRY_APPRAISAL, "S5", P.AGENCY, 3, (by.AGENCY_LEADER,), "Kết luận thẩm định cấp Bộ", "Đang thẩm định"),
    Stage(S.PLAN_PENDING, "S6", P.MINISTRY, 4, (by.MINISTRY_OFFICER,), "Ghi quyết định phê duyệt kế hoạch của Bộ trưởng", "Chờ phê duyệt kế hoạch"),
    Stage(S.PLAN_APPROVED, "S7", P.MINISTRY, 5, (by.MINISTRY_OFFICER,), "Gửi bảng giao dự toán sang Bộ Tài chính", "Kế hoạch đã phê duyệt"),
    Stage(S.FINANCE_REVIEW, "S7", P.FINANCE_MINISTRY, 5, (by.FINANCE_REVIEWER,), "Cho ý kiến về dự toán", "Chờ Bộ Tài chính"),
    Stage(S.FINANCE_ADJUSTMENT, "S7", P.MINISTRY, 5, (by.MINISTRY_OFFICER,), "Điều chỉnh dự toán và gửi lại Bộ Tài chính", "Chờ Bộ Tài chính"),
    Stage(S.ALLOCATION, "S8", P.AGENCY, 5, (by.AGENCY_LEADER,), "Quyết định giao kinh phí", "Chờ giao kinh phí"),
    Stage(S.CONTRACTING, "S9", P.AGENCY, 6, (by.AGENCY_LEADER,), "Ký hợp đồng với đơn vị thực hiện", "Chờ ký hợp đồng"),
    Stage(S.EXECUTION, "S10–S12", P.IMPLEMENTER, 6, (by.OWNER,), "Thực hiện, báo cáo trước ngày 25 hằng tháng, đề nghị nghiệm thu khi xong", "Đang thực hiện"),
    Stage(S.ACCEPTANCE, "S13", P.DEPARTMENT, 7, (by.DEPARTMENT_APPRAISER, by.DEPARTMENT_LEADER), "Tổ chức nghiệm thu cơ sở", "Đang nghiệm thu"),
    Stage(S.SETTLEMENT_DOSSIER, "S14–S15", P.IMPLEMENTER, 8, (by.OWNER,), "Nộp hồ sơ quyết toán", "Lập hồ sơ quyết toán"),
    Stage(S.LIQUIDATION, "S16", P.AGENCY, 8, (by.AGENCY_ACCOUNTANT,), "Kiểm tra, thanh toán và thanh lý hợp đồng", "Đang quyết toán"),
    Stage(S.LIQUIDATED, "S17", P.AGENCY, 8, (by.AGENCY_ACCOUNTANT,), "Duyệt quyết toán năm và lưu hồ sơ", "Đã thanh lý"),
    Stage(S.RECOVERY, "S12", P.IMPLEMENTER, 8, (by.AGENCY_ACCOUNTANT,), "Thu hồi kinh phí đã tạm ứng", "Đang thu hồi kinh phí"),
    Stage(S.SUSPENDED, "–", P.PAUSED, 0, (by.AGENCY_LEADER, by.DEPARTMENT_LEADER), "Cho tiếp tục khi lý do tạm dừng đã hết", "Tạm dừng"),
    *endings(
        (S.CLOSED, "Hoàn thành", True),
        (S.REJECTED, "Không được chấp thuận", False),
        (S.WITHDRAWN, "Đã rút", False),
        (S.NOT_PLANNED, "Không đưa vào kế hoạch", False),
        (S.NOT_FUNDED, "Không được giao kinh phí", False),
        (S.STOPPED, "Đã ngừng", False),
    ),
)  # fmt: skip

REGISTRATION = (
    Row(S.LOCAL_APPRAISAL, A.PASS_APPRAISAL, (by.DEPARTMENT_LEADER,), S.LOCAL_PASSED, Law("TT 36/2013 Đ.8.1"),
        needs=("not_own_case", "council_has_concluded"), inputs=(ask.NOTE,), effects=TELL),
    Row(S.LOCAL_PASSED, A.REGISTER, (by.DEPARTMENT_LEADER, by.DEPARTMENT_CLERK), S.REGISTERED, Law("TT 36/2013 Đ.10.2; TT 17/2018 Đ.1.9"),
        needs=("not_own_case",), inputs=(ask.REGISTRATION_LETTER, ask.NOTE), effects=TELL, stamps="registered_on"),
    Row(S.REGISTERED, A.ACCEPT_REGISTRATION, (by.AGENCY_APPRAISER,), S.MINISTRY_APPRAISAL, Law("TT 36/2013 Đ.6, Đ.8.2"),
        needs=("not_own_case",), inputs=(ask.NOTE,), effects=TELL),
    Row(S.REGISTERED, A.ASK_SUPPLEMENT, (by.AGENCY_APPRAISER, by.AGENCY_CLERK), S.MINISTRY_SUPPLEMENT, Practice("hồ sơ đăng ký thiếu thì đề nghị bổ sung"),
        needs=("not_own_case",), inputs=(ask.MISSING,), effects=TELL),
    Row(S.REGISTERED, A.DROP, (by.AGENCY_LEADER,), S.NOT_PLANNED, Law("TT 36/2013 Đ.6.3"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
    Row(S.MINISTRY_SUPPLEMENT, A.EDIT, (by.OWNER,), None, Law("TT 36/2013 Đ.5"), page="workflow:edit"),
    Row(S.MINISTRY_SUPPLEMENT, A.RESUBMIT, (by.OWNER,), S.REGISTERED, Practice("nộp lại sau khi bổ sung"),
        needs=("dossier_complete", "budget_adds_up", "grant_within_budget", "has_beneficiary"), inputs=(ask.NOTE,), effects=TELL),
)  # fmt: skip

PLANNING = (
    Row(S.MINISTRY_APPRAISAL, A.INCLUDE, (by.AGENCY_LEADER,), S.PLAN_PENDING, Law("TT 36/2013 Đ.8.2, Đ.9"),
        needs=("not_own_case", "proposal_not_reduced"), inputs=(ask.PROPOSED, ask.NOTE), effects=TELL),
    Row(S.MINISTRY_APPRAISAL, A.REDUCE, (by.AGENCY_LEADER,), S.PLAN_PENDING, Law("TT 36/2013 Đ.6.3, Đ.8.2"),
        needs=("not_own_case", "proposal_is_reduced"), inputs=(ask.PROPOSED, ask.REASON), effects=TELL),
    Row(S.MINISTRY_APPRAISAL, A.ASK_SUPPLEMENT, (by.AGENCY_LEADER, by.AGENCY_APPRAISER), S.MINISTRY_SUPPLEMENT, Practice("thẩm định thấy thiếu thì đề nghị bổ sung"),
        needs=("not_own_case",), inputs=(ask.MISSING,), effects=TELL),
    Row(S.MINISTRY_APPRAISAL, A.DROP, (by.AGENCY_LEADER,), S.NOT_PLANNED, Law("TT 36/2013 Đ.6.3"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
    Row(S.PLAN_PENDING, A.APPROVE_PLAN, (by.MINISTRY_OFFICER,), S.PLAN_APPROVED, Law("NĐ 45/2012 Đ.2.2; TT 36/2013 Đ.8.3"),
        needs=("not_own_case", "approved_within_proposal"),
        inputs=(ask.PLAN_DECISION, ask.PLAN_DECISION_ON, ask.TRANCHE, ask.APPROVED, ask.NOTE), effects=TELL, stamps="planned_on"),
    Row(S.PLAN_PENDING, A.RETURN_PLAN, (by.MINISTRY_OFFICER,), S.MINISTRY_APPRAISAL, Practice("Bộ trưởng chưa phê duyệt thì trả Cục thẩm định lại"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL),
    Row(S.PLAN_APPROVED, A.SEND_TO_FINANCE, (by.MINISTRY_OFFICER,), S.FINANCE_REVIEW, Law("TT 36/2013 Đ.6.4; TT 26/2026 Đ.13.2"),
        needs=("not_own_case",), inputs=(ask.FINANCE_LETTER, ask.NOTE), effects=TELL, stamps="sent_to_finance_on"),
)  # fmt: skip

FUNDING = (
    Row(S.FINANCE_REVIEW, A.FINANCE_AGREE, (by.FINANCE_REVIEWER,), S.ALLOCATION, Law("TT 342/2016 Đ.13.4; TT 26/2026 Đ.13.2"),
        needs=("not_own_case",), inputs=(ask.FINANCE_DOCUMENT, ask.FINANCE_DOCUMENT_ON, ask.NOTE), effects=TELL),
    Row(S.FINANCE_REVIEW, A.FINANCE_ASK_ADJUSTMENT, (by.FINANCE_REVIEWER,), S.FINANCE_ADJUSTMENT, Law("TT 342/2016 Đ.13.4"),
        needs=("not_own_case",), inputs=(ask.FINANCE_DOCUMENT, ask.FINANCE_DOCUMENT_ON, ask.REASON), effects=TELL),
    Row(S.FINANCE_REVIEW, A.FINANCE_DISAGREE, (by.FINANCE_REVIEWER,), S.NOT_FUNDED, Law("Luật NSNN 83/2015 Đ.49.2"),
        needs=("not_own_case",), inputs=(ask.FINANCE_DOCUMENT, ask.FINANCE_DOCUMENT_ON, ask.REASON), effects=TELL, stamps="closed_on", grave=True),
    Row(S.FINANCE_ADJUSTMENT, A.RESEND_TO_FINANCE, (by.MINISTRY_OFFICER,), S.FINANCE_REVIEW, Law("TT 342/2016 Đ.13.4"),
        needs=("not_own_case", "adjustment_not_above_plan"), inputs=(ask.ADJUSTED, ask.FINANCE_LETTER, ask.NOTE), effects=TELL),
    Row(S.ALLOCATION, A.ALLOCATE, (by.AGENCY_LEADER,), S.CONTRACTING, Law("TT 36/2013 Đ.6.4"),
        needs=("not_own_case", "allocation_is_whole"),
        inputs=(ask.ALLOCATION_DECISION, ask.ALLOCATION_DECISION_ON, ask.ALLOCATED, ask.NOTE), effects=("write_contract", *TELL), stamps="allocated_on"),
    Row(S.ALLOCATION, A.ALLOCATE_PART, (by.AGENCY_LEADER,), S.CONTRACTING, Law("TT 36/2013 Đ.6.4"),
        needs=("not_own_case", "allocation_is_part"),
        inputs=(ask.ALLOCATION_DECISION, ask.ALLOCATION_DECISION_ON, ask.ALLOCATED, ask.REASON), effects=("write_contract", *TELL), stamps="allocated_on"),
    Row(S.ALLOCATION, A.ALLOCATE_NONE, (by.AGENCY_LEADER,), S.NOT_FUNDED, Practice("năm 2021: kế hoạch đã duyệt nhưng không có kinh phí để giao"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
)  # fmt: skip

DELIVERY = (
    Row(S.CONTRACTING, A.SIGN_CONTRACT, (by.AGENCY_LEADER,), S.EXECUTION, Law("TT 36/2013 Đ.12.1"),
        needs=("not_own_case", "contract_within_allocation", "contract_dates_make_sense"),
        inputs=(ask.CONTRACT_NUMBER, ask.CONTRACT_SIGNED_ON, ask.CONTRACT_ENDS_ON, ask.CONTRACT_AMOUNT, ask.NOTE),
        effects=("write_contract", *TELL)),
    Row(S.CONTRACTING, A.DECLINE_CONTRACT, (by.AGENCY_LEADER,), S.STOPPED, Practice("một bên không ký thì kinh phí trả về kế hoạch"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
    Row(S.EXECUTION, A.REPORT_PROGRESS, (by.OWNER,), None, Law("TT 36/2013 Đ.22.2, Đ.23.3.a"), inputs=(ask.PROGRESS, ask.NOTE)),
    Row(S.EXECUTION, A.RECORD_ADVANCE, (by.AGENCY_ACCOUNTANT,), None, Law("TT 36/2013 Đ.13"),
        needs=("not_own_case", "advance_within_ratio"), inputs=(ask.ADVANCE, ask.PAID_ON, ask.VOUCHER), effects=TELL),
    Row(S.EXECUTION, A.RECORD_INSPECTION, (by.DEPARTMENT_APPRAISER, by.AGENCY_APPRAISER), None, Law("TT 36/2013 Đ.20.3, Đ.21.1"),
        needs=("not_own_case",), inputs=(ask.MINUTES, ask.COMMENT)),
    Row(S.EXECUTION, A.REQUEST_ACCEPTANCE, (by.OWNER,), S.ACCEPTANCE, Law("TT 36/2013 Đ.14, Đ.23.5"), inputs=(ask.NOTE,), effects=TELL),
    Row(S.EXECUTION, A.STOP, (by.MINISTRY_OFFICER,), S.RECOVERY, Law("TT 36/2013 Đ.11.2.a, Đ.11.3"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, grave=True),
    Row(S.ACCEPTANCE, A.ACCEPT_WORK, (by.DEPARTMENT_LEADER,), S.SETTLEMENT_DOSSIER, Law("TT 36/2013 Đ.14, Đ.21.1"),
        needs=("not_own_case", "acceptance_is_whole"), inputs=(ask.MINUTES, ask.ACCEPTED_ON, ask.ACCEPTED, ask.NOTE), effects=TELL),
    Row(S.ACCEPTANCE, A.ACCEPT_PART, (by.DEPARTMENT_LEADER,), S.SETTLEMENT_DOSSIER, Law("TT 36/2013 Đ.14, Đ.18.4"),
        needs=("not_own_case", "acceptance_is_part"), inputs=(ask.MINUTES, ask.ACCEPTED_ON, ask.ACCEPTED, ask.REASON), effects=TELL),
    Row(S.ACCEPTANCE, A.REFUSE_WORK, (by.DEPARTMENT_LEADER,), S.EXECUTION, Practice("không đạt thì khắc phục rồi nghiệm thu lại"),
        needs=("not_own_case",), inputs=(ask.MINUTES, ask.REASON), effects=TELL),
)  # fmt: skip

SETTLEMENT = (
    Row(S.SETTLEMENT_DOSSIER, A.SUBMIT_SETTLEMENT, (by.OWNER,), S.LIQUIDATION, Law("TT 36/2013 Đ.18.1, Đ.19"), inputs=(ask.NOTE,), effects=TELL),
    Row(S.LIQUIDATION, A.RETURN_SETTLEMENT, (by.AGENCY_ACCOUNTANT,), S.SETTLEMENT_DOSSIER, Practice("hồ sơ quyết toán thiếu thì trả để bổ sung"),
        needs=("not_own_case",), inputs=(ask.MISSING,), effects=TELL),
    Row(S.LIQUIDATION, A.RECORD_PAYMENT, (by.AGENCY_ACCOUNTANT,), None, Law("TT 36/2013 Đ.14"),
        needs=("not_own_case", "payment_within_accepted"), inputs=(ask.PAYMENT, ask.PAID_ON, ask.VOUCHER), effects=TELL),
    Row(S.LIQUIDATION, A.LIQUIDATE, (by.AGENCY_LEADER, by.AGENCY_ACCOUNTANT), S.LIQUIDATED, Law("TT 36/2013 Đ.18.2"),
        needs=("not_own_case", "money_is_settled"), inputs=(ask.MINUTES, ask.REFUND_DOCUMENT, ask.NOTE), effects=TELL),
    Row(S.LIQUIDATED, A.CLOSE, (by.AGENCY_ACCOUNTANT,), S.CLOSED, Law("TTLT 26/2014 Đ.8.3.c; TT 26/2026 Đ.20.3"),
        needs=("not_own_case",), inputs=(ask.NOTE,), effects=TELL, stamps="closed_on"),
    Row(S.RECOVERY, A.CONFIRM_RECOVERY, (by.AGENCY_ACCOUNTANT,), S.STOPPED, Law("TT 36/2013 Đ.12.6"),
        needs=("not_own_case", "refund_is_shown"), inputs=(ask.REFUND_DOCUMENT, ask.NOTE), effects=TELL, stamps="closed_on"),
)  # fmt: skip

NATIONAL = Table(
    programme=Programme.NATIONAL,
    version="2026.1",
    stages=STAGES,
    phases=PHASES,
    rows=(
        *OPENING_ROWS,
        *REGISTRATION,
        *PLANNING,
        *FUNDING,
        *DELIVERY,
        *SETTLEMENT,
        *exits(
            withdraw=(S.DRAFT, S.SUBMITTED, S.LOCAL_SUPPLEMENT, S.LOCAL_APPRAISAL, S.LOCAL_PASSED, S.REGISTERED,
                      S.MINISTRY_SUPPLEMENT, S.MINISTRY_APPRAISAL, S.PLAN_PENDING, S.PLAN_APPROVED, S.FINANCE_REVIEW,
                      S.FINANCE_ADJUSTMENT, S.ALLOCATION, S.CONTRACTING),
            suspend=(S.MINISTRY_APPRAISAL, S.PLAN_PENDING, S.PLAN_APPROVED, S.ALLOCATION, S.CONTRACTING, S.EXECUTION, S.ACCEPTANCE),
            suspenders=(by.AGENCY_LEADER, by.DEPARTMENT_LEADER),
            basis=Practice("tạm dừng khi có sự kiện bất khả kháng hoặc chờ xử lý kiến nghị"),
        ),
        *clock_rows(
            STAGES,
            keepers={
                P.DEPARTMENT: (by.DEPARTMENT_LEADER,),
                P.AGENCY: (by.AGENCY_LEADER,),
                P.MINISTRY: (by.MINISTRY_OFFICER,),
                P.FINANCE_MINISTRY: (by.FINANCE_REVIEWER, by.MINISTRY_OFFICER),
                P.IMPLEMENTER: (by.AGENCY_LEADER,),
            },
            exceptions={S.LOCAL_SUPPLEMENT: (by.DEPARTMENT_LEADER,)},
        ),
    ),
)  # fmt: skip
