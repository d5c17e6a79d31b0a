"""Papers for tests that need no database: a contract as its builder fills it in, any wording over it, and its file."""

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from pypdf import PdfReader

from documents.contexts.beneficiaries import BENEFICIARIES
from documents.contexts.contract import PAYMENTS
from documents.contexts.estimate import about_the_estimate
from documents.contexts.facts import BudgetRow, ContractParty, SourceRow
from documents.contexts.filling import Filling
from documents.contexts.sides import party_card
from documents.contexts.sources import about_the_sources
from documents.drawing import drawn
from documents.legal_bases import legal_bases
from documents.render.page import page_of
from documents.wording.blocks import Paper, Proof
from documents.wording.composing import Issue, compose
from documents.wording.language import read
from documents.wording.values import Signer, Values
from documents.wordings import shipped_text
from workflow.vocabulary import FundingSource, Programme

GRANT = 300_000_000
WRITTEN_ON = date(2026, 3, 5)
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
    BudgetRow("Máy CNC phay gỗ 4 trục", "chiếc", 1, GRANT, GRANT, FundingSource.NATIONAL.label),
    BudgetRow("Máy chà nhám thùng", "chiếc", 2, 185_500_001, 371_000_002, FundingSource.BENEFICIARY.label),
    BudgetRow("Hội nghị giới thiệu kết quả", "hội nghị", 1, 18_000_000, 18_000_000, FundingSource.OTHER.label),
)
TOTAL = sum(line.amount for line in LINES)
ISSUED = Issue(
    "07/HĐ-ĐCK", date(2026, 3, 16), Proof("K7QD-2MZA-QW3E-RT5Y", "https://khuyencong.example.vn/k/K7QD-2MZA-QW3E-RT5Y")
)
#: Every flag of the wording of a contract; those that hold here.
HOLD = frozenset({"quốc gia", "một đơn vị thụ hưởng"})
FLAGS = HOLD | {"địa phương", "nhiều đơn vị thụ hưởng", "chưa nêu đơn vị thụ hưởng", "đề án nhóm", "dự toán cao hơn"}


def contract(
    *, name: str = "Hỗ trợ ứng dụng máy móc tiên tiến trong sản xuất đồ gỗ nội thất",
    objectives: str = "Nâng công suất từ 1.200 lên 2.000 bộ sản phẩm mỗi năm.",
    scope: str = "Lắp đặt, chạy thử và đưa vào sử dụng 01 máy CNC phay gỗ 4 trục mới 100%.",
    budget: Sequence[BudgetRow] = LINES, **changes: Any,
) -> Values:  # fmt: skip
    """A national contract of 2026. `changes`: fields of Values."""
    filling = Filling()
    for flag in sorted(FLAGS):
        filling.flag(flag, flag in HOLD)
    filling.items("các căn cứ", [basis.text for basis in legal_bases(Programme.NATIONAL, date(2025, 12, 20))])
    party_card(filling, "bên A", f"BÊN A (bên giao thực hiện đề án): {AGENCY.name}", AGENCY)
    party_card(filling, "bên B", f"BÊN B (đơn vị thực hiện đề án): {CENTRE.name}", CENTRE)
    _texts(filling, name)
    filling.long("mục tiêu", objectives, 4000)
    filling.long("quy mô", scope, 4000)
    _sums(filling, budget)
    values = filling.values(
        title="Hợp đồng thực hiện đề án KCQG-2026-25-0007", kind="Hợp đồng",
        subject="Thực hiện đề án khuyến công quốc gia năm 2026", parent="Bộ Công Thương", issuer=AGENCY.name,
        symbol="HĐ-ĐCK", place="Hà Nội", written_on=WRITTEN_ON, signers=(_side(CENTRE, "b"), _side(AGENCY, "a")),
        recipients=("Bên A (03 bản)", "Bên B (03 bản)", "Sở Công Thương Phú Thọ (để phối hợp)", "Lưu: VT"),
        facts={"case": "KCQG-2026-25-0007", "parties": [AGENCY.name, CENTRE.name], "amount": GRANT},
    )  # fmt: skip
    return replace(values, **changes)


