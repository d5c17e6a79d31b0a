"""Names broken over lines as a clerk would: even, within the width, and never inside a word of two syllables."""

import pytest

from documents.lines import balanced_lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("V/v bổ sung hồ sơ đề án KCQG-2026-25-0007", 38, ["V/v bổ sung hồ sơ đề án", "KCQG-2026-25-0007"]),
        (
            "Thẩm định cấp Bộ đề án đăng ký kế hoạch khuyến công quốc gia năm 2027", 68,
            ["Thẩm định cấp Bộ đề án đăng ký", "kế hoạch khuyến công quốc gia năm 2027"],
        ),
        ("GIAO THÊM KINH PHÍ ĐỢT MỘT", 16, ["GIAO THÊM", "KINH PHÍ ĐỢT MỘT"]),
        ("", 10, []),
    ],
)  # fmt: skip
def test_a_title_is_not_broken_within_a_word(text: str, width: int, lines: list[str]) -> None:
    assert balanced_lines(text, width) == lines


def test_broken_lines_say_what_the_title_says() -> None:
    text = "Báo cáo khối lượng hoàn thành và kinh phí thực hiện hợp đồng khuyến công địa phương " * 3
    for width in range(12, 80):
        lines = balanced_lines(text, width)
        assert " ".join(lines) == text.strip()
        assert max(map(len, lines)) <= width
