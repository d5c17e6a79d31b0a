"""Papers about a plan: every kind drafted from projects that were walked there, national and local."""

from datetime import timedelta

import pytest

from accounts.models import Organisation
from documents.drafting import CannotDraft
from documents.drawing import draw_one, paper_of
from documents.issuing import issue
from documents.kinds import Plan, PlanKind, kind_of
from documents.models import Document
from documents.plan_drafting import draft_plan
from documents.wording.plain import lines_of
from tests.contracts import world_that_signs
from tests.world import START, World, act, draft, take, walk_to, world
from workflow.models import Case
from workflow.vocabulary import Action, ContentType, Programme, State

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=40)
NATIONAL, LOCAL = Programme.NATIONAL, Programme.LOCAL


@pytest.fixture
def place() -> World:
    found = world_that_signs()
    for unit, name, title in (
        (found.department, "Hoàng Minh Giám", "Giám đốc"),
        (found.ministry, "Nguyễn Văn Bộ", "Bộ trưởng"),
        (found.committee, "Lý Văn Ban", "Chủ tịch"),
    ):
        Organisation.objects.filter(pk=unit.pk).update(representative=name, representative_title=title)
    return found


def written(code: str, unit: Organisation, programme: Programme = NATIONAL, tranche: int | None = None) -> Document:
    kind = kind_of(code)
    assert isinstance(kind, PlanKind)
    return draft_plan(kind, Plan(programme, 2027, tranche), issuer_id=unit.pk, at=LATER)


def text(document: Document) -> str:
    return " ".join(lines_of(paper_of(document)))


def drawn(document: Document) -> Document:
    assert draw_one(document.pk, at=LATER) == 1, Document.objects.get(pk=document.pk).problem
    return document


def two(place: World, state: State, **fields: object) -> list[Case]:
    return [walk_to(draft(place, grant=grant, **fields), state) for grant in (300_000_000, 180_500_000)]  # type: ignore[arg-type]


def gaps(document: Document) -> list[str]:
    missing: list[str] = list(document.values["missing"])
    return missing


# --- the Sở ------------------------------------------------------------------------------------------------------
def test_the_summary_of_a_department_adds_up_every_purse(place: World) -> None:
    cases = two(place, State.LOCAL_PASSED)
    document = drawn(written("plan_summary", place.department))
    said = text(document)
    assert "tổng hợp 02 đề án đăng ký kế hoạch khuyến công quốc gia năm 2027" in said
    assert "480.500.000 đồng (Bằng chữ: Bốn trăm tám mươi triệu năm trăm nghìn đồng)" in said
    assert "Tổng cộng: 2 đề án |  |  |  |  | 1.380.500.000 | 480.500.000 | 0 | 900.000.000 | 0" in said
    assert all(case.code in said for case in cases)
    assert document.values["facts"]["amount"] == 480_500_000
    assert gaps(document) == []


def test_projects_of_another_department_or_not_yet_passed_are_not_summed(place: World) -> None:
    other = world("Hà Nội", "01", "hanoi")
    own = walk_to(draft(place), State.LOCAL_PASSED)
    strange, early = walk_to(draft(other), State.LOCAL_PASSED), walk_to(draft(place), State.LOCAL_APPRAISAL)
    assert written("plan_summary", place.department).values["facts"]["codes"] == [own.code]
    assert written("plan_summary", other.department).values["facts"]["codes"] == [strange.code]
    assert early.code not in text(written("plan_summary", place.department))


