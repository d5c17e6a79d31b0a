"""Sentences that people write into decisions. Data only."""

from workflow.vocabulary import Action

A = Action
COMMENTS: dict[Action, dict[str, tuple[str, ...]]] = {
    A.SCORE: {
        "pass": (
            "Nội dung phù hợp Điều 4 Nghị định 45/2012/NĐ-CP; máy móc mới, thông số rõ. Đề nghị đưa vào kế hoạch.",
            "Đơn vị thụ hưởng có năng lực, đã có mặt bằng và vốn đối ứng. Dự toán hợp lý.",
            "Hiệu quả rõ, nhiều lao động địa phương. Cần theo dõi tiến độ lắp đặt.",
            "Hồ sơ đủ thành phần; báo giá của ba nhà cung cấp kèm theo. Thống nhất mức đề nghị.",
            "Mục tiêu cụ thể, đo được. Nên bổ sung cam kết không trùng nguồn hỗ trợ khác khi ký hợp đồng.",
        ),
        "fail": (
            "Thiết bị đề nghị tương đương thiết bị đang dùng, chưa thấy tính vượt trội.",
            "Đơn vị thụ hưởng chưa chứng minh được vốn đối ứng; dự toán cao hơn mặt bằng giá.",
            "Hồ sơ thiếu báo giá và chưa có cam kết không trùng nguồn hỗ trợ.",
        ),
    },
    A.CONCLUDE: {
        "pass": (
            "Hội đồng thống nhất đề án đạt yêu cầu, đề nghị hỗ trợ theo mức đơn vị trình.",
            "Đủ điều kiện theo Điều 9 Thông tư 36/2013/TT-BCT. Đề nghị Giám đốc Sở quyết định.",
        ),
        "fail": ("Đa số thành viên đánh giá không đạt: tính vượt trội của công nghệ và vốn đối ứng chưa rõ.",),
    },
    A.RECORD_INSPECTION: {
        "pass": (
            "Máy đã về xưởng, đúng mã hiệu trong hợp đồng, đang lắp đặt. Kiến nghị hoàn thiện hồ sơ xuất xứ.",
            "Tiến độ đúng kế hoạch; chứng từ đầy đủ.",
        ),
        "fail": ("Chưa có khối lượng tại hiện trường.",),
    },
}

REASONS: dict[Action, tuple[str, ...]] = {
    A.ASK_SUPPLEMENT: (
        "1) Báo giá còn hiệu lực của ít nhất hai nhà cung cấp; 2) Cam kết vốn đối ứng có xác nhận của ngân hàng; 3) Bản vẽ mặt bằng lắp đặt.",
        "1) Giấy chứng nhận đăng ký doanh nghiệp bản sao; 2) Cam kết chưa nhận hỗ trợ từ nguồn ngân sách khác cho cùng nội dung.",
        "Làm rõ tính vượt trội của máy so với thiết bị đang dùng; bổ sung thuyết minh tiêu hao điện năng.",
    ),
    A.RESUBMIT: ("Đã bổ sung đủ theo yêu cầu, thuyết minh sửa ở mục 4 và mục 6.",),
    A.REJECT: ("Cơ sở không thuộc đối tượng thụ hưởng quy định tại Điều 1 Nghị định 45/2012/NĐ-CP.",),
    A.FAIL_APPRAISAL: (
        "Hội đồng kết luận không đạt: máy không vượt trội so với thiết bị đang dùng, vốn đối ứng chưa bảo đảm.",
    ),
    A.REDUCE: ("Cân đối theo nguồn vốn được giao của năm, giảm đều các đề án cùng nội dung.",),
    A.DROP: (
        "Nguồn kinh phí của năm không đủ; thứ tự ưu tiên theo Điều 7 Thông tư 36/2013/TT-BCT thấp hơn các đề án khác.",
    ),
    A.RETURN_PLAN: ("Cần rà soát lại mức hỗ trợ theo định mức mới trước khi trình.",),
    A.FINANCE_ASK_ADJUSTMENT: ("Giảm chi phí quản lý cho đúng tỷ lệ; tách riêng phần thiết bị và phần hội nghị.",),
    A.FINANCE_DISAGREE: ("Nội dung chưa có trong dự toán được Thủ tướng Chính phủ giao, chưa bố trí được nguồn.",),
    A.ALLOCATE_PART: ("Giao đợt đầu theo số vốn được cấp, phần còn lại xét khi có bổ sung.",),
    A.ALLOCATE_NONE: ("Đã duyệt kế hoạch nhưng năm nay không được cấp kinh phí; đề nghị đăng ký lại năm sau.",),
    A.DECLINE_CONTRACT: ("Đơn vị thụ hưởng đổi kế hoạch đầu tư, không còn nhu cầu ký hợp đồng.",),
    A.ACCEPT_PART: ("Hội nghị trình diễn chưa tổ chức đủ số lượt, nghiệm thu theo khối lượng thực hiện.",),
    A.REFUSE_WORK: ("Máy lắp đặt chưa đúng mã hiệu trong hợp đồng; yêu cầu thay thế và nghiệm thu lại.",),
    A.RETURN_SETTLEMENT: ("Thiếu bảng kê chứng từ Mẫu 8a và biên bản thanh lý hợp đồng mua máy.",),
    A.WITHDRAW: (
        "Đơn vị thụ hưởng không thu xếp được vốn đối ứng, xin rút để đăng ký lại năm sau.",
        "Cơ sở chuyển địa điểm sang tỉnh khác, không còn nhu cầu.",
    ),
    A.SUSPEND: (
        "Nhà xưởng bị ngập sau bão, chờ khắc phục xong mới lắp đặt tiếp.",
        "Chờ kết luận kiểm tra về xuất xứ thiết bị.",
    ),
    A.RESUME_CLOCK: ("Đã nhận được văn bản trả lời, tính hạn tiếp.",),
    A.EXTEND: (
        "Phải xác minh thêm năng lực tài chính của đơn vị thụ hưởng.",
        "Hồ sơ phức tạp, cần lấy thêm ý kiến chuyên môn về thiết bị.",
    ),
    A.PROMISE: (
        "Hồ sơ dồn về cùng một đợt, cán bộ thụ lý phải kiêm nhiệm; đã bố trí thêm người.",
        "Chờ ý kiến phối hợp của Sở Tài chính, nhận được sau hạn.",
    ),
    A.ACKNOWLEDGE: ("Đã giao phó phòng trực tiếp đôn đốc, báo cáo kết quả trong tuần.",),
    A.RESUME: ("Cơ sở đã khắc phục xong, đủ điều kiện tiếp tục.",),
    A.STOP: (
        "Đơn vị thụ hưởng ngừng sản xuất, không còn khả năng đối ứng; ngừng đề án theo Điều 11.3 Thông tư 36/2013/TT-BCT.",
    ),
}

#: Why a stage was late, in the words of those who kept it.
SLIPS = (
    "Hồ sơ dồn về cùng một đợt, cán bộ thụ lý kiêm nhiệm cụm công nghiệp.",
    "Phải xác minh lại mặt bằng và vốn đối ứng của đơn vị thụ hưởng tại cơ sở.",
    "Chờ ý kiến phối hợp của Sở Tài chính, nhận được sau hạn.",
    "Thành viên phụ trách đi công tác, việc giao lại muộn.",
    "Máy nhập khẩu về cảng chậm, đơn vị chưa đủ chứng từ để nghiệm thu.",
    "Báo giá hết hiệu lực, đơn vị phải lập lại dự toán.",
)
