"""LOCAL: khuyến công địa phương. No ministry appraisal, no Bộ Tài chính; the chairman of the province approves.

The province's own quy chế rules the detail (NĐ 45/2012 Đ.16; TT 46/2012 Đ.8.3.b): this is the road every quy chế
read so far has in common.
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
    "UBND tỉnh phê duyệt",
    "Giao kinh phí",
    "Hợp đồng, thực hiện",
    "Nghiệm thu",
    "Quyết toán",
)

STAGES = (
    *OPENING_STAGES,
    Stage(S.PLAN_PENDING, "S6", P.PROVINCE, 3, (by.PROVINCE_CLERK,), "Ghi quyết định phê duyệt của Chủ tịch UBND tỉnh", "Chờ UBND tỉnh phê duyệt"),
    Stage(S.ALLOCATION, "S8", P.DEPARTMENT, 4, (by.DEPARTMENT_LEADER,), "Quyết định giao kinh phí", "Chờ giao kinh phí"),
    Stage(S.CONTRACTING, "S9", P.DEPARTMENT, 5, (by.DEPARTMENT_LEADER,), "Ký hợp đồng với đơn vị thực hiện", "Chờ ký hợp đồng"),
    Stage(S.EXECUTION, "S10–S12", P.IMPLEMENTER, 5, (by.OWNER,), "Thực hiện, báo cáo hằng tháng, đề nghị nghiệm thu khi xong", "Đang thực hiện"),
    Stage(S.ACCEPTANCE, "S13", P.DEPARTMENT, 6, (by.DEPARTMENT_APPRAISER, by.DEPARTMENT_LEADER), "Tổ chức nghiệm thu cơ sở", "Đang nghiệm thu"),
    Stage(S.SETTLEMENT_DOSSIER, "S14–S15", P.IMPLEMENTER, 7, (by.OWNER,), "Nộp hồ sơ quyết toán", "Lập hồ sơ quyết toán"),
    Stage(S.LIQUIDATION, "S16", P.DEPARTMENT, 7, (by.DEPARTMENT_ACCOUNTANT,), "Kiểm tra, thanh toán và thanh lý hợp đồng", "Đang quyết toán"),
    Stage(S.LIQUIDATED, "S17", P.DEPARTMENT, 7, (by.DEPARTMENT_ACCOUNTANT,), "Duyệt quyết toán năm và lưu hồ sơ", "Đã thanh lý"),
    Stage(S.RECOVERY, "S12", P.IMPLEMENTER, 7, (by.DEPARTMENT_ACCOUNTANT,), "Thu hồi kinh phí đã tạm ứng", "Đang thu hồi kinh phí"),
    Stage(S.SUSPENDED, "–", P.PAUSED, 0, (by.DEPARTMENT_LEADER,), "Cho tiếp tục khi lý do tạm dừng đã hết", "Tạm dừng"),
    *endings(
        (S.CLOSED, "Hoàn thành", True),
        (S.REJECTED, "Không được chấp thuận", False),
        (S.WITHDRAWN, "Đã rút", False),
        (S.NOT_PLANNED, "Không đưa vào kế hoạch", False),
        (S.NOT_FUNDED, "Không được giao kinh phí", False),
        (S.STOPPED, "Đã ngừng", False),
    ),
)  # fmt: skip

PLANNING = (
    Row(S.LOCAL_APPRAISAL, A.PASS_APPRAISAL, (by.DEPARTMENT_LEADER,), S.PLAN_PENDING, Law("NĐ 45/2012 Đ.2.2, Đ.16; TTLT 26/2014 Đ.8.1.b"),
        needs=("not_own_case", "council_has_concluded"), inputs=(ask.NOTE,), effects=TELL, stamps="registered_on"),
    Row(S.PLAN_PENDING, A.APPROVE_PLAN, (by.PROVINCE_CLERK,), S.ALLOCATION, Law("NĐ 45/2012 Đ.2.2"),
        needs=("not_own_case", "approved_within_proposal"),
        inputs=(ask.PLAN_DECISION, ask.PLAN_DECISION_ON, ask.TRANCHE, ask.APPROVED, ask.NOTE), effects=TELL, stamps="planned_on"),
    Row(S.PLAN_PENDING, A.RETURN_PLAN, (by.PROVINCE_CLERK,), S.LOCAL_APPRAISAL, Practice("UBND tỉnh chưa phê duyệt thì trả Sở thẩm định lại"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL),
    Row(S.PLAN_PENDING, A.DROP, (by.PROVINCE_CLERK,), S.NOT_PLANNED, Law("NĐ 45/2012 Đ.16"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
    Row(S.ALLOCATION, A.ALLOCATE, (by.DEPARTMENT_LEADER,), S.CONTRACTING, Law("TTLT 26/2014 Đ.8.1.b"),
        needs=("not_own_case", "allocation_is_whole"),
        inputs=(ask.ALLOCATION_DECISION, ask.ALLOCATION_DECISION_ON, ask.ALLOCATED, ask.NOTE), effects=("write_contract", *TELL), stamps="allocated_on"),
    Row(S.ALLOCATION, A.ALLOCATE_PART, (by.DEPARTMENT_LEADER,), S.CONTRACTING, Law("TTLT 26/2014 Đ.8.1.b"),
        needs=("not_own_case", "allocation_is_part"),
        inputs=(ask.ALLOCATION_DECISION, ask.ALLOCATION_DECISION_ON, ask.ALLOCATED, ask.REASON), effects=("write_contract", *TELL), stamps="allocated_on"),
    Row(S.ALLOCATION, A.ALLOCATE_NONE, (by.DEPARTMENT_LEADER,), S.NOT_FUNDED, Practice("đã duyệt nhưng ngân sách tỉnh không bố trí được"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
)  # fmt: skip

DELIVERY = (
    Row(S.CONTRACTING, A.SIGN_CONTRACT, (by.DEPARTMENT_LEADER,), S.EXECUTION, Law("NĐ 45/2012 Đ.16"),
        needs=("not_own_case", "contract_within_allocation", "contract_dates_make_sense"),
        inputs=(ask.CONTRACT_NUMBER, ask.CONTRACT_SIGNED_ON, ask.CONTRACT_ENDS_ON, ask.CONTRACT_AMOUNT, ask.NOTE),
        effects=("write_contract", *TELL)),
    Row(S.CONTRACTING, A.DECLINE_CONTRACT, (by.DEPARTMENT_LEADER,), S.STOPPED, Practice("một bên không ký thì kinh phí trả về kế hoạch"),
        needs=("not_own_case",), inputs=(ask.REASON,), effects=TELL, stamps="closed_on", grave=True),
    Row(S.EXECUTION, A.REPORT_PROGRESS, (by.OWNER,), None, Law("TT 36/2013 Đ.23.3.a"), inputs=(ask.PROGRESS, ask.NOTE)),
    Row(S.EXECUTION, A.RECORD_ADVANCE, (by.DEPARTMENT_ACCOUNTANT,), None, Law("TT 36/2013 Đ.13"),
        needs=("not_own_case", "advance_within_ratio"), inputs=(ask.ADVANCE, ask.PAID_ON, ask.VOUCHER), effects=TELL),
    Row(S.EXECUTION, A.RECORD_INSPECTION, (by.DEPARTMENT_APPRAISER,), None, Law("TT 36/2013 Đ.21.1"),
        needs=("not_own_case",), inputs=(ask.MINUTES, ask.COMMENT)),
    Row(S.EXECUTION, A.REQUEST_ACCEPTANCE, (by.OWNER,), S.ACCEPTANCE, Law("TT 36/2013 Đ.14"), inputs=(ask.NOTE,), effects=TELL),
    Row(S.EXECUTION, A.STOP, (by.DEPARTMENT_LEADER,), S.RECOVERY, Law("NĐ 45/2012 Đ.16"),
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
    Row(S.LIQUIDATION, A.RETURN_SETTLEMENT, (by.DEPARTMENT_ACCOUNTANT,), S.SETTLEMENT_DOSSIER, Practice("hồ sơ quyết toán thiếu thì trả để bổ sung"),
        needs=("not_own_case",), inputs=(ask.MISSING,), effects=TELL),
    Row(S.LIQUIDATION, A.RECORD_PAYMENT, (by.DEPARTMENT_ACCOUNTANT,), None, Law("TT 36/2013 Đ.14"),
        needs=("not_own_case", "payment_within_accepted"), inputs=(ask.PAYMENT, ask.PAID_ON, ask.VOUCHER), effects=TELL),
    Row(S.LIQUIDATION, A.LIQUIDATE, (by.DEPARTMENT_LEADER, by.DEPARTMENT_ACCOUNTANT), S.LIQUIDATED, Law("TT 36/2013 Đ.18.2"),
        needs=("not_own_case", "money_is_settled"), inputs=(ask.MINUTES, ask.REFUND_DOCUMENT, ask.NOTE), effects=TELL),
    Row(S.LIQUIDATED, A.CLOSE, (by.DEPARTMENT_ACCOUNTANT,), S.CLOSED, Law("TTLT 26/2014 Đ.8.3.c"),
        needs=("not_own_case",), inputs=(ask.NOTE,), effects=TELL, stamps="closed_on"),
    Row(S.RECOVERY, A.CONFIRM_RECOVERY, (by.DEPARTMENT_ACCOUNTANT,), S.STOPPED, Law("TT 36/2013 Đ.12.6"),
        needs=("not_own_case", "refund_is_shown"), inputs=(ask.REFUND_DOCUMENT, ask.NOTE), effects=TELL, stamps="closed_on"),
)  # fmt: skip

LOCAL = Table(
    programme=Programme.LOCAL,
    version="2026.1",
    stages=STAGES,
    phases=PHASES,
    rows=(
        *OPENING_ROWS,
        *PLANNING,
        *DELIVERY,
        *SETTLEMENT,
        *exits(
            withdraw=(S.DRAFT, S.SUBMITTED, S.LOCAL_SUPPLEMENT, S.LOCAL_APPRAISAL, S.PLAN_PENDING, S.ALLOCATION, S.CONTRACTING),
            suspend=(S.PLAN_PENDING, S.ALLOCATION, S.CONTRACTING, S.EXECUTION, S.ACCEPTANCE),
            suspenders=(by.DEPARTMENT_LEADER,),
            basis=Practice("tạm dừng khi có sự kiện bất khả kháng hoặc chờ xử lý kiến nghị"),
        ),
        *clock_rows(
            STAGES,
            keepers={
                P.DEPARTMENT: (by.DEPARTMENT_LEADER,),
                P.PROVINCE: (by.PROVINCE_CLERK, by.DEPARTMENT_LEADER),
                P.IMPLEMENTER: (by.DEPARTMENT_LEADER,),
            },
        ),
    ),
)  # fmt: skip
