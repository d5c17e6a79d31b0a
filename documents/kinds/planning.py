"""Papers about a plan: lists, reports, submissions, decisions, reconciliations."""

from documents.contexts import ministry_minutes, plan_decision, plan_registration, plan_summary, reconciliation
from documents.kinds.kind import Issuer, Kind, PlanKind
from workflow.vocabulary import Programme, State

S = State
#: On the way from the appraisal of the Sở to the decision on the plan.
WANTED = (S.LOCAL_PASSED, S.REGISTERED, S.MINISTRY_SUPPLEMENT, S.MINISTRY_APPRAISAL, S.PLAN_PENDING)
DECIDED = (S.PLAN_PENDING, S.PLAN_APPROVED, S.FINANCE_REVIEW, S.FINANCE_ADJUSTMENT, S.ALLOCATION)
FUNDED = (S.ALLOCATION, S.CONTRACTING)
CONTRACTED = (
    S.EXECUTION, S.ACCEPTANCE, S.SETTLEMENT_DOSSIER, S.LIQUIDATION, S.LIQUIDATED, S.RECOVERY, S.SUSPENDED, S.CLOSED,
    S.STOPPED,
)  # fmt: skip
NATIONAL = (Programme.NATIONAL,)

KINDS: tuple[Kind, ...] = (
    PlanKind(
        code="plan_summary",
        label="Biểu tổng hợp đề án (Mẫu số 2) của Sở",
        type_code="B",
        issuer=Issuer.DEPARTMENT,
        states=WANTED,
        fill=plan_summary.fill,
        basis="TT 36/2013 Đ.6.1.b",
    ),
    PlanKind(
        code="plan_registration",
        label="Báo cáo đăng ký kế hoạch",
        type_code="BC",
        issuer=Issuer.DEPARTMENT,
        states=WANTED,
        fill=plan_registration.fill,
        basis="TT 36/2013 Đ.6.1",
    ),
    PlanKind(
        code="national_plan_summary",
        label="Biểu tổng hợp đề án (Mẫu số 2) của Cục",
        type_code="B",
        issuer=Issuer.AGENCY,
        programmes=NATIONAL,
        states=(S.REGISTERED, S.MINISTRY_SUPPLEMENT, S.MINISTRY_APPRAISAL, S.PLAN_PENDING),
        fill=plan_summary.fill,
        basis="TT 36/2013 Đ.8.1",
    ),
    PlanKind(
        code="ministry_minutes",
        label="Biên bản thẩm định cấp Bộ",
        type_code="BB",
        issuer=Issuer.AGENCY,
        programmes=NATIONAL,
        states=(S.MINISTRY_APPRAISAL, S.PLAN_PENDING, S.NOT_PLANNED),
        fill=ministry_minutes.fill,
        basis="TT 36/2013 Đ.8.2, Đ.8.3",
    ),
    PlanKind(
        code="plan_submission",
        label="Tờ trình phê duyệt kế hoạch",
        type_code="TTr",
        issuer=Issuer.MANAGER,
        states=(S.PLAN_PENDING,),
        fill=plan_decision.fill_submission,
        basis="TT 36/2013 Đ.8.3",
    ),
    PlanKind(
        code="plan_decision",
        label="Quyết định phê duyệt kế hoạch",
        type_code="QĐ",
        issuer=Issuer.APPROVER,
        states=DECIDED,
        fill=plan_decision.fill_decision,
        basis="TT 36/2013 Đ.8.3; NĐ 45/2012 Đ.2.2",
    ),
    PlanKind(
        code="allocation_decision",
        label="Quyết định giao kinh phí",
        type_code="QĐ",
        issuer=Issuer.MANAGER,
        states=FUNDED,
        fill=plan_decision.fill_allocation,
        basis="TT 36/2013 Đ.6.4; TTLT 26/2014 Đ.8.1.b",
    ),
    PlanKind(
        code="allocation_notice",
        label="Thông báo giao kế hoạch, kinh phí",
        type_code="TB",
        issuer=Issuer.MANAGER,
        states=FUNDED,
        fill=plan_decision.fill_notice,
        basis="TT 36/2013 Đ.6.4",
    ),
    PlanKind(
        code="reconciliation",
        label="Bảng đối chiếu kinh phí (Mẫu số 10)",
        type_code="B",
        issuer=Issuer.IMPLEMENTER,
        states=CONTRACTED,
        fill=reconciliation.fill,
        basis="TT 36/2013 Đ.19.3",
    ),
)