def test_the_registration_tells_of_two_years_and_of_the_next(place: World) -> None:
    two(place, State.LOCAL_PASSED)
    closed = walk_to(draft(place, plan_year=2026, content_type=ContentType.TRAINING), State.CLOSED)
    document = drawn(written("plan_registration", place.department))
    said = text(document)
    assert "Kính gửi: Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công" in said
    assert "Năm 2025 không có đề án được phê duyệt." in said
    assert "kế hoạch năm 2026 có 01 đề án được phê duyệt, kinh phí 300.000.000 đồng" in said
    assert "đã nghiệm thu 01 đề án, giá trị nghiệm thu 300.000.000 đồng, đạt 100,0% kinh phí được phê duyệt" in said
    assert "Đào tạo nghề, truyền nghề | 1 | 300.000.000 | 300.000.000 | 300.000.000 | 300.000.000" in said
    assert closed.code not in said
    assert "có 0 đề án nhóm và 0 đề án điểm" in said
    assert "đăng ký 02 đề án hỗ trợ 02 cơ sở, mô hình" in said
    assert len(gaps(document)) == 2


def test_the_registration_of_a_local_plan_goes_to_the_committee(place: World) -> None:
    walk_to(draft(place, programme=LOCAL), State.PLAN_PENDING)
    said = text(written("plan_registration", place.department, LOCAL))
    assert "Kính gửi: Ủy ban nhân dân tỉnh Phú Thọ" in said
    assert "Thông tư số 46/2012/TT-BCT" in said


# --- the Cục and the Bộ ------------------------------------------------------------------------------------------
def test_the_summary_of_the_agency_goes_by_province(place: World) -> None:
    other = world("Hà Nội", "01", "hanoi")
    first, second = walk_to(draft(place), State.REGISTERED), walk_to(draft(other), State.REGISTERED)
    said = text(drawn(written("national_plan_summary", place.agency)))
    assert "I | Hà Nội: 01 đề án |  |  |  |  | 750.000.000 | 300.000.000" in said
    assert "II | Phú Thọ: 01 đề án" in said
    assert said.index(second.code) < said.index(first.code)
    assert "Tổng cộng: 2 đề án |  |  |  |  | 1.500.000.000 | 600.000.000" in said


def test_the_minutes_of_the_ministry_say_what_was_concluded_and_why(place: World) -> None:
    taken = walk_to(draft(place), State.PLAN_PENDING)
    waiting = walk_to(draft(place), State.MINISTRY_APPRAISAL)
    reduced = take(walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.REDUCE)
    dropped = act(
        walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.DROP, data={"reason": "Trùng nội dung đã hỗ trợ."}
    )
    document = drawn(written("ministry_minutes", place.agency))
    said = text(document)
    assert "Kết quả: 02 đề án đưa vào kế hoạch, trong đó 01 đề án với mức hỗ trợ giảm" in said
    assert "01 đề án không đưa vào kế hoạch" in said
    assert "Không đưa vào kế hoạch Trùng nội dung đã hỗ trợ. | 300.000.000 | 0" in said
    assert "570.000.000 đồng (Bằng chữ: Năm trăm bảy mươi triệu đồng)" in said
    assert {case.code for case in (taken, waiting, reduced, dropped)} == set(document.values["facts"]["codes"])
    assert f"Kết luận thẩm định cấp Bộ của 1 đề án ({waiting.code} …)" in gaps(document)
    assert "Chưa kết luận | 300.000.000 |  " in said
    assert "Chưa kết luận | 300.000.000 | 0" not in said
    assert "hồi …… giờ ……" in said
    assert any("giờ bắt đầu" in gap for gap in gaps(document))


def test_the_submission_and_the_decision_carry_the_same_list_and_sum(place: World) -> None:
    cases = two(place, State.PLAN_PENDING)
    submission = drawn(written("plan_submission", place.agency, tranche=1))
    decision = drawn(written("plan_decision", place.ministry, tranche=1))
    sum_ = "480.500.000 đồng (Bằng chữ: Bốn trăm tám mươi triệu năm trăm nghìn đồng)"
    for document in (submission, decision):
        said = text(document)
        assert sum_ in said
        assert "kế hoạch khuyến công quốc gia năm 2027 (đợt 1)" in said
        assert all(case.code in said for case in cases)
    assert "Kính gửi: Bộ trưởng Bộ Công Thương" in text(submission)
    said = text(decision)
    assert "BỘ TRƯỞNG BỘ CÔNG THƯƠNG" in said
    assert "Căn cứ chức năng, nhiệm vụ, quyền hạn của Bộ Công Thương;" in said
    assert "Theo đề nghị của Cục trưởng Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công." in said
    assert "Số: ……/QĐ-BCT" in said
    assert "Nơi nhận: Lưu: VT" in said


