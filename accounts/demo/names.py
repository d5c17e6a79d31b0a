"""Full names out of common Vietnamese ones. The same account always gets the same name; no living person is meant."""

import hashlib

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Phan Trịnh Đinh Mai Tạ Cao Lương Đoàn Hà".split()
MEN = (
    "Văn Đức Hữu Quang Xuân Minh Tuấn Mạnh Công Đình Quốc Thành Ngọc Duy".split(),
    "An Bình Cường Dũng Đạt Giang Hải Hiếu Hòa Hùng Huy Khánh Lâm Long Nam Phong Quân Sơn Thắng Toàn Tú Việt".split(),
)
WOMEN = (
    "Thị Thu Hồng Thanh Ngọc Kim Bích Minh Phương Thùy Mai Khánh".split(),
    "Anh Chi Châu Dung Hà Hạnh Hiền Hoa Hương Lan Liên Linh Loan Ly Nga Nhung Oanh Thảo Thủy Trang Vân Yến".split(),
)


def name_of(account: str) -> str:
    """ "so1.phutho" → a full name, for good."""
    seed = hashlib.sha256(account.encode()).digest()
    middle, given = WOMEN if seed[0] % 2 else MEN
    words = [part[number % len(part)] for part, number in zip((FAMILY, middle, given), seed[1:4], strict=True)]
    return " ".join(dict.fromkeys(words))
