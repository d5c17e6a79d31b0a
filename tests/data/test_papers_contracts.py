"""The contract with those who benefit, and the annex that changes the contract."""

import pytest

from tests.contracts import world_that_signs
from tests.paperwork import drafted, files_of, gaps_in, line_of
from tests.world import World, act, draft, walk_to
from workflow.models import Beneficiary, Case
from workflow.vocabulary import Action, FundingSource, Programme, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def signed(place: World) -> Case:
    return walk_to(draft(place), State.EXECUTION)


def test_the_support_contract_is_between_the_implementer_and_the_establishment(signed: Case, place: World) -> None:
    document = drafted("support_contract", signed)
    text = line_of(document)
    assert document.issuer_id == place.implementer.pk
    assert "BÊN A (đơn vị thực hiện đề án): Trung tâm Khuyến công Phú Thọ" in text
    assert "BÊN B (đơn vị thụ hưởng): Công ty TNHH Cơ khí Phú Thọ" in text
    assert "Căn cứ Hợp đồng số 07/HĐ-ĐCK ngày 02 tháng 3 năm 2026" in text
    assert "hỗ trợ: 300.000.000 đồng (Bằng chữ: Ba trăm triệu đồng)" in text
    assert "450.000.000 đồng (Bằng chữ: Bốn trăm năm mươi triệu đồng)" in text
    assert "- Hợp đồng, biên bản nghiệm thu và thanh lý hợp đồng mua máy móc hoặc chuyển giao công nghệ." in text
    assert "ĐẠI DIỆN BÊN B · Người đại diện · Lê Thị Cơ" in text
    assert "Tài khoản của Công ty TNHH Cơ khí Phú Thọ" in gaps_in(document)
    assert "Lê Thị Cơ" not in str(document.values["facts"])
    pdf, word = files_of(document)
    assert pdf.startswith(b"%PDF") and word.startswith(b"PK")


def test_a_line_that_may_be_the_implementers_own_is_to_be_looked_at_before_signing(signed: Case) -> None:
    signed.budget_lines.create(
        position=9, item="Chi phí quản lý", unit="đề án", unit_price=7_500_000, source=FundingSource.NATIONAL
    )
    (doubt,) = (
        one for one in drafted("support_contract", signed).values["warnings"] if "do đơn vị thực hiện chi" in one
    )
    assert "“Chi phí quản lý”" in doubt


def test_several_establishments_share_one_support_contract_and_sign_in_its_list(signed: Case) -> None:
    Beneficiary.objects.create(case=signed, position=2, name="Hợp tác xã Mộc Thanh Sơn", tax_code="2600999888")
    document = drafted("support_contract", signed)
    text = line_of(document)
    assert "02 cơ sở có tên, địa chỉ, người đại diện tại Phụ lục" in text
    assert "2 | Hợp tác xã Mộc Thanh Sơn | 2600999888" in text
    assert "ĐẠI DIỆN BÊN B · Các đơn vị thụ hưởng" in text
    assert "Mức hỗ trợ của từng đơn vị thụ hưởng" in gaps_in(document)


def test_an_extension_of_the_work_becomes_an_annex_and_a_decision(signed: Case) -> None:
    reason = "Nhà cung cấp giao máy chậm."
    case = act(signed, Action.EXTEND, data={"clock": "target", "days": 5, "decision": "41/QĐ-ĐCK", "reason": reason})
    annex, decision = drafted("contract_annex", case), drafted("adjustment_decision", case)
    row = f"1 | Thời gian hoàn thành theo hợp đồng | 29/10/2027 | 03/11/2027 | {reason}"
    assert row in line_of(annex)
    assert row in line_of(decision)
    assert "Căn cứ văn bản số 41/QĐ-ĐCK về việc gia hạn" in line_of(annex)
    assert "Bộ luật Dân sự" in line_of(annex)
    assert "Bộ luật Dân sự" not in line_of(decision)
    assert "CỤC TRƯỞNG CỤC ĐỔI MỚI SÁNG TẠO, CHUYỂN ĐỔI XANH VÀ KHUYẾN CÔNG" in line_of(decision)
    assert "Như Điều 3" in line_of(decision)
    assert not gaps_in(decision)
    for document in (annex, decision):
        assert files_of(document)[0].startswith(b"%PDF")


def test_a_second_extension_is_a_second_annex_beside_the_first(signed: Case) -> None:
    case = act(signed, Action.EXTEND, data={"clock": "target", "days": 2})
    first = drafted("contract_annex", case)
    case = act(case, Action.EXTEND, data={"clock": "target", "days": 3})
    second = drafted("contract_annex", case)
    assert first.pk != second.pk
    assert "(lần 01)" in line_of(first)
    assert "(lần 02)" in line_of(second)


def test_where_nothing_was_changed_on_record_the_change_is_missing(place: World) -> None:
    case = walk_to(draft(place, programme=Programme.LOCAL), State.EXECUTION)
    document = drafted("contract_annex", case)
    assert document.issuer_id == place.department.pk
    assert "Nội dung điều chỉnh: trước, sau và lý do" in gaps_in(document)
    assert "1 | | | |" in line_of(document)


def test_what_the_dossier_does_not_say_of_who_benefits_is_missing_and_has_its_dots(place: World) -> None:
    case = walk_to(draft(place), State.EXECUTION)
    case.beneficiaries.update(representative="")
    name = case.beneficiaries.get().name
    document = drafted("contract", case)
    assert f"Người đại diện của {name}" in gaps_in(document)
    assert "người đại diện: ……" in line_of(document)
