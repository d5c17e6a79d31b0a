"""What rural manufacturers make and with which machines: the flavour of the demo's đề án. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trade:
    """`price` is that of one machine or line in millions of đồng; `capacity` what it makes in a year."""

    product: str
    machine: str
    counted: str
    price: int
    capacity: str
    saving: str
    makers: tuple[str, str]
    """Words that begin the names of firms of this trade."""


TRADES = (
    Trade("chè đen, chè xanh xuất khẩu", "hệ thống máy vò, sao và sấy chè", "hệ thống", 820, "450 tấn chè khô", "giảm 18 % chất đốt", ("Công ty TNHH Chè", "HTX Chè an toàn")),
    Trade("đồ gỗ nội thất", "trung tâm gia công gỗ CNC năm trục", "máy", 960, "6.000 bộ sản phẩm", "giảm 12 % gỗ phế", ("Công ty TNHH Gỗ", "Cơ sở sản xuất mộc")),
    Trade("ván ép từ gỗ rừng trồng", "dây chuyền sấy ván bóc liên tục", "dây chuyền", 1250, "9.500 m³ ván", "giảm 20 % thời gian sấy", ("Công ty TNHH Ván ép", "Công ty CP Lâm sản")),
    Trade("chi tiết cơ khí chính xác", "máy phay, tiện CNC", "máy", 1080, "120.000 chi tiết", "giảm tỷ lệ hỏng từ 6 % xuống 1,5 %", ("Công ty TNHH Cơ khí", "Công ty CP Cơ khí chính xác")),
    Trade("kết cấu thép", "máy cắt laser sợi quang 3 kW", "máy", 1180, "2.800 tấn kết cấu", "giảm 15 % phôi thừa", ("Công ty TNHH Kết cấu thép", "Công ty TNHH Cơ khí xây lắp")),
    Trade("quần áo xuất khẩu", "dây chuyền máy may lập trình", "dây chuyền", 740, "900.000 sản phẩm", "tăng 25 % năng suất lao động", ("Công ty TNHH May", "Công ty CP May xuất khẩu")),
    Trade("miến dong, bún khô", "dây chuyền tráng, hấp và sấy miến", "dây chuyền", 610, "320 tấn miến", "giảm 30 % công lao động", ("HTX Miến dong", "Công ty TNHH Nông sản")),
    Trade("mật ong và sản phẩm từ ong", "hệ thống tách thủy phần và chiết rót mật ong", "hệ thống", 560, "180 tấn mật", "thủy phần ổn định dưới 20 %", ("HTX Ong mật", "Công ty TNHH Ong")),
    Trade("gạch không nung", "máy ép gạch rung ép thủy lực", "máy", 1350, "15 triệu viên", "không dùng than, giảm 100 % khí thải lò", ("Công ty CP Vật liệu xây dựng", "Công ty TNHH Gạch không nung")),
    Trade("gốm sứ mỹ nghệ", "lò nung con thoi dùng khí hóa lỏng", "lò", 780, "240.000 sản phẩm", "giảm 35 % nhiên liệu", ("Công ty TNHH Gốm sứ", "HTX Gốm")),
    Trade("bao bì giấy", "máy in offset và bế hộp tự động", "máy", 1120, "18 triệu hộp", "giảm 10 % giấy phế", ("Công ty TNHH Bao bì", "Công ty CP In và Bao bì")),
    Trade("thức ăn chăn nuôi", "dây chuyền nghiền, trộn và ép viên", "dây chuyền", 1290, "12.000 tấn", "giảm 14 % điện năng", ("Công ty TNHH Thức ăn chăn nuôi", "HTX Chăn nuôi")),
    Trade("dược liệu sấy", "hệ thống sấy lạnh dược liệu", "hệ thống", 640, "95 tấn dược liệu khô", "giữ trên 90 % hoạt chất", ("HTX Dược liệu", "Công ty TNHH Dược liệu")),
    Trade("trái cây sấy", "máy sấy thăng hoa", "máy", 990, "60 tấn sản phẩm", "giảm 22 % điện năng", ("Công ty TNHH Thực phẩm", "HTX Trái cây")),
    Trade("nước mắm truyền thống", "hệ thống lọc, chiết rót và đóng nắp tự động", "hệ thống", 690, "2,4 triệu lít", "giảm 40 % công đóng chai", ("Công ty TNHH Nước mắm", "HTX Thủy sản")),
    Trade("hải sản chế biến", "dây chuyền cấp đông nhanh IQF", "dây chuyền", 1480, "800 tấn hải sản", "giảm 20 % hao hụt", ("Công ty TNHH Chế biến hải sản", "HTX Dịch vụ hải sản")),
    Trade("cà phê rang xay", "máy rang khí nóng và đóng gói van một chiều", "máy", 720, "260 tấn cà phê", "giảm 16 % khí đốt", ("Công ty TNHH Cà phê", "HTX Cà phê")),
    Trade("hồ tiêu, gia vị", "dây chuyền tách tạp chất và tiệt trùng hơi nước", "dây chuyền", 860, "1.100 tấn gia vị", "đạt chuẩn vi sinh xuất khẩu", ("Công ty TNHH Gia vị", "HTX Hồ tiêu")),
    Trade("gạo chất lượng cao", "máy tách màu và đánh bóng gạo", "máy", 1030, "14.000 tấn gạo", "giảm tỷ lệ tấm còn 5 %", ("Công ty TNHH Lương thực", "HTX Nông nghiệp")),
    Trade("sản phẩm mây tre đan", "máy chẻ nan, máy ép định hình", "máy", 430, "150.000 sản phẩm", "tăng gấp đôi năng suất", ("HTX Mây tre đan", "Công ty TNHH Thủ công mỹ nghệ")),
    Trade("ống nhựa, hạt nhựa tái sinh", "dây chuyền đùn ống HDPE", "dây chuyền", 1210, "1.900 tấn ống", "tái sử dụng 95 % phế phẩm", ("Công ty CP Nhựa", "Công ty TNHH Nhựa")),
    Trade("tinh dầu quế, hồi", "hệ thống chưng cất hơi nước áp suất thấp", "hệ thống", 670, "24 tấn tinh dầu", "tăng 8 % hiệu suất thu hồi", ("HTX Tinh dầu", "Công ty TNHH Quế hồi")),
    Trade("dầu thực vật ép lạnh", "máy ép dầu trục vít và lọc khung bản", "máy", 520, "210 tấn dầu", "giảm 12 % dầu sót trong bã", ("HTX Dầu", "Công ty TNHH Dầu thực vật")),
    Trade("viên nén gỗ", "máy ép viên nén trục đứng", "máy", 1390, "22.000 tấn viên nén", "tận dụng 100 % mùn cưa", ("Công ty TNHH Năng lượng xanh", "Công ty CP Viên nén")),
    Trade("đá ốp lát", "máy mài và đánh bóng đá nhiều đầu", "máy", 890, "48.000 m² đá", "tuần hoàn 90 % nước mài", ("Công ty TNHH Đá ốp lát", "Công ty CP Khoáng sản")),
    Trade("linh kiện điện tử", "máy gắn linh kiện tự động SMT", "máy", 1450, "3,2 triệu bo mạch", "giảm tỷ lệ lỗi còn 0,3 %", ("Công ty TNHH Điện tử", "Công ty CP Công nghệ")),
)  # fmt: skip

#: Second halves of firms' names: words of good omen and of the land, never a person.
OMENS = (
    "Đồi Xanh", "Sông Lô", "Tân Tiến", "Hồng Phát", "Minh Quang", "Thành Đạt", "Phú Cường", "Đại Thắng", "An Khang",
    "Việt Hưng", "Bình Minh", "Đất Tổ", "Hoàng Gia", "Thiên Phú", "Hợp Nhất", "Trường Sơn", "Đồng Tâm", "Phương Bắc",
    "Tây Nguyên Xanh", "Sao Mai", "Hải Long", "Kim Sơn", "Ngọc Lâm", "Đông Á", "Thăng Long Mới", "Vạn Xuân", "Lạc Hồng",
    "Quê Hương", "Thái Bình Dương", "Mùa Vàng", "Bảo Tín", "Gia Hưng", "Đức Thịnh", "Nam Phong", "Tiên Phong", "Hưng Thịnh",
)  # fmt: skip

#: Where: the second half of a location. Names that fit any province.
PLACES = (
    "Cụm công nghiệp Trung tâm", "Cụm công nghiệp Đồng Lạng", "Cụm công nghiệp phía Nam", "xã Tân Lập", "xã Phú Sơn",
    "xã Yên Bình", "xã Hòa Thắng", "phường Tân An", "xã Vĩnh Phú", "xã Long Hưng", "xã An Thịnh", "xã Đông Thành",
)  # fmt: skip
