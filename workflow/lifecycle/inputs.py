"""What decisions ask for, named once and used by the rows of both tables."""

from workflow.lifecycle.table import Input, InputKind
from workflow.vocabulary import Party, PauseReason

#: No single grant of the programme comes near a thousand tỷ: a larger figure is a slip of the keyboard.
MONEY_MAX = 1_000_000_000_000

REASON = Input("reason", "Lý do", InputKind.TEXT, help="Lý do được ghi vào lịch sử và gửi cho chủ đề án.")
NOTE = Input("reason", "Ghi chú", InputKind.TEXT, required=False)
MISSING = Input(
    "reason", "Nội dung cần bổ sung", InputKind.TEXT, help="Liệt kê từng mục còn thiếu để chủ đề án làm một lần là đủ."
)

MEMBERS = Input(
    "members",
    "Thành viên hội đồng",
    InputKind.PEOPLE,
    help="Chọn đúng ba thành viên chấm điểm.",
    minimum=3,
    maximum=3,
)
CHAIR = Input("chair", "Chủ tịch hội đồng", InputKind.PEOPLE, minimum=1, maximum=1)

#: The five criteria of TT 36/2013 Đ.9, scored 0–20 each.
CRITERIA = (
    ("score_1", "Phù hợp chủ trương, nội dung, ngành nghề, chương trình"),
    ("score_2", "Mục tiêu, sự cần thiết, hiệu quả, hợp lý về kinh phí"),
    ("score_3", "Năng lực thực hiện, phối hợp, thụ hưởng"),
    ("score_4", "Khả năng lồng ghép với chương trình khác"),
    ("score_5", "Tính đầy đủ của hồ sơ"),
)
SCORES = tuple(
    Input(name, label, InputKind.INTEGER, minimum=0, maximum=20, help="Thang điểm 0–20.") for name, label in CRITERIA
)
VERDICTS = (("pass", "Đạt"), ("improve", "Cần hoàn thiện"), ("fail", "Không đạt"))
VERDICT = Input("verdict", "Đề nghị", InputKind.CHOICE, choices=VERDICTS)
COMMENT = Input("reason", "Nhận xét", InputKind.TEXT)
PROPOSED = Input(
    "proposed_amount",
    "Mức kinh phí đề nghị (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    sets="proposed_amount",
    suggests="requested_amount",
)

REGISTRATION_LETTER = Input("letter", "Số công văn đăng ký", InputKind.LINE, help="Ví dụ: 215/SCT-QLCN")
APPROVED = Input(
    "approved_amount",
    "Mức kinh phí phê duyệt (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    sets="approved_amount",
    suggests="proposed_amount",
)
TRANCHE = Input("tranche", "Đợt", InputKind.INTEGER, minimum=1, maximum=20, sets="plan_tranche")
PLAN_DECISION = Input("decision", "Số quyết định", InputKind.LINE, sets="plan_decision", help="Ví dụ: 3396/QĐ-BCT")
PLAN_DECISION_ON = Input("decided_on", "Ngày quyết định", InputKind.DATE, sets="plan_decided_on", past=True)
FINANCE_LETTER = Input("letter", "Số công văn gửi Bộ Tài chính", InputKind.LINE)
FINANCE_DOCUMENT = Input("document", "Số văn bản của Bộ Tài chính", InputKind.LINE, sets="finance_document")
FINANCE_DOCUMENT_ON = Input("document_on", "Ngày văn bản", InputKind.DATE, sets="finance_document_on", past=True)
ADJUSTED = Input(
    "approved_amount",
    "Mức kinh phí sau điều chỉnh (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    sets="approved_amount",
    suggests="approved_amount",
)
ALLOCATED = Input(
    "allocated_amount",
    "Kinh phí được giao (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    sets="allocated_amount",
    suggests="approved_amount",
)
ALLOCATION_DECISION = Input("decision", "Số quyết định giao kinh phí", InputKind.LINE, sets="allocation_decision")
ALLOCATION_DECISION_ON = Input("decided_on", "Ngày quyết định", InputKind.DATE, sets="allocation_decided_on", past=True)
CONTRACT_NUMBER = Input(
    "contract_number", "Số hợp đồng", InputKind.LINE, sets="contract_number", help="Ví dụ: 07/HĐ-ĐCK"
)
CONTRACT_SIGNED_ON = Input("signed_on", "Ngày ký", InputKind.DATE, sets="contract_signed_on", past=True)
CONTRACT_ENDS_ON = Input(
    "ends_on", "Ngày hoàn thành theo hợp đồng", InputKind.DATE, sets="contract_ends_on", suggests="ends_on"
)
CONTRACT_AMOUNT = Input(
    "contract_amount",
    "Giá trị hợp đồng (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    sets="contract_amount",
    suggests="allocated_amount",
)
PROGRESS = Input(
    "percent", "Khối lượng hoàn thành (%)", InputKind.INTEGER, minimum=0, maximum=100, sets="progress_percent"
)
ADVANCE = Input(
    "amount",
    "Số tiền tạm ứng (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    adds=("advanced_amount", "paid_amount"),
)
PAYMENT = Input(
    "amount",
    "Số tiền thanh toán (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    adds=("paid_amount",),
)
PAID_ON = Input("paid_on", "Ngày chuyển tiền", InputKind.DATE, past=True)
VOUCHER = Input("voucher", "Số chứng từ", InputKind.LINE)
MINUTES = Input("minutes", "Số biên bản", InputKind.LINE)
ACCEPTED = Input(
    "accepted_amount",
    "Giá trị được nghiệm thu (đồng)",
    InputKind.MONEY,
    minimum=1,
    maximum=MONEY_MAX,
    sets="accepted_amount",
    suggests="contract_amount",
)
ACCEPTED_ON = Input("accepted_on", "Ngày nghiệm thu", InputKind.DATE, sets="accepted_on", past=True)
REFUND_DOCUMENT = Input("voucher", "Chứng từ nộp trả ngân sách", InputKind.LINE, required=False)

