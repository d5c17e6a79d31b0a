"""The minutes of acceptance in their three forms, and the report of results."""

import pytest

from tests.contracts import world_that_signs
from tests.paperwork import drafted, files_of, gaps_in, line_of
from tests.world import World, act, draft, take, walk_to
from workflow.models import Beneficiary
from workflow.vocabulary import Action, ContentType, Programme, State

pytestmark = pytest.mark.django_db
FORMS = ("acceptance_5a", "acceptance_5b", "acceptance_5c")


@pytest.fixture
def place() -> World:
    return world_that_signs()


def test_the_minutes_are_begun_before_the_result_and_taken_anew_with_it(place: World) -> None:
    case = walk_to(draft(place), State.ACCEPTANCE)
    before = drafted("acceptance_5a", case)
    assert "Kết quả nghiệm thu" in gaps_in(before)
    assert "Giá trị được nghiệm thu" in gaps_in(before)
    case = act(case, Action.ACCEPT_WORK)
    after = drafted("acceptance_5a", case)
    assert after.pk == before.pk
    text = line_of(after)
    assert "Kết quả nghiệm thu: Đạt yêu cầu" in text
    assert "300.000.000 đồng (Bằng chữ: Ba trăm triệu đồng); giá trị hợp đồng: 300.000.000 đồng" in text
    assert "1 | Khuyến công quốc gia | 300.000.000 | 300.000.000" in text
    assert "2 | Đơn vị thụ hưởng | 450.000.000 |" in text
    for gap in ("Giá trị đã thực hiện bằng vốn đối ứng", "số máy", "Người ký văn bản của Sở Công Thương Phú Thọ"):
        assert gap in gaps_in(after)
    assert "Kết quả nghiệm thu" not in gaps_in(after)


def test_each_form_is_drawn_and_knows_who_signs_it(place: World) -> None:
    case = walk_to(draft(place), State.SETTLEMENT_DOSSIER)
    papers = {code: drafted(code, case) for code in FORMS}
    assert {papers[code].issuer_id for code in FORMS[:2]} == {place.department.pk}
    assert papers["acceptance_5c"].issuer_id == place.agency.pk
    assert "Số hóa đơn" not in line_of(papers["acceptance_5a"])
    assert "Hóa đơn tài chính: số, ngày, số tiền" in gaps_in(papers["acceptance_5b"])
    assert "ĐẠI DIỆN CỤC · Cục trưởng · Phan Văn Cục" in line_of(papers["acceptance_5c"])
    assert "ĐẠI DIỆN ĐƠN VỊ THỤ HƯỞNG · Người đại diện · Lê Thị Cơ" in line_of(papers["acceptance_5b"])
    for document in papers.values():
        pdf, word = files_of(document)
        assert pdf.startswith(b"%PDF") and word.startswith(b"PK")


def test_several_establishments_of_a_local_project_sign_in_a_list(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL, content_type=ContentType.BRAND), State.ACCEPTANCE)
    Beneficiary.objects.create(case=case, position=2, name="Hợp tác xã Mộc Thanh Sơn", representative="Đinh Văn Mộc")
    case = act(case, Action.ACCEPT_PART, data={"reason": "Thiếu kế hoạch quảng bá."})
    document = drafted("acceptance_5a", case)
    text = line_of(document)
    assert "3 | Công ty TNHH Cơ khí Phú Thọ | Lê Thị Cơ" in text
    assert "2 | Hợp tác xã Mộc Thanh Sơn | Cụm công nghiệp Trung tâm" in text
    assert "Kết quả nghiệm thu: Đạt một phần" in text
    assert "Giá trị không được nghiệm thu: 30.000.000 đồng" in text
    assert "Thiếu kế hoạch quảng bá." in text
    assert "ĐẠI DIỆN ĐƠN VỊ THỤ HƯỞNG" not in text
    assert "Danh mục máy móc" not in text
    assert "Kết quả nghiệm thu tại từng địa điểm" in gaps_in(document)


def test_refused_work_has_minutes_without_a_value(place: World) -> None:
    case = take(walk_to(draft(place), State.ACCEPTANCE), Action.REFUSE_WORK)
    document = drafted("acceptance_5a", case)
    assert "Không đạt yêu cầu" in line_of(document)
    assert "Giá trị được nghiệm thu" not in gaps_in(document)
    assert document.values["facts"]["amount"] is None


def test_the_report_of_results_tells_the_road_and_leaves_the_effect_to_its_author(place: World) -> None:
    case = act(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS, data={"percent": 75})
    case = walk_to(take(case, Action.RECORD_ADVANCE), State.SETTLEMENT_DOSSIER)
    document = drafted("result_report", case)
    text = line_of(document)
    assert "Báo cáo tiến độ | 03/03/2026 | 75%" in text
    assert "Nghiệm thu cơ sở | 03/03/2026 | Biên bản nghiệm thu cơ sở số 03/BB-NT" in text
    assert "đã nhận: 210.000.000 đồng" in text
    assert "giá trị được nghiệm thu: 300.000.000 đồng" in text
    assert "hiệu quả thực tế và bài học kinh nghiệm" in gaps_in(document)
    assert files_of(document)[0].startswith(b"%PDF")
