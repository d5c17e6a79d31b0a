"""Papers of registration and appraisal at the Sở: the receipt, the minutes and the form of the council."""

import pytest

from accounts.models import Organisation, User
from documents.drafting import CannotDraft
from documents.issuing import issue
from documents.models import Document
from tests.contracts import world_that_signs
from tests.paperwork import drafted, facts_in, missing_in, pages_of, paper, rows_of, said
from tests.world import World, act, draft, judge, take, walk_to
from workflow.models import Case
from workflow.vocabulary import Action, Programme, ProjectKind, State

pytestmark = pytest.mark.django_db

#: The sheets of the three members, in the order in which they come in.
SHEETS = (
    {"score_1": 18, "score_2": 17, "score_3": 15, "score_4": 12, "score_5": 20, "reason": "Máy mới, thông số rõ."},
    {"score_1": 19, "score_2": 16, "score_3": 14, "score_4": 10, "score_5": 19, "reason": "Dự toán hợp lý."},
    {"score_1": 17, "score_2": 16, "score_3": 15, "score_4": 11, "score_5": 18, "verdict": "improve",
     "reason": "Cần bổ sung báo giá."},
)  # fmt: skip
CONCLUSION = {"proposed_amount": 270_000_000, "reason": "Đề án đạt yêu cầu.\nĐề nghị giảm mức hỗ trợ."}


@pytest.fixture
def place() -> World:
    made = world_that_signs()
    Organisation.objects.filter(pk=made.department.pk).update(
        representative="Hoàng Minh Giám", representative_title="Giám đốc"
    )
    User.objects.filter(pk=made.chair.pk).update(title="Phó Giám đốc Sở")
    return made


def scored(case: Case) -> Case:
    """A council whose members differ, and a chair who proposes less than was asked."""
    case = walk_to(case, State.LOCAL_APPRAISAL)
    for sheet in SHEETS:
        case = act(case, Action.SCORE, data=sheet)
    return act(case, Action.CONCLUDE, data=CONCLUSION)


# --- the receipt ------------------------------------------------------------------------------------------------


def test_a_receipt_says_by_which_day_the_office_answers(place: World) -> None:
    case = walk_to(draft(place), State.SUBMITTED)
    submitted = paper("receipt", case)
    assert (submitted.kind, submitted.subject) == ("PHIẾU", "Tiếp nhận hồ sơ và hẹn trả kết quả")
    assert submitted.head.issuer == "SỞ CÔNG THƯƠNG PHÚ THỌ"
    assert submitted.head.number == "Số: ……/P-SCT"
    text = said(submitted)
    assert "Thời điểm nộp: 09 giờ 00 phút, ngày 02 tháng 3 năm 2026." in text
    assert "Ngày hẹn trả lời: ngày 05 tháng 3 năm 2026 (thời gian xử lý do đơn vị tự đặt: 3 ngày làm việc)." in text
    assert "300.000.000 đồng (Bằng chữ: Ba trăm triệu đồng)" in text
    assert "02 khoản mục: 750.000.000 đồng" in text
    received = drafted("receipt", take(case, Action.RECEIVE))
    assert facts_in(received)["due_on"] == "2026-03-16"
    assert facts_in(received)["parties"] == ["Sở Công Thương Phú Thọ", "Trung tâm Khuyến công Phú Thọ"]


def test_a_receipt_names_who_received_only_after_the_reception(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), State.SUBMITTED)
    before = drafted("receipt", case)
    assert any(gap.startswith("Người tiếp nhận hồ sơ") for gap in missing_in(before))
    case = take(case, Action.RECEIVE)
    after = drafted("receipt", case)
    assert after.pk == before.pk, "the open draft is taken anew"
    assert not any(gap.startswith("Người tiếp nhận hồ sơ") for gap in missing_in(after))
    assert "Địa chỉ của Trung tâm Khuyến công Phú Thọ" in missing_in(after)
    made = paper("receipt", case)
    assert [signer.name for signer in made.signers] == ["Trần Văn Chủ", "Phạm Thị Văn"]
    assert "Ngày hẹn trả kết quả thẩm định: ngày 16 tháng 3 năm 2026" in said(made)


def test_a_receipt_of_a_resubmission_says_so_and_one_to_the_ministry_is_none_of_the_department(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT, Action.RESUBMIT)
    assert "Thời điểm nộp lại sau khi bổ sung: 11 giờ 00 phút" in said(paper("receipt", case))
    case = take(judge(take(case, Action.RECEIVE)), Action.PASS_APPRAISAL, Action.REGISTER)
    received = drafted("receipt", case).event
    case = take(case, Action.ASK_SUPPLEMENT, Action.RESUBMIT)
    assert drafted("receipt", case).event == received


def test_an_issued_receipt_is_one_page_with_the_code_by_which_anyone_may_check_it(place: World) -> None:
    document = drafted("receipt", walk_to(draft(place), State.LOCAL_APPRAISAL))
    pages_of(document)
    issued = issue(document_id=document.pk, user_id=place.clerk.pk, at=document.created_at, despite_gaps=True)
    (page,) = pages_of(issued)
    assert "Số: 01/P-SCT" in page
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in page
    assert f"Mã tra cứu: {issued.code}." in page


def test_without_a_submission_there_is_nothing_to_receive(place: World) -> None:
    with pytest.raises(CannotDraft, match="đề án chưa qua bước này"):
        drafted("receipt", draft(place))


# --- the council ------------------------------------------------------------------------------------------------