def _texts(filling: Filling, name: str) -> None:
    for label, value in {
        "chương trình": "khuyến công quốc gia", "năm kế hoạch": "2026", "mã đề án": "KCQG-2026-25-0007",
        "tên đề án": name, "nội dung khuyến công": "ứng dụng máy móc, chuyển giao công nghệ",
        "địa điểm": "Cụm công nghiệp Đồng Lạng, xã Phù Ninh, tỉnh Phú Thọ", "đơn vị phối hợp": "",
        "đơn vị thụ hưởng": "Công ty TNHH Gỗ Thanh Phượng", "Sở": "Sở Công Thương Phú Thọ",
        "bắt đầu": "Từ ngày 01 tháng 4 năm 2026", "căn cứ tạm ứng": "điểm d khoản 2 Điều 13 Thông tư số 36/2013/TT-BCT",
        "hạn báo cáo tháng": "25", "hạn quyết toán": "Chậm nhất 15 ngày kể từ ngày nghiệm thu cơ sở cuối cùng",
        "hạn thanh lý": "Chậm nhất ngày 22 tháng 01 năm 2027",
    }.items():  # fmt: skip
        filling.text(label, value)
    filling.day("ngày hoàn thành", date(2026, 11, 30))
    for label, number in (("số cơ sở", 1), ("số bản", 6), ("số bản mỗi bên", 3)):
        filling.count(label, number)


def _sums(filling: Filling, budget: Sequence[BudgetRow]) -> None:
    filling.money("kinh phí hỗ trợ", GRANT)
    filling.money("phần cao hơn", 0)
    filling.money("tổng dự toán", sum(line.amount for line in budget))
    beneficiary = (1, "Công ty TNHH Gỗ Thanh Phượng", "2600987654", "xã Phù Ninh, tỉnh Phú Thọ", "Phạm Quỳnh Phượng")
    filling.table("đơn vị thụ hưởng (bảng)", BENEFICIARIES, [beneficiary])
    about_the_sources(filling, [SourceRow("Khuyến công quốc gia", GRANT, support=True)])
    first = ("Tạm ứng lần một", "70%", 210_000_000, "- Hợp đồng thực hiện đề án;\n- Văn bản đề nghị tạm ứng.")
    rest = ("Kinh phí còn lại, sau nghiệm thu cơ sở", "30%", 90_000_000, "- Biên bản nghiệm thu cơ sở.")
    filling.table("các lần thanh toán", PAYMENTS, [first, rest], total=("Tổng cộng", "100%", GRANT, ""))
    about_the_estimate(filling, budget)


def _side(party: ContractParty, role: str) -> Signer:
    return Signer(
        role, f"ĐẠI DIỆN BÊN {role.upper()}", party.title, party.representative, "(Ký, ghi rõ họ tên và đóng dấu)"
    )


def paper(
    values: Values | None = None, issue: Issue | None = None, *, wording: str | None = None, data: str = '{"v":1}'
) -> Paper:
    """Composed from the shipped wording of a contract unless another is given."""
    text = shipped_text("contract") if wording is None else wording
    return compose(read(text), values or contract(), issue, data=data)


def html_of(values: Values, **how: Any) -> str:
    return page_of(paper(values, **how))


@lru_cache(maxsize=1)
def draft_bytes() -> bytes:
    return drawn(paper()).pdf


@lru_cache(maxsize=1)
def issued_bytes() -> bytes:
    """Issued, with a budget long enough for an annex of several pages."""
    return drawn(paper(contract(budget=LINES * 20), ISSUED)).pdf


def draft() -> PdfReader:
    return opened(draft_bytes())


def issued() -> PdfReader:
    return opened(issued_bytes())


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def words_of(reader: PdfReader) -> str:
    """All pages as one line, without what stands outside the text of the later ones: watermark and page number."""
    first, *rest = [page.extract_text() for page in reader.pages]
    pages = [first, *(re.sub(r"^\s*DỰ THẢO\s|\s\d+\s*$", "", page) for page in rest)]
    return " ".join(" ".join(pages).split())
