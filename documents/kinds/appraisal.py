"""Registration and appraisal at the Sở: receipt, appraisal forms, minutes."""

from documents.contexts import appraisal_form, appraisal_minutes, receipt
from documents.kinds.kind import CaseKind, Issuer, Kind
from workflow.vocabulary import Action, State

KINDS: tuple[Kind, ...] = (
    CaseKind(
        code="receipt",
        label="Phiếu tiếp nhận hồ sơ và hẹn trả kết quả",
        type_code="P",
        issuer=Issuer.DEPARTMENT,
        fill=receipt.fill,
        due=(State.SUBMITTED, State.LOCAL_APPRAISAL),
        actions=(Action.SUBMIT, Action.RESUBMIT, Action.RECEIVE),
        sources=(State.DRAFT, State.LOCAL_SUPPLEMENT, State.SUBMITTED),
        basis="TT 36/2013 Đ.8.1.a",
    ),
    CaseKind(
        code="appraisal_minutes",
        label="Biên bản họp hội đồng thẩm định cấp cơ sở",
        type_code="BB",
        issuer=Issuer.DEPARTMENT,
        fill=appraisal_minutes.fill,
        due=(State.LOCAL_APPRAISAL, State.LOCAL_PASSED),
        actions=(Action.CONCLUDE,),
        basis="TT 36/2013 Đ.8.1.a, Đ.9",
    ),
    CaseKind(
        code="appraisal_form",
        label="Phiếu thẩm định cấp cơ sở (Mẫu 4a, 4b)",
        type_code="P",
        issuer=Issuer.DEPARTMENT,
        fill=appraisal_form.fill,
        due=(State.LOCAL_APPRAISAL, State.LOCAL_PASSED),
        actions=(Action.CONCLUDE,),
        basis="TT 36/2013 Đ.9, Đ.10.2.a",
    ),
)
