"""Letters that ask, return and remind, and the minutes of an inspection: from the office whose word it is."""

from datetime import date

import pytest

from accounts.models import Organisation
from documents.contexts.letter import demands_in
from documents.drafting import CannotDraft
from documents.models import Document
from documents.words import date_in_words
from tests.contracts import world_that_signs
from tests.paperwork import drafted, facts_in, missing_in, pages_of, paper, said
from tests.world import World, act, draft, judge, take, walk_to
from workflow.engine.clock import day_of
from workflow.vocabulary import Action, Programme, State

pytestmark = pytest.mark.django_db

DEMANDS = "1) Báo giá của hai nhà cung cấp; 2) Cam kết vốn đối ứng.\n- Bản vẽ mặt bằng lắp đặt;"


@pytest.fixture
def place() -> World:
    made = world_that_signs()
    Organisation.objects.filter(pk=made.department.pk).update(
        representative="Vũ Thị Chủ Tịch", representative_title="Phó Giám đốc"
    )
    return made


# --- asking -----------------------------------------------------------------------------------------------------


def test_what_somebody_listed_becomes_one_demand_each() -> None:
    wanted = ["Báo giá của hai nhà cung cấp", "Cam kết vốn đối ứng", "Bản vẽ mặt bằng lắp đặt"]
    assert demands_in(DEMANDS, 4000) == wanted
    assert demands_in("Làm rõ tính vượt trội; bổ sung thuyết minh.", 4000) == [
        "Làm rõ tính vượt trội; bổ sung thuyết minh"
    ]


def test_the_department_asks_with_a_list_and_a_day(place: World) -> None:
    case = act(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT, data={"reason": DEMANDS})
    made = paper("supplement_request", case)
    assert made.kind == ""
    assert made.head.about == f"V/v bổ sung hồ sơ đề án {case.code}"
    assert made.head.number == "Số: ……/SCT"
    assert made.addressees == ("Trung tâm Khuyến công Phú Thọ",)
    text = said(made)
    assert "- Báo giá của hai nhà cung cấp;\n- Cam kết vốn đối ứng;\n- Bản vẽ mặt bằng lắp đặt." in text
    assert "chậm nhất ngày 16 tháng 3 năm 2026 (10 ngày làm việc)" in text
    assert "Qua kiểm tra thành phần, nội dung hồ sơ" in text
    (signer,) = made.signers
    assert (signer.instead, signer.title, signer.name) == ("KT. GIÁM ĐỐC", "Phó Giám đốc", "Vũ Thị Chủ Tịch")
    assert made.recipients == ("Như trên", "Lưu: VT")


def test_the_agency_asks_through_the_department(place: World) -> None:
    case = take(walk_to(draft(place), State.REGISTERED), Action.ASK_SUPPLEMENT)
    document = drafted("supplement_request", case)
    assert document.issuer == place.agency
    assert paper("supplement_request", case).addressees == ("Sở Công Thương Phú Thọ", "Trung tâm Khuyến công Phú Thọ")
    assert missing_in(document) == []


def test_each_request_keeps_its_own_letter(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    first = drafted("supplement_request", case)
    case = take(case, Action.RESUBMIT, Action.ASK_SUPPLEMENT)
    assert drafted("supplement_request", case).pk != first.pk


def test_a_settlement_that_is_sent_back_is_asked_for_by_its_contract(place: World) -> None:
    case = take(walk_to(draft(place, programme=Programme.LOCAL), State.LIQUIDATION), Action.RETURN_SETTLEMENT)
    made = paper("supplement_request", case)
    assert made.head.about == f"V/v bổ sung hồ sơ quyết toán đề án {case.code}"
    assert "thực hiện theo Hợp đồng số 07/HĐ-ĐCK" in said(made)


# --- returning --------------------------------------------------------------------------------------------------


def test_a_rejected_dossier_goes_back_with_the_reason(place: World) -> None:
    reason = "Cơ sở không thuộc đối tượng thụ hưởng."
    case = act(walk_to(draft(place), State.SUBMITTED), Action.REJECT, data={"reason": reason})
    made = paper("dossier_return", case)
    text = said(made)
    assert made.head.about == f"V/v trả hồ sơ đề án {case.code}"
    assert "không tiếp nhận và trả lại hồ sơ" in text
    assert reason in text
    assert "Hội đồng" not in text
    assert "Công ty TNHH Cơ khí Phú Thọ" in made.recipients


def test_a_dossier_that_did_not_pass_says_what_the_council_concluded(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), State.LOCAL_APPRAISAL)
    case = act(take(case, *[Action.SCORE] * 3), Action.CONCLUDE, data={"verdict": "fail"})
    text = said(paper("dossier_return", take(case, Action.FAIL_APPRAISAL)))
    assert "Hội đồng thẩm định kết luận: “Không đạt”, điểm trung bình 80,0/100." in text