def test_the_form_holds_every_sheet_and_the_conclusion(place: World) -> None:
    document = drafted("appraisal_form", scored(draft(place)))
    made = paper("appraisal_form", document.case)  # type: ignore[arg-type]
    text = said(made)
    assert made.kind == "PHIẾU THẨM ĐỊNH CẤP CƠ SỞ"
    assert "Mẫu số 4b kèm theo Thông tư số 36/2013/TT-BCT" in text
    assert "Bộ luật Dân sự" not in text
    points = next(grid for grid in made.grids() if grid.columns[1].label == "Tiêu chí")
    assert [column.label for column in points.columns[2:5]] == ["Nguyễn Thị Một", "Nguyễn Văn Hai", "Nguyễn Đức Ba"]
    rows = rows_of(points)
    assert rows[0] == "1 | Phù hợp chủ trương, nội dung, ngành nghề, chương trình | 18 | 19 | 17 | 18,0"
    assert rows[1].endswith("17 | 16 | 16 | 16,3")
    assert rows[-1] == " | Tổng điểm (tối đa 100) | 82 | 78 | 77 | 79,0"
    assert "- Nguyễn Đức Ba (77 điểm, đề nghị: Cần hoàn thiện): Cần bổ sung báo giá." in text
    assert "Kết luận của hội đồng: Đạt; điểm trung bình 79,0/100." in text
    assert "Đề nghị giảm mức hỗ trợ." in text
    assert "270.000.000 đồng (Bằng chữ: Hai trăm bảy mươi triệu đồng)" in text
    assert "thấp hơn mức đơn vị đề nghị 30.000.000 đồng" in text
    assert " | Tổng cộng | 750.000.000" in text
    assert [signer.name for signer in made.signers] == ["Vũ Thị Chủ Tịch", "Hoàng Minh Giám"]
    assert missing_in(document) == []
    facts = facts_in(document)
    assert (facts["amount"], facts["requested"], facts["verdict"]) == (270_000_000, 300_000_000, "Đạt")
    assert "Vũ Thị Chủ Tịch" not in str(facts)
    assert made.recipients[0] == "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công (kèm hồ sơ đăng ký)"


def test_a_local_project_without_named_beneficiaries_has_form_4a(place: World) -> None:
    case = draft(place, programme=Programme.LOCAL, kind=ProjectKind.GROUP, unit_count=5)
    case.beneficiaries.all().delete()
    document = drafted("appraisal_form", judge(walk_to(case, State.LOCAL_APPRAISAL)))
    assert document.values["fields"]["mẫu"] == "4a"
    text = said(paper("appraisal_form", case))
    assert "05 cơ sở, xác định khi lập kế hoạch thực hiện đề án" in text
    assert "Thông tư số 36/2013/TT-BCT" not in text
    assert "Thông tư số 46/2012/TT-BCT" in text
    assert "bằng mức đơn vị đề nghị" in text


def test_the_minutes_name_who_sat_and_leave_the_hours_to_the_secretary(place: World) -> None:
    case = scored(draft(place))
    document = drafted("appraisal_minutes", case)
    made = paper("appraisal_minutes", case)
    text = said(made)
    assert made.head.number == "Số: ……/BB-SCT"
    assert "1 | Vũ Thị Chủ Tịch | Phó Giám đốc Sở | Chủ tịch hội đồng" in text
    assert "4 | Nguyễn Đức Ba |  | Thành viên" in text
    assert "Số phiếu thẩm định: 3/3. Đạt: 2 phiếu; cần hoàn thiện: 1 phiếu; không đạt: 0 phiếu." in text
    assert [signer.title for signer in made.signers] == ["Thư ký", "Chủ tịch hội đồng"]
    assert missing_in(document) == [
        "Giờ bắt đầu cuộc họp", "Giờ kết thúc cuộc họp", "Địa điểm họp hội đồng", "Thư ký cuộc họp",
    ]  # fmt: skip
    assert any("ngày chủ tịch hội đồng kết luận" in doubt for doubt in document.values["warnings"])


def test_a_paper_of_the_first_sitting_is_not_that_of_the_second(place: World) -> None:
    case = take(scored(draft(place)), Action.ASK_SUPPLEMENT, Action.RESUBMIT, Action.RECEIVE)
    first = drafted("appraisal_form", case)
    assert facts_in(first)["amount"] == 270_000_000
    case = act(take(case, *[Action.SCORE] * 3), Action.CONCLUDE, data={"proposed_amount": 250_000_000})
    second = drafted("appraisal_form", case)
    assert facts_in(second)["amount"] == 250_000_000
    assert "Hội đồng thẩm định lần thứ 2." in said(paper("appraisal_form", case))


def test_a_long_remark_is_neither_cut_nor_kept_off_its_page(place: World) -> None:
    remark = "\n".join(f"Ý thứ {n}: " + "máy mới, thông số rõ, dự toán hợp lý. " * 9 for n in range(1, 11)).strip()
    case = walk_to(draft(place), State.LOCAL_APPRAISAL)
    for _ in range(3):
        case = act(case, Action.SCORE, data={"reason": remark})
    pages = pages_of(drafted("appraisal_form", take(case, Action.CONCLUDE)))
    assert len(pages) < 8
    assert " ".join(pages).count("Ý thứ 10: máy mới") == 3


@pytest.mark.parametrize("programme", Programme)
def test_papers_of_the_council_are_drawn(place: World, programme: Programme) -> None:
    case = scored(draft(place, programme=programme))
    form = " ".join(pages_of(drafted("appraisal_form", case)))
    assert "GIÁM ĐỐC" in form
    assert "TM. HỘI ĐỒNG THẨM ĐỊNH" in form
    assert "THƯ KÝ" in " ".join(pages_of(drafted("appraisal_minutes", case)))
    assert Document.objects.filter(case=case, problem="").count() == 2
