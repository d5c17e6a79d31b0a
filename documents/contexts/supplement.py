"""Công văn yêu cầu bổ sung hồ sơ (D22): from the Sở or from the Cục, as the act said, with the day by which to answer."""

from documents.contexts.filling import Filling
from documents.contexts.letter import demands_in, down_to_the_owner, letter
from documents.contexts.project import about_the_case
from documents.contexts.term import about_the_term, day_in, stay_after
from documents.kinds.matter import Matter
from documents.wording.values import Values
from workflow.engine.inputs import TEXT_MAX
from workflow.vocabulary import Action, State

#: Where the papers are looked through, before anybody judges the content.
LOOKED_THROUGH = frozenset({State.SUBMITTED, State.REGISTERED})


def fill(matter: Matter) -> Values:
    case, on, event = matter.case, matter.written_on, matter.act
    visit = stay_after(event)
    settlement = event.action == Action.RETURN_SETTLEMENT
    filling = Filling()
    about_the_case(filling, case, on)
    filling.flag("hồ sơ quyết toán", settlement)
    filling.flag("khi kiểm tra", event.source in LOOKED_THROUGH)
    filling.flag("khi thẩm định", not settlement and event.source not in LOOKED_THROUGH)
    filling.money("kinh phí đề nghị", case.requested_amount, "Kinh phí đề nghị hỗ trợ")
    filling.text("số hợp đồng", case.contract_number, "Số hợp đồng" if settlement else "")
    filling.items("nội dung cần bổ sung", demands_in(event.reason, TEXT_MAX), "Nội dung cần bổ sung")
    about_the_term(filling, visit, "Thời hạn bổ sung: giai đoạn này chưa có thời hạn")
    filling.ahead("Hạn bổ sung hồ sơ", visit.due_on if visit else None, on)
    what = "hồ sơ quyết toán" if settlement else "hồ sơ"
    return letter(
        filling, matter, title="Công văn yêu cầu bổ sung hồ sơ",
        subject=f"bổ sung {what} đề án {case.code}",
        to=down_to_the_owner(matter),
        due_on=day_in(visit),
    )  # fmt: skip