def test_what_is_left_out_of_the_plan_is_told_by_the_office_that_decided(place: World) -> None:
    national = drafted("dossier_return", take(walk_to(draft(place), State.REGISTERED), Action.DROP))
    assert national.issuer == place.agency
    case = walk_to(draft(place, programme=Programme.LOCAL), State.PLAN_PENDING)
    local = drafted("dossier_return", take(case, Action.DROP))
    assert local.issuer == place.committee
    made = paper("dossier_return", case)
    assert made.head.number == "Số: ……/UBND"
    assert made.signers[0].authority == "TM. ỦY BAN NHÂN DÂN"
    assert "không được đưa vào kế hoạch khuyến công địa phương năm 2027" in said(made)
    assert missing_in(local) == ["Người ký văn bản của Ủy ban nhân dân tỉnh Phú Thọ"]


def test_a_day_that_has_passed_when_the_paper_is_written_is_to_be_looked_at_again(place: World) -> None:
    late = date(2028, 1, 3)
    asked = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    letter = drafted("supplement_request", asked, on=late)
    assert "Hạn bổ sung hồ sơ (16/03/2026) đã qua khi lập văn bản (03/01/2028): xem lại trước khi ký." in list(
        letter.values["warnings"]
    )
    assert not any("đã qua" in doubt for doubt in drafted("supplement_request", asked).values["warnings"])
    for code, state in (
        ("receipt", State.SUBMITTED),
        ("support_contract", State.EXECUTION),
        ("contract", State.EXECUTION),
    ):
        document = drafted(code, walk_to(draft(place), state), on=late)
        assert any("đã qua khi lập văn bản" in doubt for doubt in document.values["warnings"]), code


# --- reminding --------------------------------------------------------------------------------------------------


def test_a_late_owner_is_reminded_by_the_department_with_the_days_counted(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    document = drafted("reminder", case, on=date(2026, 4, 20))
    assert document.issuer == place.department
    text = said(paper("reminder", case, on=date(2026, 4, 20)))
    assert "Thời hạn hoàn thành: ngày 16 tháng 3 năm 2026 (thời gian xử lý do đơn vị tự đặt: 10 ngày làm việc)." in text
    assert "Tính đến ngày 20 tháng 4 năm 2026, giai đoạn này đã quá hạn 35 ngày." in text
    assert "2 | 16/03/2026 | 03/03/2026–16/03/2026: đếm 10 ngày làm việc" in text
    assert "Nhắc từ" not in text
    assert list(document.values["warnings"]) == []
    assert facts_in(document)["due_on"] == "2026-03-16"


def test_a_legal_deadline_is_named_with_its_article(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_PASSED)
    document = drafted("reminder", case, on=date(2026, 6, 18))
    assert document.issuer == place.agency
    text = said(paper("reminder", case, on=date(2026, 6, 18)))
    assert "thời hạn theo quy định: trước ngày 20/06 năm trước năm kế hoạch" in text
    assert "khoản 2 Điều 10 Thông tư số 36/2013/TT-BCT" in text
    assert "thời hạn còn 01 ngày làm việc" in text
    assert "đúng thời hạn" in text


def test_a_letter_to_an_office_above_reports_and_does_not_press(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), State.PLAN_PENDING)
    document = drafted("reminder", case)
    assert document.issuer == place.department
    assert "kính báo cáo và đề nghị Ủy ban nhân dân tỉnh Phú Thọ" in said(paper("reminder", case))
    assert any("chưa cần nhắc" in doubt for doubt in document.values["warnings"])


