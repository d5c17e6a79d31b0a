"""Biên bản họp hội đồng thẩm định cấp cơ sở (NĐ 30/2020 Mẫu 1.9; TT 36/2013 Đ.8.1.a, Đ.9)."""

from documents.contexts.council import about_the_council, council_at
from documents.contexts.filling import Filling
from documents.contexts.frame import headed
from documents.contexts.project import about_the_case, facts_of
from documents.contexts.signing import BY_HAND
from documents.kinds.matter import Matter
from documents.text import clean_line
from documents.wording.values import Signer, Values
from workflow.engine.clock import day_of


def fill(matter: Matter) -> Values:
    """Of the sitting at which the chair concluded. Hours, place and secretary are for the hand of the secretary."""
    case, on, event = matter.case, matter.written_on, matter.act
    sheet = council_at(case, event)
    filling = Filling()
    about_the_case(filling, case, on)
    about_the_council(filling, case, sheet)
    filling.text("giờ bắt đầu", "", "Giờ bắt đầu cuộc họp")
    filling.text("giờ kết thúc", "", "Giờ kết thúc cuộc họp")
    filling.text("địa điểm họp", "", "Địa điểm họp hội đồng")
    filling.text("thư ký", "", "Thư ký cuộc họp")
    filling.day("ngày họp", day_of(event.at))
    filling.doubt("Ngày họp ghi theo ngày chủ tịch hội đồng kết luận; đối chiếu với ngày họp thực tế trước khi ký.")
    return headed(
        filling,
        matter,
        letters="BB",
        title=f"Biên bản họp hội đồng thẩm định cấp cơ sở {case.code}",
        kind="Biên bản",
        subject="Họp hội đồng thẩm định cấp cơ sở đề án khuyến công",
        signers=(
            Signer("b", "", "Thư ký", "", BY_HAND),
            Signer("a", "", "Chủ tịch hội đồng", clean_line(str(sheet.chair)), BY_HAND),
        ),
        recipients=("Lãnh đạo Sở", "Thành viên hội đồng", "Lưu: VT, hồ sơ đề án"),
        facts={
            **facts_of(case, on, parties_=(matter.issuer, case.implementer), amount=sheet.proposed_amount),
            "held_on": day_of(event.at).isoformat(),
            "verdict": sheet.verdict,
        },
    )
