"""The settlement dossier and the liquidation of the contract: whatever was paid, the sums add up to the đồng."""

import pytest

from documents.contexts.agreement import Balance
from tests.contracts import world_that_signs
from tests.paperwork import drafted, files_of, gaps_in, line_of
from tests.world import World, act, draft, take, walk_to
from workflow.models import Case
from workflow.vocabulary import Action, FundingSource, Programme, State

pytestmark = pytest.mark.django_db
FORMS = ("settlement_statement", "voucher_list_8a", "voucher_list_8b", "payment_request")


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def submitted(place: World) -> Case:
    """Advanced 210 of 300 million, accepted in part (270), its dossier with the Cục."""
    case = take(walk_to(draft(place), State.EXECUTION), Action.RECORD_ADVANCE, Action.REQUEST_ACCEPTANCE)
    return take(case, Action.ACCEPT_PART, Action.SUBMIT_SETTLEMENT)


def test_the_forms_of_the_dossier_say_the_same_sums(submitted: Case) -> None:
    texts = {code: line_of(drafted(code, submitted)) for code in FORMS}
    assert "1 | Hỗ trợ mua máy tiện CNC | 300.000.000 | 270.000.000 | 30.000.000" in texts["settlement_statement"]
    assert "Bằng chữ: Hai trăm bảy mươi triệu đồng" in texts["settlement_statement"]
    assert "Kinh phí còn được thanh toán: 60.000.000 đồng" in texts["settlement_statement"]
    assert "3 | Đã tạm ứng | 210.000.000 | UNC-0015" in texts["payment_request"]
    assert "Số tiền đề nghị thanh toán: 60.000.000 đồng (Bằng chữ: Sáu mươi triệu đồng)" in texts["payment_request"]
    assert "Tổng kinh phí thực hiện đề án: 750.000.000 đồng" in texts["voucher_list_8b"]
    for text in texts.values():
        assert "Hợp đồng số 07/HĐ-ĐCK" in text
        assert "Biên bản nghiệm thu cơ sở số 03/BB-NT" in text
        assert "Kế toán trưởng" in text


def test_vouchers_that_are_not_on_record_are_missing_and_those_of_transfers_are_there(submitted: Case) -> None:
    for code in ("voucher_list_8a", "voucher_list_8b"):
        document = drafted(code, submitted)
        assert gaps_in(document).startswith("Chứng từ chi")
        assert "1 | Tạm ứng lần 1 | UNC-0015 | 03/03/2026 | 210.000.000" in line_of(document)


def test_each_form_is_drawn(submitted: Case) -> None:
    for code in (*FORMS, "liquidation"):
        pdf, word = files_of(drafted(code, submitted))
        assert pdf.startswith(b"%PDF") and word.startswith(b"PK")


def test_with_several_lines_of_support_the_settlement_of_each_is_missing(submitted: Case) -> None:
    submitted.budget_lines.create(
        position=9, item="Chi quản lý đề án", unit="đề án", unit_price=7_500_000, source=FundingSource.NATIONAL
    )
    document = drafted("settlement_statement", submitted)
    assert "Số đề nghị quyết toán của từng nội dung chi" in gaps_in(document)
    assert "cao hơn giá trị hợp đồng" in line_of(document)
    assert "Tổng cộng | 307.500.000 | 270.000.000 | 37.500.000" in line_of(document)


def test_the_liquidation_says_what_is_still_to_be_paid_and_then_that_all_was(submitted: Case) -> None:
    before = line_of(drafted("liquidation", submitted))
    assert "Bên A còn phải thanh toán cho Bên B: 60.000.000 đồng (Bằng chữ: Sáu mươi triệu đồng)" in before
    assert "khối lượng không thực hiện, không được nghiệm thu tương ứng 30.000.000 đồng" in before
    after = line_of(drafted("liquidation", walk_to(submitted, State.LIQUIDATED)))
    assert "Kinh phí đã được thanh toán đủ" in after
    assert "2 | Thanh toán lần 1 | UNC-0015" in after
    assert "Tổng cộng | | | 270.000.000" in after


def test_what_was_advanced_beyond_the_accepted_value_is_refunded_with_its_voucher(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), State.EXECUTION)
    case = take(case, Action.RECORD_ADVANCE, Action.REQUEST_ACCEPTANCE)
    case = act(case, Action.ACCEPT_PART, data={"accepted_amount": 150_000_000})
    case = act(case, Action.SUBMIT_SETTLEMENT)
    request, before = line_of(drafted("payment_request", case)), drafted("liquidation", case)
    assert "Số tiền phải hoàn trả: 60.000.000 đồng" in request
    assert before.issuer_id == place.department.pk
    assert "hoàn trả Bên A để nộp ngân sách nhà nước: 60.000.000 đồng" in line_of(before)
    assert "Chứng từ nộp trả ngân sách nhà nước" in gaps_in(before)
    case = act(case, Action.LIQUIDATE, data={"voucher": "GNT-0009"})
    after = drafted("liquidation", case)
    assert "Bên B đã nộp trả theo chứng từ: GNT-0009" in line_of(after)
    assert "Chứng từ nộp trả" not in gaps_in(after)


def test_a_stopped_project_is_liquidated_on_nothing_and_gives_back_all(place: World) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.RECORD_ADVANCE)
    case = act(case, Action.STOP, data={"reason": "Cơ sở thụ hưởng giải thể."})
    text = line_of(drafted("liquidation", case))
    assert "không có khối lượng được nghiệm thu, quyết toán" in text
    assert "Cơ sở thụ hưởng giải thể." in text
    assert "hoàn trả Bên A để nộp ngân sách nhà nước: 210.000.000 đồng" in text
    assert "Biên bản nghiệm thu" not in text


@pytest.mark.parametrize("accepted", [0, 1, 209_999_999, 210_000_000, 210_000_001, 300_000_000])
def test_the_sums_of_a_settlement_add_up_to_the_dong(accepted: int) -> None:
    balance = Balance(contract=300_000_000, accepted=accepted, advanced=210_000_000, paid=210_000_000)
    assert balance.accepted + balance.to_refund == balance.paid + balance.to_pay
    assert balance.accepted + balance.not_done == balance.contract
    assert not (balance.to_pay and balance.to_refund)
