"""Breaking names over lines, and ending the lines of a list, as a clerk would."""

import re
import textwrap
from collections.abc import Sequence

#: Words of several syllables that titles are made of; a line does not end within one.
COMPOUNDS = (
    "đề án", "kế hoạch", "hồ sơ", "khuyến công", "kinh phí", "hợp đồng", "thực hiện", "thẩm định", "nghiệm thu", "quốc gia",
    "địa phương", "công nghiệp", "nông thôn", "công thương", "ủy ban", "nhân dân", "phê duyệt", "quyết toán", "thanh toán",
    "thanh lý", "tạm ứng", "hỗ trợ", "đăng ký", "bổ sung", "điều chỉnh", "đối chiếu", "báo cáo", "kết quả", "khối lượng",
    "hoàn thành", "tiến độ", "danh mục", "danh sách", "dự toán", "đơn vị", "thụ hưởng", "cơ sở", "kiểm tra", "tiếp nhận",
    "trung tâm", "tư vấn", "phát triển", "quản lý", "sáng tạo", "chuyển đổi",
)  # fmt: skip
WHOLE = re.compile(rf"\b(?:{'|'.join(COMPOUNDS)})\b", re.IGNORECASE)
#: No line is broken at it; a space again in what is returned.
NO_BREAK = "\u00a0"


def balanced_lines(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters: the fewest, then the most even. A longer single word keeps its line."""
    joined = WHOLE.sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return [line.replace(NO_BREAK, " ") for line in _balanced(joined, width)]


def _balanced(text: str, width: int) -> list[str]:
    fewest = _wrapped(text, width)
    for narrower in range(len(text) // max(len(fewest), 1), width):
        lines = _wrapped(text, max(narrower, 1))
        if len(lines) == len(fewest):
            return lines
    return fewest


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def ended(items: Sequence[str]) -> list[str]:
    """Each with its ";", the last with its "."."""
    return [f"{item}{'.' if place == len(items) else ';'}" for place, item in enumerate(items, start=1)]
