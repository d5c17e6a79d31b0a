"""What is written while the work is done: the plan, the monthly reports, the volume confirmed, the request for money."""

import pytest

from documents.drafting import CannotDraft
from documents.overview import papers_of
from tests.contracts import last_event, world_that_signs
from tests.paperwork import drafted, files_of, gaps_in, line_of
from tests.world import World, act, draft, person, take, walk_to
from workflow.engine.clock import day_of
from workflow.models import Case
from workflow.vocabulary import Action, ContentType, Programme, ProjectKind, State

pytestmark = pytest.mark.django_db
TROUBLE = "Nhà cung cấp giao máy chậm một tuần."


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def signed(place: World) -> Case:
    return walk_to(draft(place), State.EXECUTION)


def test_the_plan_of_a_group_lists_its_establishments_and_asks_the_sở_to_approve(place: World) -> None:
    case = walk_to(draft(place, kind=ProjectKind.GROUP, content_type=ContentType.TRAINING), State.CONTRACTING)
    document = drafted("implementation_plan", case)
    text = line_of(document)
    assert "Công ty TNHH Cơ khí Phú Thọ | 2600123456" in text
    assert "300.000.000 | 01/02/2027 – 29/10/2027" in text
    assert "PHÊ DUYỆT CỦA SỞ CÔNG THƯƠNG · Giám đốc" in text
    assert "Nghề đào tạo, nội dung lớp" in text
    assert "Danh sách lớp: nghề, địa điểm, số học viên, thời gian" in gaps_in(document)
    assert not any("Mẫu số 11" in warning for warning in document.values["warnings"])
    assert files_of(document)[0].startswith(b"%PDF")


def test_the_plan_of_an_ordinary_project_says_that_the_form_is_meant_for_others(signed: Case) -> None:
    document = drafted("implementation_plan", signed)
    assert any(warning.startswith("Mẫu số 11 dùng cho đề án nhóm") for warning in document.values["warnings"])
    assert "Nghề đào tạo" not in line_of(document)


def test_each_monthly_report_has_a_paper_that_keeps_what_it_said(signed: Case) -> None:
    case = act(signed, Action.REPORT_PROGRESS, data={"percent": 40})
    earlier = last_event(case)
    case = act(case, Action.REPORT_PROGRESS, data={"percent": 75, "reason": TROUBLE})
    first, second = drafted("progress_report", case, earlier), drafted("progress_report", case)
    assert first.pk != second.pk
    assert "lũy kế đến kỳ báo cáo: 40%" in line_of(first)
    assert "75%" not in line_of(first)
    assert "Không có." in line_of(first)
    assert "lũy kế đến kỳ báo cáo: 75%" in line_of(second)
    assert "Kỳ báo cáo trước: 40%" in line_of(second)
    assert TROUBLE in line_of(second)
    assert "tháng 3 năm 2026" in line_of(second)
    assert "Kính gửi: Sở Công Thương Phú Thọ" in line_of(second)
    assert "Khối lượng và giá trị thực hiện của từng nội dung" in gaps_in(second)
    assert files_of(second)[0].startswith(b"%PDF")


def test_the_volume_report_is_confirmed_by_the_sở_and_names_the_threshold(signed: Case) -> None:
    case = act(signed, Action.REPORT_PROGRESS, data={"percent": 75})
    document = drafted("volume_report", case)
    text = line_of(document)
    assert "so với tổng khối lượng của đề án: 75%" in text
    assert "Mức khối lượng phải vượt để được tạm ứng: 70%" in text
    assert "XÁC NHẬN CỦA SỞ CÔNG THƯƠNG" in text
    assert "1 | Khuyến công quốc gia | 300.000.000" in text
    assert "Tổng cộng | 750.000.000" in text
    assert "Giá trị được nghiệm thu" not in gaps_in(document)
    assert files_of(document)[0].startswith(b"%PDF")


def test_an_advance_is_asked_for_up_to_the_ratio_of_the_content(signed: Case) -> None:
    case = act(signed, Action.REPORT_PROGRESS, data={"percent": 75})
    document = drafted("advance_request", case)
    text = line_of(document)
    assert "70% giá trị hợp đồng, tương ứng 210.000.000 đồng" in text
    assert "điểm d khoản 2 Điều 13" in text
    assert "lần này: 210.000.000 đồng (Bằng chữ: Hai trăm mười triệu đồng)" in text
    assert document.values["facts"]["amount"] == 210_000_000
    assert "Tài khoản của Trung tâm Khuyến công Phú Thọ" in gaps_in(document)
    assert "Báo cáo tiến độ" not in gaps_in(document)
    assert files_of(document)[0].startswith(b"%PDF")


def test_an_advance_without_enough_progress_says_which_report_it_lacks(signed: Case) -> None:
    case = act(signed, Action.REPORT_PROGRESS, data={"percent": 70})
    assert "Báo cáo tiến độ có khối lượng trên 70%" in gaps_in(drafted("advance_request", case))


def test_after_an_advance_only_what_is_left_of_the_ratio_is_asked_for(signed: Case) -> None:
    case = act(signed, Action.REPORT_PROGRESS, data={"percent": 75})
    case = act(case, Action.RECORD_ADVANCE, data={"amount": 150_000_000, "voucher": "UNC-0016"})
    text = line_of(drafted("advance_request", case))
    assert "tạm ứng lần 02" in text
    assert "1 | Tạm ứng lần 1 | UNC-0016 | 03/03/2026 | 150.000.000" in text
    assert "lần này: 60.000.000 đồng" in text


def test_after_acceptance_the_rest_is_asked_for_with_its_evidence(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), State.EXECUTION)
    case = take(case, Action.RECORD_ADVANCE, Action.REQUEST_ACCEPTANCE, Action.ACCEPT_PART)
    document = drafted("advance_request", case)
    text = line_of(document)
    assert "kinh phí khuyến công địa phương còn lại" in text
    assert "Kính gửi: Sở Công Thương Phú Thọ" in text
    assert "giá trị được nghiệm thu: 270.000.000 đồng" in text
    assert "lần này: 60.000.000 đồng (Bằng chữ: Sáu mươi triệu đồng)" in text
    assert "- Báo cáo tổng hợp kết quả thực hiện đề án;" in text


def test_what_is_paid_only_after_acceptance_has_no_advance_to_ask_for(place: World) -> None:
    case = walk_to(draft(place, content_type=ContentType.NEW_ENTERPRISE), State.EXECUTION)
    with pytest.raises(CannotDraft, match="nội dung này chỉ được chi sau nghiệm thu cơ sở"):
        drafted("advance_request", case)


def test_once_all_that_is_allowed_before_acceptance_is_advanced_no_more_is_asked_for(
    signed: Case, place: World
) -> None:
    case = take(act(signed, Action.REPORT_PROGRESS, data={"percent": 75}), Action.RECORD_ADVANCE)
    with pytest.raises(CannotDraft, match="đã tạm ứng đủ mức được tạm ứng trước nghiệm thu"):
        drafted("advance_request", case)
    shown = papers_of(case, person(place.owner, case.updated_at), day_of(case.updated_at))
    assert "advance_request" not in {offer.kind.code for offer in (*shown.due, *shown.others)}


def test_a_report_that_was_never_made_has_no_paper(signed: Case) -> None:
    with pytest.raises(CannotDraft, match="lập sau bước “Báo cáo tiến độ tháng”"):
        drafted("progress_report", signed)
