"""Settlement and liquidation."""

from documents.contexts import liquidation, settlement
from documents.kinds.kind import CaseKind, Issuer, Kind
from documents.kinds.scope import FUNDED_BY_SHARE
from workflow.vocabulary import Action, State

ACCEPTED = (Action.ACCEPT_WORK, Action.ACCEPT_PART)

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="settlement_statement",
        form="Mẫu 7",
        label="Biểu quyết toán kinh phí",
        type_code="BQT",
        issuer=Issuer.IMPLEMENTER,
        fill=settlement.fill_statement,
        due=(State.SETTLEMENT_DOSSIER,),
        actions=ACCEPTED,
        basis="TT 36/2013 Đ.19.1.c",
    ),
    CaseKind(
        code="voucher_list_8a",
        form="Mẫu 8a",
        label="Bảng kê chứng từ đề nghị quyết toán",
        type_code="BK",
        issuer=Issuer.IMPLEMENTER,
        fill=settlement.fill_vouchers,
        due=(State.SETTLEMENT_DOSSIER,),
        actions=ACCEPTED,
        basis="TT 36/2013 Đ.19.1.d",
    ),
    CaseKind(
        code="voucher_list_8b",
        form="Mẫu 8b",
        label="Bảng kê chứng từ đề nghị quyết toán theo nguồn vốn",
        type_code="BK",
        issuer=Issuer.IMPLEMENTER,
        fill=settlement.fill_vouchers_by_source,
        due=(State.SETTLEMENT_DOSSIER,),
        actions=ACCEPTED,
        scope=FUNDED_BY_SHARE,
        basis="TT 36/2013 Đ.19.1.d",
    ),
    CaseKind(
        code="payment_request",
        form="Mẫu 9",
        label="Biểu đề nghị thanh toán kinh phí",
        type_code="ĐN",
        issuer=Issuer.IMPLEMENTER,
        fill=settlement.fill_request,
        due=(State.SETTLEMENT_DOSSIER, State.LIQUIDATION),
        actions=ACCEPTED,
        basis="TT 36/2013 Đ.18.3, Đ.19.1.b",
    ),
    CaseKind(
        code="liquidation",
        form="Mẫu 6",
        label="Biên bản thanh lý hợp đồng",
        type_code="BB",
        issuer=Issuer.MANAGER,
        fill=liquidation.fill,
        due=(State.LIQUIDATION, State.RECOVERY),
        actions=(Action.SUBMIT_SETTLEMENT, Action.LIQUIDATE, Action.STOP, Action.CONFIRM_RECOVERY),
        basis="TT 36/2013 Đ.18",
    ),
)
