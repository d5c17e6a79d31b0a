"""A complete dossier that every need of the first step accepts, and the draft made of it through the engine."""

import uuid
from datetime import date, datetime
from typing import Any

from accounts.models import User
from tests.places import World, person
from workflow.deadlines.tables import Clocks
from workflow.engine.clock import VIETNAM
from workflow.engine.drafting import Dossier, create_case
from workflow.models import Case
from workflow.vocabulary import ContentType, FundingSource, Programme, ProjectKind

#: A Monday morning, in time for the registration of plan year 2027.
START = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
GRANT = 300_000_000


def dossier(place: World, *, programme: Programme = Programme.NATIONAL, grant: int = GRANT, **fields: Any) -> Dossier:
    """Eight sections, one beneficiary, two lines of budget: `grant` đồng of the programme, 450 million of its own."""
    source = FundingSource.NATIONAL if programme == Programme.NATIONAL else FundingSource.LOCAL
    own = FundingSource.BENEFICIARY
    return Dossier(
        fields=_fields(place, programme, grant) | fields,
        budget=(
            {"item": "Hỗ trợ mua máy tiện CNC", "unit": "máy", "quantity": 1, "unit_price": grant, "source": source},
            {
                "item": "Đối ứng mua máy tiện CNC",
                "unit": "máy",
                "quantity": 1,
                "unit_price": 450_000_000,
                "source": own,
            },
        ),
        beneficiaries=(
            {
                "name": place.beneficiary.name,
                "tax_code": "2600123456",
                "address": f"Cụm công nghiệp Trung tâm, {place.province.name}",
                "representative": "Lê Thị Cơ",
                "organisation": place.beneficiary,
            },
        ),
    )


def _fields(place: World, programme: Programme, grant: int) -> dict[str, Any]:
    return {
        "name": "Hỗ trợ ứng dụng máy tiện CNC trong sản xuất chi tiết cơ khí chính xác",
        "programme": programme,
        "kind": ProjectKind.ORDINARY,
        "content_type": ContentType.MACHINERY,
        "plan_year": 2027,
        "province": place.province,
        "department": place.department,
        "implementer": place.implementer,
        "location": f"Cụm công nghiệp Trung tâm, {place.province.name}",
        "unit_count": 1,
        "necessity": "Máy vạn năng của cơ sở đã cũ, sai số lớn, không đáp ứng đơn hàng cơ khí chính xác.",
        "objectives": "Đầu tư một máy tiện CNC, nâng công suất lên 12.000 chi tiết mỗi năm.",
        "scope": "Một máy tiện CNC hai trục mới 100 %, sai số dưới 0,01 mm.",
        "work_plan": "Quý I: lựa chọn nhà cung cấp. Quý II: lắp đặt, chạy thử. Quý III: nghiệm thu.",
        "organisation_plan": "Trung tâm Khuyến công chủ trì, cơ sở thụ hưởng bố trí mặt bằng và nhân lực.",
        "impact": "Doanh thu tăng 20 %, thêm sáu lao động, giảm 15 % điện năng trên mỗi sản phẩm.",
        "starts_on": date(2027, 2, 1),
        "ends_on": date(2027, 10, 29),
        "requested_amount": grant,
    }


def draft(
    place: World,
    *,
    programme: Programme = Programme.NATIONAL,
    at: datetime = START,
    by: User | None = None,
    key: str = "",
    clocks: Clocks | None = None,
    grant: int = GRANT,
    **fields: Any,
) -> Case:
    """A complete draft, made by the owner of the province unless `by` says otherwise. Each call makes another case."""
    return create_case(
        dossier=dossier(place, programme=programme, grant=grant, **fields),
        actor=person(by or place.owner, at),
        key=key or uuid.uuid4().hex,
        at=at,
        clocks=clocks,
    )
