"""Contracts and what hangs on them."""

from documents.contexts import adjustment, contract, support_contract
from documents.kinds.kind import CaseKind, Issuer, Kind
from workflow.vocabulary import Action, State

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="contract",
        label="Hợp đồng thực hiện đề án",
        type_code="HĐ",
        issuer=Issuer.MANAGER,
        fill=contract.fill,
        due=(State.CONTRACTING,),
        actions=(Action.ALLOCATE, Action.ALLOCATE_PART, Action.SIGN_CONTRACT),
        basis="TT 36/2013 Đ.12.1",
    ),
    CaseKind(
        code="support_contract",
        label="Hợp đồng hỗ trợ với đơn vị thụ hưởng",
        type_code="HĐ",
        issuer=Issuer.IMPLEMENTER,
        fill=support_contract.fill,
        due=(State.EXECUTION,),
        actions=(Action.SIGN_CONTRACT,),
        basis="TT 36/2013 Đ.13.1.b, Đ.13.2.c",
    ),
    CaseKind(
        code="contract_annex",
        label="Phụ lục hợp đồng",
        type_code="PLHĐ",
        issuer=Issuer.MANAGER,
        fill=adjustment.fill_annex,
        due=(State.EXECUTION, State.ACCEPTANCE),
        actions=(Action.SIGN_CONTRACT, Action.EXTEND),
        sources=(State.CONTRACTING, State.EXECUTION),
        called_by=(Action.EXTEND,),
        or_else=("adjustment_decision",),
        many=True,
        basis="TT 36/2013 Đ.11.2.b",
    ),
)