def test_a_time_of_work_that_is_not_known_is_missing_in_the_list(place: World) -> None:
    case, _ = two(place, State.PLAN_PENDING)
    Case.objects.filter(pk=case.pk).update(ends_on=None)
    assert f"Thời gian thực hiện của đề án {case.code}" in gaps(written("plan_decision", place.ministry))


def test_a_local_plan_is_submitted_by_the_department_and_decided_by_the_chairman_in_his_own_right(place: World) -> None:
    two(place, State.PLAN_PENDING, programme=LOCAL)
    submission = text(written("plan_submission", place.department, LOCAL, tranche=2))
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ" in submission
    decision = text(drawn(written("plan_decision", place.committee, LOCAL, tranche=2)))
    assert "Số: ……/QĐ-UBND" in decision
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ" in decision
    assert "Căn cứ chức năng, nhiệm vụ, quyền hạn của Ủy ban nhân dân tỉnh Phú Thọ;" in decision
    assert "Theo đề nghị của Giám đốc Sở Công Thương Phú Thọ." in decision
    assert "Chủ tịch · Lý Văn Ban" in decision
    assert "TM. ỦY BAN NHÂN DÂN" not in decision


def test_a_decided_tranche_stays_out_of_the_next(place: World) -> None:
    decided = walk_to(draft(place), State.PLAN_APPROVED)
    pending = walk_to(draft(place), State.PLAN_PENDING)
    assert written("plan_decision", place.ministry, tranche=2).values["facts"]["codes"] == [pending.code]
    both = written("plan_decision", place.ministry, tranche=1).values["facts"]["codes"]
    assert both == [decided.code, pending.code]


def test_allocation_is_decided_and_told_by_who_holds_the_money(place: World) -> None:
    whole = walk_to(draft(place), State.CONTRACTING)
    part = take(walk_to(draft(place), State.ALLOCATION), Action.ALLOCATE_PART)
    waiting = walk_to(draft(place), State.ALLOCATION)
    for code in ("allocation_decision", "allocation_notice"):
        document = drawn(written(code, place.agency, tranche=1))
        said = text(document)
        assert "870.000.000 đồng (Bằng chữ: Tám trăm bảy mươi triệu đồng)" in said
        assert "Tổng cộng: 3 đề án |  |  | 900.000.000 | 870.000.000" in said
        assert {case.code for case in (whole, part, waiting)} == set(document.values["facts"]["codes"])
        assert "1 đề án chưa ghi mức được giao; văn bản lấy theo mức phê duyệt." in document.values["warnings"]
        assert "Quyết định số 3396/QĐ-BCT" in said
    walk_to(draft(place, programme=LOCAL), State.ALLOCATION)
    assert "Giám đốc Sở Công Thương Phú Thọ".upper() in text(written("allocation_decision", place.department, LOCAL))