#: Whom a stage may wait for; "nobody" is force majeure and its like.
WAITED_FOR = (
    *((party.value, str(party.label)) for party in Party if party not in (Party.PAUSED, Party.NOBODY)),
    (Party.PAUSED.value, "Không chờ ai (bất khả kháng, lý do khác)"),
)
PAUSE_REASON = Input("pause", "Vì sao tạm dừng", InputKind.CHOICE, choices=tuple(PauseReason.choices))
PAUSE_PARTY = Input("party", "Đang chờ ai", InputKind.CHOICE, choices=WAITED_FOR)
PAUSE_EXPECTED = Input(
    "expected_on",
    "Dự kiến tính tiếp từ ngày",
    InputKind.DATE,
    future=True,
    help="Chỉ là dự kiến: hạn chỉ tính tiếp khi có người bấm “Tính hạn tiếp”.",
)
CLOCKS = (("target", "Chỉ tiêu nội bộ"), ("legal", "Thời hạn pháp lý"))
EXTENDED_CLOCK = Input("clock", "Gia hạn cho", InputKind.CHOICE, choices=CLOCKS)
EXTENSION_DAYS = Input(
    "days",
    "Số ngày thêm",
    InputKind.INTEGER,
    minimum=1,
    maximum=366,
    help="Theo đơn vị của quy tắc: ngày làm việc, hoặc ngày đối với hạn là một ngày đã ấn định.",
)
EXTENSION_DECISION = Input("decision", "Số văn bản gia hạn", InputKind.LINE, help="Ví dụ: 41/QĐ-ĐCK")
PROMISED_ON = Input("promised_on", "Ngày hẹn lại", InputKind.DATE, future=True)
APOLOGY = Input("reason", "Lý do chậm", InputKind.TEXT, help="Chủ đề án đọc nguyên văn câu này, kèm lời xin lỗi.")
ACKNOWLEDGEMENT = Input(
    "reason",
    "Đã và sẽ làm gì",
    InputKind.TEXT,
    help="Ghi vào lịch sử. Việc đã có người nắm thì không báo lên cấp trên nữa.",
)
ASSIGNEE = Input(
    "assignee",
    "Người nhận việc",
    InputKind.PEOPLE,
    required=False,
    minimum=1,
    maximum=1,
    help="Không chọn ai: trả việc về hàng chờ của phòng.",
)
#: Asked beside the row's own inputs when somebody finishes a stage that is late in their own hands.
LATE_REASON = Input(
    "late_reason",
    "Lý do chậm",
    InputKind.TEXT,
    help="Giai đoạn này đã quá hạn. Lý do được ghi vào sổ việc chậm và hiện cho chủ đề án.",
)
