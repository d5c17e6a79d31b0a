"""Contracts and what hangs on them."""

from documents.contexts import contract
from documents.kinds.kind import CaseKind, Issuer, Kind
from workflow.vocabulary import Action, State

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="contract",
        form="D10",
        label="Hợp đồng thực hiện đề án",
        type_code="HĐ",
        issuer=Issuer.MANAGER,
        fill=contract.fill,
        due=(State.CONTRACTING,),
        actions=(Action.ALLOCATE, Action.ALLOCATE_PART, Action.SIGN_CONTRACT),
        basis="TT 36/2013 Đ.12.1",
    ),
)
