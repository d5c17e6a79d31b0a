"""The council of the Sở as papers tell it: who sat, what each said, by how many, and what came out."""

from documents.contexts.filling import Filling
from documents.text import clean, clean_line
from documents.wording.values import CENTRE, Column
from documents.words import grouped
from workflow.appraisal.models import CRITERION_MAX
from workflow.appraisal.queries import CouncilSheet, Seat, average, council_of
from workflow.engine.inputs import TEXT_MAX
from workflow.lifecycle.inputs import VERDICTS
from workflow.models import Case, Event

CHAIR, MEMBER = "Chủ tịch hội đồng", "Thành viên"
PEOPLE = (Column("TT", 10, CENTRE), Column("Họ và tên", 50), Column("Chức vụ"), Column("Nhiệm vụ", 45))


def council_at(case: Case, event: Event) -> CouncilSheet:
    """The council that sat when it was concluded."""
    sheet = council_of(case, at=event)
    assert sheet is not None, "who concludes sits in a council"
    return sheet


def about_the_council(filling: Filling, case: Case, sheet: CouncilSheet) -> None:
    """Its people, sheets and conclusion under the names by which wordings call them."""
    filling.text("chủ tịch hội đồng", str(sheet.chair), "Chủ tịch hội đồng")
    filling.flag("họp lại", sheet.sitting > 1)
    filling.text("lần thẩm định", str(sheet.sitting))
    filling.text("số thành viên", str(sheet.expected))
    filling.text("số phiếu", str(sheet.submitted))
    filling.text("thang điểm", str(CRITERION_MAX))
    filling.text("điểm tối đa", str(sheet.total_max))
    filling.text("điểm trung bình", sheet.average, "Điểm của các thành viên")
    _people(filling, sheet)
    _sheets(filling, sheet)
    filling.text("kết luận chung", sheet.verdict, "Kết luận của hội đồng")
    filling.long("nhận xét của chủ tịch", sheet.conclusion, TEXT_MAX, "Nhận xét của chủ tịch hội đồng")
    _money(filling, case, sheet)


def _people(filling: Filling, sheet: CouncilSheet) -> None:
    members = [seat.user for seat in sheet.seats]
    roles = [(user, f"{CHAIR}, {MEMBER.lower()}" if user == sheet.chair else MEMBER) for user in members]
    if sheet.chair not in members:
        roles.insert(0, (sheet.chair, CHAIR))
    filling.table("thành phần", PEOPLE, [(n, str(user), user.title, role) for n, (user, role) in enumerate(roles, 1)])


def _sheets(filling: Filling, sheet: CouncilSheet) -> None:
    """By criterion and by member; a sheet that is not in leaves its cells empty."""
    columns = [Column("TT", 10, CENTRE), Column("Tiêu chí")]
    columns += [Column(clean_line(str(seat.user)), 24, CENTRE) for seat in sheet.seats]
    rows: list[tuple[object, ...]] = []
    for place, label in enumerate(sheet.criteria):
        points = [seat.points[place][1] if seat.points else None for seat in sheet.seats]
        rows.append((place + 1, label, *points, average([each for each in points if each is not None])))
    totals = [seat.total for seat in sheet.seats]
    filling.table(
        "điểm theo tiêu chí", [*columns, Column("Trung bình", 18, CENTRE)], rows,
        total=("", f"Tổng điểm (tối đa {sheet.total_max})", *totals, sheet.average),
    )  # fmt: skip
    opinions = [_opinion(seat) for seat in sheet.seats if seat.score]
    filling.long("ý kiến thành viên", "\n".join(opinions), sum(map(len, opinions)) + len(opinions))
    for _, label in VERDICTS:
        filling.text(f"số phiếu {label.lower()}", str(sum(seat.verdict == label for seat in sheet.seats)))


def _opinion(seat: Seat) -> str:
    """In whole, however long: a row of a table could not go over the page."""
    return (
        f"- {clean_line(str(seat.user))} ({seat.total} điểm, đề nghị: {seat.verdict}): {clean(seat.comment, TEXT_MAX)}"
    )


def _money(filling: Filling, case: Case, sheet: CouncilSheet) -> None:
    asked, proposed = case.requested_amount, sheet.proposed_amount
    filling.money("kinh phí đề nghị", asked, "Kinh phí đề nghị hỗ trợ")
    filling.money("mức hội đồng đề nghị", proposed, "Mức kinh phí hội đồng đề nghị")
    filling.text("so với mức đề nghị", compared(asked, proposed))


def compared(asked: int | None, proposed: int | None) -> str:
    """A proposal is never above what was asked; empty while either is unknown."""
    if asked is None or proposed is None:
        return ""
    if proposed < asked:
        return f"thấp hơn mức đơn vị đề nghị {grouped(asked - proposed)} đồng"
    return "bằng mức đơn vị đề nghị"
