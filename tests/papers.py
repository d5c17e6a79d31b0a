"""A contract for tests that need no database: facts, page and file, and the text of the file."""

import io
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from documents.papers import contract_pdf
from pypdf import PdfReader

from documents.contexts.contract import TEMPLATE, ContractContext
from documents.contexts.facts import BeneficiaryRow, BudgetRow, ContractParty
from documents.contexts.schedule import basis_of, instalments_of, sources_of
from documents.legal_bases import cited, legal_bases
from workflow.money.advances import advance_rule
from workflow.vocabulary import ContentType, FundingSource, Programme

AGENCY = ContractParty(
    name="Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công",
    parent="Bộ Công Thương",
    address="Số 54 Hai Bà Trưng, phường Cửa Nam, thành phố Hà Nội",
    phone="024 2220 2222",
    representative="Phan Văn Cục",
    title="Cục trưởng",
    tax_code="0100100100",
    bank_account="3511.0.1054321.00000 tại Kho bạc Nhà nước khu vực I",
)
CENTRE = replace(
    AGENCY, name="Trung tâm Khuyến công Phú Thọ", parent="", representative="Trần Đức Hòa", title="Giám đốc"
)
LINES = (
    BudgetRow("Máy CNC phay gỗ 4 trục", "chiếc", 1, 300_000_000, 300_000_000, FundingSource.NATIONAL.label),
    BudgetRow("Máy chà nhám thùng", "chiếc", 2, 185_500_001, 371_000_002, FundingSource.BENEFICIARY.label),
    BudgetRow("Hội nghị giới thiệu kết quả", "hội nghị", 1, 18_000_000, 18_000_000, FundingSource.OTHER.label),
)
ENTERPRISE = BeneficiaryRow(
    "Công ty TNHH Gỗ Thanh Phượng", "2600987654", "xã Phù Ninh, tỉnh Phú Thọ", "Phạm Quỳnh Phượng"
)


def contract(
    *, amount: int = 300_000_000, content: ContentType = ContentType.MACHINERY, **changes: Any
) -> ContractContext:
    """A contract of 2026 as the builder of contexts makes it."""
    budget = changes.pop("budget", LINES)
    rule = advance_rule(content, 2026)
    context = ContractContext(
        national=True,
        draft=True,
        code="KCQG-2026-25-0007",
        plan_year=2026,
        number=None,
        symbol="HĐ-ĐCK",
        place="Hà Nội",
        signed_on=None,
        written_on=date(2026, 3, 5),
        legal_bases=tuple(basis.text for basis in legal_bases(Programme.NATIONAL, date(2025, 12, 20))),
        unconfirmed=(),
        party_a=AGENCY,
        party_b=CENTRE,
        department="Sở Công Thương Phú Thọ",
        project_name="Hỗ trợ ứng dụng máy móc tiên tiến trong sản xuất đồ gỗ nội thất",
        content="ứng dụng máy móc, chuyển giao công nghệ",
        location="Cụm công nghiệp Đồng Lạng, xã Phù Ninh, tỉnh Phú Thọ",
        coordinator="",
        objectives=("Nâng công suất từ 1.200 lên 2.000 bộ sản phẩm mỗi năm.",),
        scope=("Lắp đặt, chạy thử và đưa vào sử dụng 01 máy CNC phay gỗ 4 trục mới 100%.",),
        group=False,
        unit_count=1,
        beneficiaries=(ENTERPRISE,),
        starts_on=date(2026, 4, 1),
        ends_on=date(2026, 11, 30),
        amount=amount,
        sources=sources_of(budget, FundingSource.NATIONAL, amount),
        budget=budget,
        instalments=instalments_of(rule, amount),
        advance_basis=cited(basis_of(rule)),
        report_before=25,
        settlement_term="Chậm nhất 15 ngày kể từ ngày nghiệm thu cơ sở cuối cùng của hợp đồng",
        liquidation_term="Chậm nhất ngày 22 tháng 01 năm 2027",
    )
    return replace(context, **changes)


def html_of(context: ContractContext) -> str:
    return render_to_string(TEMPLATE, {"c": context})


@lru_cache(maxsize=1)
def draft() -> PdfReader:
    return opened(contract_pdf(contract()))


@lru_cache(maxsize=1)
def signed() -> PdfReader:
    """Signed, with a budget long enough for an annex of several pages."""
    context = contract(draft=False, number="07/HĐ-ĐCK", signed_on=date(2026, 3, 16), budget=LINES * 20)
    return opened(contract_pdf(context))


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
