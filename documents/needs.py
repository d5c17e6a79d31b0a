"""What the papers require of an act: the number of a contract that is signed is the one it was given, and nobody else's."""

from datetime import date

from documents.drafting import issuer_of
from documents.kinds import case_kind
from documents.models import Document, RegisterEntry
from documents.services import CONTRACT
from workflow.engine.refusals import Refusal
from workflow.needs import Act, of_every_act
from workflow.vocabulary import Action

NUMBER = "contract_number"
SERIES = "NĐ 30/2020 Đ.15"


@of_every_act
def the_contract_bears_its_own_number(act: Act) -> Refusal | None:
    """A contract signed by hand may bear a number from a book elsewhere, but none that the register gave to another."""
    if act.row.action != Action.SIGN_CONTRACT or not act.data or not act.data.get(NUMBER):
        return None
    number = str(act.data[NUMBER]).strip()
    issued = Document.objects.filter(case=act.case, kind=CONTRACT, state=Document.State.ISSUED).first()
    if issued is not None and issued.number != number:
        return _no(
            f"Hợp đồng của đề án này đã phát hành số {issued.number}: ghi đúng số ấy, hoặc hủy văn bản ấy trước."
        )
    signed_on = act.data.get("signed_on")
    given = RegisterEntry.objects.filter(symbol=number, document__kind=CONTRACT).exclude(document__case=act.case)
    given = given.filter(register__organisation=issuer_of(case_kind(CONTRACT), act.case))
    if signed_on:
        given = given.filter(register__year=date.fromisoformat(signed_on).year)
    if taken := given.select_related("document__case").first():
        whose = taken.document.case.code if taken.document.case else "đề án khác"
        return _no(f"Số {number} đã cấp cho hợp đồng của {whose}. Mỗi số chỉ dùng một lần.")
    return None


def _no(text: str) -> Refusal:
    return Refusal(text, article=SERIES, field=NUMBER)
