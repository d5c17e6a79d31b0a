"""The words of the life of a đề án: states, actions, programmes, contents, parties.

English names for the law's ideas, Vietnamese labels beside them. Every other module speaks these words;
none of them knows a rule. The public label is what the owner of a đề án reads (fewer, calmer words).
"""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a đề án stands. A state answers one question: whose turn is it?"""

    DRAFT = "draft", "Đang soạn thảo"
    SUBMITTED = "submitted", "Chờ Sở tiếp nhận"
    LOCAL_SUPPLEMENT = "local_supplement", "Bổ sung hồ sơ theo yêu cầu của Sở"
    LOCAL_APPRAISAL = "local_appraisal", "Thẩm định cấp cơ sở"
    LOCAL_PASSED = "local_passed", "Đạt thẩm định cơ sở, chờ đăng ký với Cục"
    REGISTERED = "registered", "Đã đăng ký, Cục thẩm tra hồ sơ"
    MINISTRY_SUPPLEMENT = "ministry_supplement", "Bổ sung hồ sơ theo yêu cầu của Cục"
    MINISTRY_APPRAISAL = "ministry_appraisal", "Thẩm định cấp Bộ"
    PLAN_PENDING = "plan_pending", "Trình phê duyệt kế hoạch"
    PLAN_APPROVED = "plan_approved", "Kế hoạch đã phê duyệt, chờ gửi Bộ Tài chính"
    FINANCE_REVIEW = "finance_review", "Bộ Tài chính kiểm tra dự toán"
    FINANCE_ADJUSTMENT = "finance_adjustment", "Điều chỉnh dự toán theo ý kiến Bộ Tài chính"
    ALLOCATION = "allocation", "Chờ phân bổ kinh phí"
    CONTRACTING = "contracting", "Chờ ký hợp đồng"
    EXECUTION = "execution", "Đang thực hiện"
    ACCEPTANCE = "acceptance", "Nghiệm thu cơ sở"
    SETTLEMENT_DOSSIER = "settlement_dossier", "Lập hồ sơ quyết toán"
    LIQUIDATION = "liquidation", "Thanh lý, quyết toán"
    LIQUIDATED = "liquidated", "Đã thanh lý, chờ quyết toán năm"
    RECOVERY = "recovery", "Ngừng thực hiện, thu hồi kinh phí"
    SUSPENDED = "suspended", "Tạm dừng"
    CLOSED = "closed", "Đã quyết toán, lưu hồ sơ"
    REJECTED = "rejected", "Không đạt, trả hồ sơ"
    WITHDRAWN = "withdrawn", "Đã rút hồ sơ"
    NOT_PLANNED = "not_planned", "Không đưa vào kế hoạch"
    NOT_FUNDED = "not_funded", "Được duyệt nhưng không được giao kinh phí"
    STOPPED = "stopped", "Đã ngừng thực hiện"


class Programme(TextChoices):
    """National money or provincial money (NĐ 45/2012 Đ.2, TTLT 26/2014 Đ.4.1)."""

    NATIONAL = "national", "Khuyến công quốc gia"
    LOCAL = "local", "Khuyến công địa phương"


class ProjectKind(TextChoices):
    """TT 36/2013 Đ.2.3, 10.1.a, 21.2."""

    ORDINARY = "ordinary", "Đề án thường"
    GROUP = "group", "Đề án nhóm"
    FLAGSHIP = "flagship", "Đề án điểm"


class FundingSource(TextChoices):
    """Columns of Mẫu 1 (TT 36/2013 Đ.5.6)."""

    NATIONAL = "national", "Khuyến công quốc gia"
    LOCAL = "local", "Khuyến công địa phương"
    BENEFICIARY = "beneficiary", "Đơn vị thụ hưởng"
    OTHER = "other", "Nguồn khác"


class ContentType(TextChoices):
    """What the grant pays for (NĐ 45/2012 Đ.4; rule ids C01–C25 of the support table)."""

    NEW_ENTERPRISE = "new_enterprise", "Thành lập doanh nghiệp sản xuất CNNT"
    DEMONSTRATION = "demonstration", "Mô hình trình diễn kỹ thuật"
    REPLICATION = "replication", "Nhân rộng mô hình"
    MACHINERY = "machinery", "Ứng dụng máy móc, chuyển giao công nghệ"
    TECHNOLOGY_LINE = "technology_line", "Dây chuyền công nghệ"
    CLEANER_PRODUCTION = "cleaner_production", "Sản xuất sạch hơn"
    FAIR = "fair", "Hội chợ, triển lãm"
    OUTSTANDING_PRODUCT = "outstanding_product", "Sản phẩm CNNT tiêu biểu"
    BRAND = "brand", "Xây dựng, đăng ký thương hiệu"
    CONSULTING = "consulting", "Tư vấn"
    COMMUNICATION = "communication", "Thông tin, truyền thông"
    ASSOCIATION = "association", "Hội, hiệp hội, cụm liên kết"
    POLLUTION = "pollution", "Xử lý ô nhiễm tại cơ sở"
    CLUSTER_PLANNING = "cluster_planning", "Quy hoạch chi tiết cụm công nghiệp"
    CLUSTER_INFRASTRUCTURE = "cluster_infrastructure", "Hạ tầng cụm công nghiệp"
    TRAINING = "training", "Đào tạo nghề, truyền nghề"
    SEMINAR = "seminar", "Tập huấn, hội thảo"
    OTHER = "other", "Nội dung khác"


class Party(TextChoices):
    """Whose court the ball is in."""

    BENEFICIARY = "beneficiary", "Đơn vị thụ hưởng"
    IMPLEMENTER = "implementer", "Đơn vị thực hiện"
    DEPARTMENT = "department", "Sở Công Thương"
    PROVINCE = "province", "UBND tỉnh"
    AGENCY = "agency", "Cục"
    MINISTRY = "ministry", "Bộ Công Thương"
    FINANCE_MINISTRY = "finance_ministry", "Bộ Tài chính"
    PAUSED = "paused", "Tạm dừng"
    NOBODY = "nobody", "Đã kết thúc"


class Action(TextChoices):
    """What a person may do to a đề án. The label is the word on the button."""

    CREATE = "create", "Lập đề án"
    EDIT = "edit", "Sửa nội dung đề án"
    SUBMIT = "submit", "Nộp hồ sơ về Sở"
    RECEIVE = "receive", "Tiếp nhận, lập hội đồng"
    ASK_SUPPLEMENT = "ask_supplement", "Yêu cầu bổ sung"
    RESUBMIT = "resubmit", "Nộp lại hồ sơ đã bổ sung"
    REJECT = "reject", "Trả hồ sơ"
    SCORE = "score", "Chấm điểm thẩm định"
    CONCLUDE = "conclude", "Kết luận hội đồng"
    PASS_APPRAISAL = "pass_appraisal", "Quyết định: đạt"
    FAIL_APPRAISAL = "fail_appraisal", "Quyết định: không đạt"
    REGISTER = "register", "Đăng ký kế hoạch với Cục"
    ACCEPT_REGISTRATION = "accept_registration", "Tiếp nhận đăng ký, đưa ra thẩm định"
    INCLUDE = "include", "Đưa vào kế hoạch"
    REDUCE = "reduce", "Đưa vào kế hoạch với mức giảm"
    DROP = "drop", "Không đưa vào kế hoạch"
    APPROVE_PLAN = "approve_plan", "Phê duyệt kế hoạch"
    RETURN_PLAN = "return_plan", "Trả lại để thẩm định lại"
    SEND_TO_FINANCE = "send_to_finance", "Gửi Bộ Tài chính kiểm tra dự toán"
    FINANCE_AGREE = "finance_agree", "Bộ Tài chính đồng ý"
    FINANCE_ASK_ADJUSTMENT = "finance_ask_adjustment", "Bộ Tài chính yêu cầu điều chỉnh"
    FINANCE_DISAGREE = "finance_disagree", "Bộ Tài chính không đồng ý"
    RESEND_TO_FINANCE = "resend_to_finance", "Gửi lại dự toán đã điều chỉnh"
    ALLOCATE = "allocate", "Giao đủ kinh phí"
    ALLOCATE_PART = "allocate_part", "Giao một phần kinh phí"
    ALLOCATE_NONE = "allocate_none", "Không giao kinh phí"
    SIGN_CONTRACT = "sign_contract", "Ký hợp đồng"
    DECLINE_CONTRACT = "decline_contract", "Không ký hợp đồng"
    REPORT_PROGRESS = "report_progress", "Báo cáo tiến độ tháng"
    RECORD_ADVANCE = "record_advance", "Ghi nhận tạm ứng"
    RECORD_INSPECTION = "record_inspection", "Ghi biên bản kiểm tra"
    REQUEST_ACCEPTANCE = "request_acceptance", "Đề nghị nghiệm thu"
    ACCEPT_WORK = "accept_work", "Nghiệm thu: đạt"
    ACCEPT_PART = "accept_part", "Nghiệm thu: đạt một phần"
    REFUSE_WORK = "refuse_work", "Nghiệm thu: không đạt"
    SUBMIT_SETTLEMENT = "submit_settlement", "Nộp hồ sơ quyết toán"
    RETURN_SETTLEMENT = "return_settlement", "Trả hồ sơ quyết toán để bổ sung"
    RECORD_PAYMENT = "record_payment", "Ghi nhận thanh toán"
    LIQUIDATE = "liquidate", "Thanh lý hợp đồng"
    CLOSE = "close", "Duyệt quyết toán năm, lưu hồ sơ"
    WITHDRAW = "withdraw", "Rút hồ sơ"
    SUSPEND = "suspend", "Tạm dừng"
    RESUME = "resume", "Tiếp tục"
    STOP = "stop", "Ngừng thực hiện"
    CONFIRM_RECOVERY = "confirm_recovery", "Xác nhận đã thu hồi kinh phí"
    PAUSE_CLOCK = "pause_clock", "Tạm dừng tính hạn"
    RESUME_CLOCK = "resume_clock", "Tính hạn tiếp"
    EXTEND = "extend", "Gia hạn"
    PROMISE = "promise", "Xin lỗi và hẹn lại"
    ACKNOWLEDGE = "acknowledge", "Đã nắm việc chậm"
    REASSIGN = "reassign", "Giao việc"
    REDATE = "redate", "Tính lại hạn"


class PauseReason(TextChoices):
    """Why a term stands still. What each means for the day count is said by the rule of the stage."""

    SUPPLEMENT = "supplement", "Chờ bổ sung hồ sơ"
    FINANCE_MINISTRY = "finance_ministry", "Chờ Bộ Tài chính"
    FORCE_MAJEURE = "force_majeure", "Bất khả kháng"
    OTHER = "other", "Lý do khác"
