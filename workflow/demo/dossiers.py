"""Writes the dossier of a sketch: eight sections, a budget that adds up to the đồng, the firms that benefit."""

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.queries import bare_name
from workflow.demo.contents import CONTENTS, Content
from workflow.demo.sketch import Sketch, shares
from workflow.demo.trades import OMENS, PLACES, TRADES, Trade
from workflow.engine.drafting import Dossier
from workflow.needs.dossier import GRANT_SOURCE
from workflow.vocabulary import ContentType, FundingSource, Programme, ProjectKind

NAMED_AT_MOST = 8
"""A đề án nhóm of more facilities names its first ones; the rest follow in the plan of Mẫu 11."""
ABOUT_MACHINES = {
    ContentType.MACHINERY,
    ContentType.TECHNOLOGY_LINE,
    ContentType.DEMONSTRATION,
    ContentType.REPLICATION,
    ContentType.CLEANER_PRODUCTION,
    ContentType.POLLUTION,
}
BASIS = "Căn cứ: Nghị định 45/2012/NĐ-CP; Thông tư 36/2013/TT-BCT; Thông tư 28/2018/TT-BTC."
GROUPED = {ContentType.MACHINERY: "các cơ sở", ContentType.CLEANER_PRODUCTION: "các cơ sở"}


def dossier_of(sketch: Sketch, *, starts_on: date, ends_on: date) -> Dossier:
    rng = random.Random(sketch.code)  # noqa: S311 - the demo wants the same words every time, not secrecy
    trade, content = rng.choice(TRADES), CONTENTS[sketch.content]
    words = {"machine": trade.machine, "product": trade.product, "counted": trade.counted}
    words["unit"] = content.counted.format(**words)
    name = _name(sketch, rng.choice(content.names).format(**words))
    where = f"{rng.choice(PLACES)}, {sketch.place.area}"
    fields: dict[str, Any] = {
        "name": name,
        "programme": sketch.programme,
        "kind": sketch.kind,
        "content_type": sketch.content,
        "plan_year": sketch.plan_year,
        "province": sketch.place.province,
        "department": sketch.place.department,
        "implementer": sketch.place.implementer,
        "coordinator": "Phòng Quản lý công nghiệp, Sở Công Thương" if rng.random() < 0.5 else "",
        "location": where,
        "unit_count": sketch.units,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "requested_amount": sketch.amount,
        **_sections(sketch, trade, words, rng),
    }
    return Dossier(fields, _budget(sketch, content, words), _beneficiaries(sketch, trade, rng))


def _name(sketch: Sketch, name: str) -> str:
    if sketch.kind == ProjectKind.GROUP:
        place = bare_name(sketch.place.province.name).title()
        return f"Đề án nhóm: {name[0].lower()}{name[1:]} tại {sketch.units} cơ sở, {place}"
    return f"Đề án điểm: {name[0].lower()}{name[1:]}" if sketch.kind == ProjectKind.FLAGSHIP else name