# --- money -------------------------------------------------------------------------------------------------------
def test_the_reconciliation_balances_contract_by_contract(place: World) -> None:
    running = take(walk_to(draft(place, content_type=ContentType.TRAINING), State.EXECUTION), Action.RECORD_ADVANCE)
    part = walk_to(draft(place, content_type=ContentType.TRAINING), State.EXECUTION)
    part = take(part, Action.RECORD_ADVANCE, Action.REQUEST_ACCEPTANCE, Action.ACCEPT_PART)
    document = drawn(written("reconciliation", place.implementer))
    said = text(document)
    assert "theo 02 hợp đồng đã ký" in said
    assert "Đã tạm ứng: 420.000.000 đồng; đã thanh toán thêm: 0 đồng" in said
    assert "Được quyết toán: 270.000.000 đồng (Bằng chữ: Hai trăm bảy mươi triệu đồng)" in said
    assert "Bên A còn phải thanh toán cho Bên B: 60.000.000 đồng" in said
    assert "phải hoàn trả:" not in said
    assert gaps(document) == [f"Giá trị quyết toán của hợp đồng 07/HĐ-ĐCK ({running.code}): chưa nghiệm thu"]
    assert part.code in said
    assert "210.000.000 | 0 | chưa nghiệm thu |  |  " in said
    assert "01 hợp đồng chưa nghiệm thu, chưa tính vào số được quyết toán" in said
    assert [signer["authority"] for signer in document.values["signers"]] == ["ĐẠI DIỆN BÊN B", "ĐẠI DIỆN BÊN A"]


def test_of_contracts_of_which_none_is_accepted_nothing_is_said_to_be_settled(place: World) -> None:
    walk_to(draft(place, content_type=ContentType.TRAINING), State.EXECUTION)
    document = written("reconciliation", place.implementer)
    assert "Được quyết toán: 0 đồng" not in text(document)
    assert "Tổng giá trị được quyết toán: chưa hợp đồng nào được nghiệm thu" in gaps(document)


def test_a_stopped_project_gives_back_what_it_was_advanced(place: World) -> None:
    case = take(walk_to(draft(place, content_type=ContentType.TRAINING), State.EXECUTION), Action.RECORD_ADVANCE)
    take(case, Action.STOP)
    said = text(written("reconciliation", place.implementer))
    assert "Bên B phải hoàn trả: 210.000.000 đồng (Bằng chữ: Hai trăm mười triệu đồng)" in said


# --- the life of a plan paper ------------------------------------------------------------------------------------
def test_a_plan_has_one_open_draft_of_a_kind_and_a_new_issue_replaces_the_old(place: World) -> None:
    two(place, State.PLAN_PENDING)
    first = written("plan_submission", place.agency)
    assert written("plan_submission", place.agency).pk == first.pk
    assert written("plan_submission", place.agency, tranche=1).pk != first.pk
    drawn(first)
    issued = issue(document_id=first.pk, user_id=place.agency_clerk.pk, at=LATER)
    assert issued.number == "01/TTr-ĐCK"
    second = drawn(written("plan_submission", place.agency))
    assert issue(document_id=second.pk, user_id=place.agency_clerk.pk, at=LATER).number == "02/TTr-ĐCK"
    assert Document.objects.get(pk=first.pk).state == Document.State.SUPERSEDED


@pytest.mark.parametrize(
    ("code", "unit", "programme"),
    [("plan_summary", "agency", NATIONAL), ("plan_decision", "ministry", LOCAL), ("ministry_minutes", "agency", LOCAL)],
)
def test_a_unit_whose_paper_it_is_not_cannot_write_it(place: World, code: str, unit: str, programme: Programme) -> None:
    walk_to(draft(place, programme=programme), State.PLAN_PENDING)
    with pytest.raises(CannotDraft, match="không lập"):
        written(code, getattr(place, unit), programme)


def test_an_empty_plan_says_which_steps_it_waits_for(place: World) -> None:
    with pytest.raises(CannotDraft, match="cần có đề án ở một trong các bước “Trình phê duyệt kế hoạch”"):
        written("plan_submission", place.agency)


def test_a_list_too_long_for_one_paper_says_how_to_split_it(place: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.plan_drafting.MOST_PROJECTS", 1)
    two(place, State.PLAN_PENDING)
    with pytest.raises(CannotDraft, match="có 2 đề án, một văn bản chứa nhiều nhất 1 đề án"):
        written("plan_submission", place.agency)
