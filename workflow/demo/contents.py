"""What a đề án of each content type is called and what it pays for. Data only; {…} is filled by `dossiers`."""

from dataclasses import dataclass

from workflow.vocabulary import ContentType


@dataclass(frozen=True, slots=True)
class Content:
    """`share` is the part of the whole cost that the programme carries, in per cent (caps: TTLT 26/2014 Đ.6, TT 28/2018)."""

    names: tuple[str, ...]
    items: tuple[str, ...]
    """Budget lines paid by the programme; the last takes what is left."""
    counted: str
    share: int
    own: str
    """What the beneficiary pays for."""


C = ContentType
CONTENTS: dict[ContentType, Content] = {
    C.MACHINERY: Content(
        ("Hỗ trợ ứng dụng {machine} trong sản xuất {product}", "Ứng dụng {machine} vào sản xuất {product}", "Hỗ trợ đầu tư {machine} sản xuất {product}"),
        ("Hỗ trợ chi phí mua {machine}", "Chi phí quản lý của đơn vị thực hiện"),
        "{counted}", 38, "Chi phí mua {machine} phần đối ứng",
    ),
    C.TECHNOLOGY_LINE: Content(
        ("Hỗ trợ đầu tư dây chuyền công nghệ sản xuất {product}",),
        ("Hỗ trợ mua {machine}", "Chi phí quản lý của đơn vị thực hiện"),
        "dây chuyền", 40, "Nhà xưởng và thiết bị phần đối ứng",
    ),
    C.DEMONSTRATION: Content(
        ("Xây dựng mô hình trình diễn kỹ thuật sản xuất {product}", "Mô hình trình diễn kỹ thuật ứng dụng {machine} sản xuất {product}"),
        ("Hỗ trợ máy móc, thiết bị của mô hình", "Hội nghị giới thiệu, trình diễn mô hình", "Tài liệu kỹ thuật và chi phí quản lý"),
        "mô hình", 28, "Nhà xưởng, thiết bị phần đối ứng của mô hình",
    ),
    C.REPLICATION: Content(
        ("Nhân rộng mô hình sản xuất {product} hiệu quả",),
        ("Tổ chức tham quan, giới thiệu mô hình", "Tài liệu hướng dẫn"),
        "mô hình", 45, "Chi phí vận hành mô hình",
    ),
    C.CLEANER_PRODUCTION: Content(
        ("Đánh giá sản xuất sạch hơn tại các cơ sở sản xuất {product}", "Hỗ trợ đánh giá nhanh và áp dụng sản xuất sạch hơn trong sản xuất {product}"),
        ("Thuê chuyên gia đánh giá sản xuất sạch hơn", "Đo đạc, phân tích mẫu", "Báo cáo đánh giá và chi phí quản lý"),
        "cơ sở", 48, "Chi phí phối hợp đo đạc, cải tiến tại cơ sở",
    ),
    C.FAIR: Content(
        ("Tổ chức gian hàng sản phẩm công nghiệp nông thôn tại hội chợ vùng", "Hỗ trợ cơ sở tham gia hội chợ hàng công nghiệp nông thôn tiêu biểu"),
        ("Thuê mặt bằng, dàn dựng gian hàng", "Thông tin, tuyên truyền về hội chợ", "Ban tổ chức và chi phí quản lý"),
        "gian hàng", 80, "Vận chuyển sản phẩm, nhân lực tại gian hàng",
    ),
    C.OUTSTANDING_PRODUCT: Content(
        ("Tổ chức bình chọn sản phẩm công nghiệp nông thôn tiêu biểu", "Tôn vinh sản phẩm công nghiệp nông thôn tiêu biểu"),
        ("Hội đồng bình chọn", "Lễ trao giấy chứng nhận", "Quảng bá sản phẩm và chi phí quản lý"),
        "sản phẩm", 90, "Chi phí mẫu sản phẩm của cơ sở",
    ),
    C.BRAND: Content(
        ("Xây dựng, đăng ký nhãn hiệu cho sản phẩm {product}",),
        ("Thuê tư vấn thiết kế, đăng ký nhãn hiệu", "Lệ phí đăng ký và chi phí quản lý"),
        "nhãn hiệu", 48, "Chi phí xây dựng thương hiệu phần đối ứng",
    ),
    C.CONSULTING: Content(
        ("Tư vấn thiết kế mẫu mã, bao bì sản phẩm {product}", "Tư vấn quản lý sản xuất, tiếp cận khách hàng cho cơ sở sản xuất {product}"),
        ("Thuê chuyên gia tư vấn", "Chi phí quản lý của đơn vị thực hiện"),
        "hợp đồng", 48, "Chi phí in ấn, thử nghiệm của cơ sở",
    ),
    C.COMMUNICATION: Content(
        ("Thông tin, tuyên truyền hoạt động khuyến công trên truyền hình và bản tin", "Xây dựng chuyên mục khuyến công và chương trình truyền hình"),
        ("Sản xuất, phát sóng chuyên mục", "Xuất bản bản tin, ấn phẩm", "Biên tập và chi phí quản lý"),
        "chuyên mục", 100, "",
    ),
    C.TRAINING: Content(
        ("Đào tạo nghề cho lao động các cơ sở sản xuất {product}", "Truyền nghề, nâng cao tay nghề sản xuất {product}"),
        ("Thuê giảng viên, nguyên vật liệu thực hành", "Hỗ trợ tiền ăn, đi lại cho học viên", "Khai giảng, bế giảng và chi phí quản lý"),
        "học viên", 70, "Nhà xưởng, máy móc phục vụ thực hành",
    ),
    C.SEMINAR: Content(
        ("Tập huấn quản lý sản xuất, chuyển đổi số cho cơ sở công nghiệp nông thôn", "Hội thảo ứng dụng công nghệ mới trong sản xuất {product}"),
        ("Thuê báo cáo viên, hội trường", "Tài liệu và chi phí quản lý"),
        "lớp", 100, "",
    ),
    C.CLUSTER_PLANNING: Content(
        ("Lập quy hoạch chi tiết cụm công nghiệp",),
        ("Khảo sát, lập đồ án quy hoạch", "Thẩm định và chi phí quản lý"),
        "đồ án", 48, "Chi phí quy hoạch phần đối ứng của chủ đầu tư",
    ),
    C.CLUSTER_INFRASTRUCTURE: Content(
        ("Hỗ trợ đầu tư hạ tầng kỹ thuật cụm công nghiệp",),
        ("Xây dựng hệ thống xử lý nước thải tập trung", "Đường nội bộ, cấp thoát nước"),
        "hạng mục", 30, "Vốn đầu tư của chủ đầu tư hạ tầng",
    ),
    C.POLLUTION: Content(
        ("Hỗ trợ xử lý ô nhiễm môi trường tại cơ sở sản xuất {product}",),
        ("Hỗ trợ thiết bị xử lý khí thải, nước thải", "Chi phí quản lý của đơn vị thực hiện"),
        "cơ sở", 28, "Thiết bị xử lý phần đối ứng",
    ),
}  # fmt: skip

#: Contents that fill a provincial plan beside machinery, in the order in which the demo deals them out.
OTHERS = (C.TRAINING, C.FAIR, C.CONSULTING, C.COMMUNICATION, C.OUTSTANDING_PRODUCT, C.SEMINAR, C.BRAND)
