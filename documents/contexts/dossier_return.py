"""Công văn trả hồ sơ (D22): not accepted, not passed by the council, or not taken into the plan, with the reason given."""

from documents.contexts import parties
from documents.contexts.filling import Filling
from documents.contexts.letter import down_to_the_owner, letter
from documents.contexts.project import about_the_case
from documents.kinds.matter import Matter
from documents.wording.values import Values
from workflow.appraisal.queries import council_of
from workflow.engine.clock import day_of
from workflow.engine.inputs import TEXT_MAX
from workflow.models import Case, Event
from workflow.vocabulary import Action

SUBJECTS = {
    Action.REJECT: "trả hồ sơ đề án",
    Action.FAIL_APPRAISAL: "kết quả thẩm định, trả hồ sơ đề án",
    Action.DROP: "không đưa vào kế hoạch đề án",
}


def fill(matter: Matter) -> Values:
    case, on, event = matter.case, matter.written_on, matter.act
    action = Action(event.action)
    filling = Filling()
    about_the_case(filling, case, on)
    filling.flag("từ chối tiếp nhận", action == Action.REJECT)
    filling.flag("trượt thẩm định", action == Action.FAIL_APPRAISAL)
    filling.flag("ngoài kế hoạch", action == Action.DROP)
    filling.day("ngày nộp", case.submitted_on, "Ngày nộp hồ sơ")
    filling.day("ngày quyết định", day_of(event.at))
    filling.money("kinh phí đề nghị", case.requested_amount, "Kinh phí đề nghị hỗ trợ")
    filling.long("lý do", event.reason, TEXT_MAX, "Lý do trả hồ sơ")
    _judgement(filling, case, event)
    return letter(
        filling, matter, title="Công văn trả hồ sơ", subject=f"{SUBJECTS[action]} {case.code}",
        to=down_to_the_owner(matter),
        copies=[parties.called(unit.organisation, on) for unit in case.beneficiaries.all() if unit.organisation],
    )  # fmt: skip


def _judgement(filling: Filling, case: Case, event: Event) -> None:
    """What the council said, where it is the council that did not pass the đề án."""
    sheet = council_of(case, at=event) if event.action == Action.FAIL_APPRAISAL else None
    filling.text("kết luận hội đồng", sheet.verdict if sheet else "")
    filling.text("điểm trung bình", sheet.average if sheet else "")
    filling.text("điểm tối đa", str(sheet.total_max) if sheet else "")
