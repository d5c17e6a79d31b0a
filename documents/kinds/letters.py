"""Letters and minutes that may come at any stage: asking, returning, reminding, inspecting."""

from documents.contexts import dossier_return, inspection, reminder, supplement
from documents.kinds.kind import CaseKind, Issuer, Kind
from workflow.vocabulary import Action, State

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="supplement_request",
        label="Công văn yêu cầu bổ sung hồ sơ",
        type_code="",
        issuer=Issuer.ACTOR,
        fill=supplement.fill,
        due=(State.LOCAL_SUPPLEMENT, State.MINISTRY_SUPPLEMENT),
        actions=(Action.ASK_SUPPLEMENT, Action.RETURN_SETTLEMENT),
        many=True,
    ),
    CaseKind(
        code="dossier_return",
        label="Công văn trả hồ sơ",
        type_code="",
        issuer=Issuer.ACTOR,
        fill=dossier_return.fill,
        due=(State.REJECTED, State.NOT_PLANNED),
        actions=(Action.REJECT, Action.FAIL_APPRAISAL, Action.DROP),
    ),
    CaseKind(
        code="reminder",
        label="Công văn nhắc hạn",
        type_code="",
        issuer=Issuer.OVERSEER,
        fill=reminder.fill,
        due=tuple(State),
        when_late=True,
        many=True,
        of_stage=True,
    ),
    CaseKind(
        code="inspection",
        label="Biên bản kiểm tra",
        type_code="BB",
        issuer=Issuer.ACTOR,
        fill=inspection.fill,
        due=(State.EXECUTION, State.ACCEPTANCE),
        actions=(Action.RECORD_INSPECTION,),
        many=True,
        basis="TT 36/2013 Đ.20.3, Đ.21.1",
    ),
)
