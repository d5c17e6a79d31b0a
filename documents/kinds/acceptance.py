"""Acceptance of the work."""

from documents.contexts import acceptance, results
from documents.kinds.kind import CaseKind, Issuer, Kind
from documents.kinds.scope import NEW_ENTERPRISES, OTHER_THAN_NEW_ENTERPRISES
from workflow.vocabulary import Action, Programme, State

ACTIONS = (Action.REQUEST_ACCEPTANCE, Action.ACCEPT_WORK, Action.ACCEPT_PART, Action.REFUSE_WORK)

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="acceptance_5a",
        form="Mẫu 5a",
        label="Biên bản nghiệm thu cơ sở tại địa điểm thực hiện",
        type_code="BB",
        issuer=Issuer.DEPARTMENT,
        fill=acceptance.fill_of_places,
        due=(State.ACCEPTANCE,),
        actions=ACTIONS,
        scope=OTHER_THAN_NEW_ENTERPRISES,
        basis="TT 36/2013 Đ.14, Đ.19.1, Đ.21.1",
    ),
    CaseKind(
        code="acceptance_5b",
        form="Mẫu 5b",
        label="Biên bản nghiệm thu cơ sở đối với đơn vị lập hóa đơn",
        type_code="BB",
        issuer=Issuer.DEPARTMENT,
        fill=acceptance.fill_invoiced,
        due=(State.ACCEPTANCE,),
        actions=ACTIONS,
        scope=NEW_ENTERPRISES,
        basis="TT 36/2013 Đ.13.3, Đ.14, Đ.19.2",
    ),
    CaseKind(
        code="acceptance_5c",
        form="Mẫu 5c",
        label="Biên bản nghiệm thu cơ sở do Cục nghiệm thu",
        type_code="BB",
        issuer=Issuer.AGENCY,
        fill=acceptance.fill_by_agency,
        actions=ACTIONS,
        programmes=(Programme.NATIONAL,),
        basis="TT 36/2013 Đ.14, Đ.19.2, Đ.20.2",
    ),
    CaseKind(
        code="result_report",
        label="Báo cáo tổng hợp kết quả thực hiện đề án",
        type_code="BC",
        issuer=Issuer.IMPLEMENTER,
        fill=results.fill,
        due=(State.ACCEPTANCE, State.SETTLEMENT_DOSSIER),
        actions=(Action.REQUEST_ACCEPTANCE, Action.ACCEPT_WORK, Action.ACCEPT_PART),
        basis="TT 36/2013 Đ.14, Đ.23.3.b",
    ),
)