def test_a_new_day_already_promised_is_in_the_letter(place: World) -> None:
    case = walk_to(draft(place), State.LOCAL_APPRAISAL)
    late = case.updated_at.replace(month=4)
    case = act(case, Action.PROMISE, at=late, data={"promised_on": "2026-04-20", "reason": "Thiếu người thẩm định."})
    text = said(paper("reminder", case))
    assert "đã hẹn lại hoàn thành ngày 20 tháng 4 năm 2026" in text
    assert "Thiếu người thẩm định." in text


def test_nobody_is_reminded_of_a_project_that_ended(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.REJECT)
    with pytest.raises(CannotDraft, match="không có ai để nhắc"):
        drafted("reminder", case)


# --- inspecting -------------------------------------------------------------------------------------------------


def test_the_minutes_of_an_inspection_stand_beside_what_was_reported_and_paid(place: World) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS, Action.RECORD_ADVANCE)
    found = "Máy đã lắp đặt, đúng mã hiệu.\nHồ sơ xuất xứ đầy đủ."
    case = act(case, Action.RECORD_INSPECTION, by=place.agency_appraiser, data={"reason": found})
    document = drafted("inspection", case)
    made = paper("inspection", case)
    text = said(made)
    assert document.issuer == place.agency
    signed, reported, paid, inspected = [day_of(event.at) for event in case.events.order_by("seq")][-4:]
    assert f"Hợp đồng số 07/HĐ-ĐCK {date_in_words(signed)}; giá trị 300.000.000 đồng" in text
    assert f"1 | {reported:%d/%m/%Y} | 60% | " in text
    assert f"1 | {paid:%d/%m/%Y} | UNC-0015 | 210.000.000\n | Tổng cộng |  | 210.000.000" in text
    assert "Máy đã lắp đặt, đúng mã hiệu.\nHồ sơ xuất xứ đầy đủ." in text
    assert "kiểm tra lần thứ 1" in text
    assert [signer.name for signer in made.signers] == ["Lê Thị Cơ", "Trần Đức Hòa", "Đặng Văn Tra"]
    assert "Ý kiến của đơn vị được kiểm tra" in missing_in(document)
    assert any("03/BB-NT" in doubt for doubt in document.values["warnings"])
    assert facts_in(document)["inspected_on"] == inspected.isoformat()


def test_what_came_after_an_inspection_is_not_in_its_minutes(place: World) -> None:
    case = take(walk_to(draft(place, programme=Programme.LOCAL), State.EXECUTION), Action.RECORD_INSPECTION)
    case = take(case, Action.REPORT_PROGRESS, Action.RECORD_ADVANCE)
    document = drafted("inspection", case)
    assert document.issuer == place.department
    text = said(paper("inspection", case))
    assert "chưa có báo cáo trước ngày kiểm tra" in text
    assert "Kinh phí đã tạm ứng: chưa tạm ứng." in text


# --- drawing ----------------------------------------------------------------------------------------------------


def test_letters_are_drawn_on_one_page_and_name_who_signs(place: World) -> None:
    asked = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    returned = take(judge(walk_to(draft(place), State.LOCAL_APPRAISAL)), Action.FAIL_APPRAISAL)
    letters = [
        drafted("supplement_request", asked), drafted("reminder", asked, on=date(2026, 4, 20)),
        drafted("dossier_return", returned),
    ]  # fmt: skip
    for letter in letters:
        (page,) = pages_of(letter)
        assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" in page
        assert "Như trên" in page
    assert not Document.objects.exclude(problem="").exists()


def test_the_minutes_of_an_inspection_are_drawn(place: World) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.RECORD_INSPECTION)
    assert "ĐOÀN KIỂM TRA" in " ".join(pages_of(drafted("inspection", case)))
