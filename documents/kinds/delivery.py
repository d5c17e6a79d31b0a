"""While the work is being done: plans, reports, requests for money, changes."""

from documents.contexts import adjustment, advance, implementation, progress
from documents.kinds.kind import CaseKind, Issuer, Kind
from documents.kinds.scope import PLANNED, WITH_ADVANCE_OPEN
from workflow.vocabulary import Action, State

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="implementation_plan",
        form="Mẫu 11",
        label="Kế hoạch thực hiện đề án",
        type_code="KH",
        issuer=Issuer.IMPLEMENTER,
        fill=implementation.fill,
        due=(State.CONTRACTING, State.EXECUTION),
        actions=(Action.ALLOCATE, Action.ALLOCATE_PART),
        scope=PLANNED,
        basis="TT 36/2013 Đ.13.2.a, Đ.21.2.a, Đ.23.3",
    ),
    CaseKind(
        code="progress_report",
        form="Mẫu 3a",
        label="Báo cáo tiến độ thực hiện hợp đồng",
        type_code="BC",
        issuer=Issuer.IMPLEMENTER,
        fill=progress.fill_monthly,
        due=(State.EXECUTION,),
        actions=(Action.REPORT_PROGRESS,),
        many=True,
        basis="TT 36/2013 Đ.22.2, Đ.23.3.a",
    ),
    CaseKind(
        code="volume_report",
        form="Mẫu 3b",
        label="Báo cáo khối lượng hoàn thành và kinh phí thực hiện hợp đồng",
        type_code="BC",
        issuer=Issuer.IMPLEMENTER,
        fill=progress.fill_volume,
        due=(State.SETTLEMENT_DOSSIER,),
        actions=(Action.REPORT_PROGRESS, Action.ACCEPT_WORK, Action.ACCEPT_PART),
        many=True,
        basis="TT 36/2013 Đ.14, Đ.21.4, Đ.23.3",
    ),
    CaseKind(
        code="advance_request",
        label="Giấy đề nghị tạm ứng",
        type_code="ĐN",
        issuer=Issuer.IMPLEMENTER,
        fill=advance.fill,
        due=(State.EXECUTION,),
        actions=(Action.SIGN_CONTRACT, Action.REPORT_PROGRESS, Action.ACCEPT_WORK, Action.ACCEPT_PART),
        many=True,
        spent_by=(Action.RECORD_ADVANCE, Action.RECORD_PAYMENT),
        scope=WITH_ADVANCE_OPEN,
        why_not=advance.why_not,
        basis="TT 36/2013 Đ.13–16",
    ),
    CaseKind(
        code="adjustment_decision",
        label="Quyết định điều chỉnh đề án",
        type_code="QĐ",
        issuer=Issuer.MANAGER,
        fill=adjustment.fill_decision,
        due=(State.EXECUTION, State.ACCEPTANCE),
        actions=(Action.SIGN_CONTRACT, Action.EXTEND),
        sources=(State.CONTRACTING, State.EXECUTION),
        called_by=(Action.EXTEND,),
        or_else=("contract_annex",),
        many=True,
        basis="TT 36/2013 Đ.11.2.b",
    ),
)