def _sections(sketch: Sketch, trade: Trade, words: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    """Sections 2–5, 7 and 8 of TT 36/2013 Đ.5; 1 and 6 are fields and budget."""
    write = _about_machines if sketch.content in ABOUT_MACHINES else _about_people
    return {
        **write(sketch, trade, words, rng),
        "organisation_plan": (
            f"{sketch.place.implementer.name} chủ trì, theo dõi tiến độ và lập hồ sơ thanh toán; đơn vị thụ hưởng bố trí mặt bằng, "
            "nhân lực, vốn đối ứng; Sở Công Thương kiểm tra, xác nhận khối lượng và tổ chức nghiệm thu."
        ),
    }


def _about_machines(sketch: Sketch, trade: Trade, words: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    area = sketch.place.area
    jobs, rise = rng.randint(4, 9) * sketch.units, rng.randint(15, 35)
    helped = f"{sketch.units} cơ sở" if sketch.units > 1 else "cơ sở"
    return {
        "necessity": (
            f"Sản xuất {trade.product} là thế mạnh của {area}, nhưng phần lớn cơ sở còn dùng thiết bị cũ, chất lượng không đều và "
            f"khó nhận đơn hàng lớn. Qua khảo sát, {helped} có nhu cầu đầu tư {trade.machine} và đã cam kết đủ vốn đối ứng. "
            f"{BASIS}"
        ),
        "objectives": (
            f"Đưa {trade.machine} vào sản xuất {trade.product}, đạt {trade.capacity} mỗi năm tại mỗi cơ sở; {trade.saving}; "
            f"doanh thu tăng ít nhất {rise} % sau một năm."
        ),
        "scope": (
            f"{sketch.units} {words['counted']} mới 100 %, tự động ở các công đoạn chính. So với thiết bị đang dùng: năng suất tăng "
            f"{rng.randint(3, 8) * 10} %, {trade.saving}, sản phẩm đồng đều và truy xuất được nguồn gốc."
        ),
        "work_plan": (
            "Tháng 1–2: lựa chọn nhà cung cấp, ký hợp đồng. Tháng 3–5: mua sắm, lắp đặt, chạy thử. Tháng 6: hướng dẫn vận hành. "
            "Tháng 7: nghiệm thu cơ sở. Tháng 8: hoàn thành hồ sơ quyết toán. Báo cáo tiến độ trước ngày 25 hằng tháng."
        ),
        "impact": (
            f"Kinh tế: doanh thu tăng {rise} %. Xã hội: thêm {jobs} lao động thường xuyên, thu nhập tăng 10–15 %. "
            f"Môi trường: {trade.saving}. Kết quả có thể nhân rộng cho các cơ sở cùng ngành trong vùng."
        ),
    }


def _about_people(sketch: Sketch, trade: Trade, words: Mapping[str, str], rng: random.Random) -> dict[str, str]:
    """Fairs, training, consulting, media: what changes is what people know, and who knows them."""
    area, counted, rise = sketch.place.area, words.get("unit", "lượt"), rng.randint(8, 20)
    return {
        "necessity": (
            f"Các cơ sở công nghiệp nông thôn của {area}, nhất là ngành {trade.product}, còn yếu về thị trường, mẫu mã và tay nghề; "
            f"mỗi cơ sở tự làm thì tốn kém và ít hiệu quả. Nhu cầu đã được khảo sát tại {rng.randint(12, 40)} cơ sở. {BASIS}"
        ),
        "objectives": (
            f"Thực hiện {sketch.units} {counted}; ít nhất 80 % đơn vị tham gia áp dụng được kết quả; "
            f"doanh thu của các đơn vị tăng {rise} % trong năm tiếp theo."
        ),
        "scope": (
            f"Quy mô {sketch.units} {counted}, ưu tiên cơ sở do phụ nữ làm chủ và địa bàn khó khăn. Nội dung gắn với sản phẩm chủ lực "
            "của địa phương, có đánh giá trước và sau khi thực hiện."
        ),
        "work_plan": (
            "Tháng 1–2: lập kế hoạch chi tiết, lựa chọn đơn vị tham gia. Tháng 3–6: tổ chức thực hiện. Tháng 7: đánh giá, nghiệm thu. "
            "Tháng 8: hoàn thành hồ sơ quyết toán. Báo cáo tiến độ trước ngày 25 hằng tháng."
        ),
        "impact": (
            f"Kinh tế: doanh thu của đơn vị tham gia tăng {rise} %, thêm {rng.randint(5, 30)} hợp đồng tiêu thụ. Xã hội: nâng cao tay nghề, "
            "giữ việc làm tại chỗ. Môi trường: không phát sinh chất thải. Tài liệu được dùng lại cho các năm sau."
        ),
    }


def _budget(sketch: Sketch, content: Content, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The programme's lines sum to the amount asked for; each falls to one unit where that divides evenly."""
    source = GRANT_SOURCE[Programme(sketch.programme)]
    weights = [90, *[10] * (len(content.items) - 1)]
    amounts = shares(sketch.amount, weights) if len(weights) > 1 else [sketch.amount]
    rows = [
        _line(
            item.format(**words), content.counted.format(**words), sketch.units if not position else 1, amount, source
        )
        for position, (item, amount) in enumerate(zip(content.items, amounts, strict=True))
    ]
    if content.own:
        counterpart = sketch.amount * (100 - content.share) // content.share // 100_000 * 100_000
        rows.append(_line(content.own.format(**words), "gói", 1, counterpart, FundingSource.BENEFICIARY))
    return rows


def _line(item: str, unit: str, quantity: int, amount: int, source: FundingSource) -> dict[str, Any]:
    if amount % quantity:
        quantity, unit = 1, "gói"
    return {"item": item, "unit": unit, "quantity": quantity, "unit_price": amount // quantity, "source": source}


def _beneficiaries(sketch: Sketch, trade: Trade, rng: random.Random) -> list[dict[str, Any]]:
    count = min(sketch.units, NAMED_AT_MOST) if sketch.content in GROUPED else min(sketch.units, 3)
    area = sketch.place.province
    return [
        {
            "name": f"{trade.makers[position % 2]} {omen}",
            "tax_code": f"{area.code}{rng.randint(10**7, 10**8 - 1)}",
            "address": f"{rng.choice(PLACES)}, {sketch.place.area}",
            "representative": "",
        }
        for position, omen in enumerate(rng.sample(OMENS, count))
    ]
