import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("workflow", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LadderRung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=30, verbose_name="mã mức")),
                (
                    "programme",
                    models.CharField(
                        blank=True,
                        choices=[("national", "Khuyến công quốc gia"), ("local", "Khuyến công địa phương")],
                        max_length=10,
                        verbose_name="chương trình",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Đang soạn thảo"),
                            ("submitted", "Chờ Sở tiếp nhận"),
                            ("local_supplement", "Bổ sung hồ sơ theo yêu cầu của Sở"),
                            ("local_appraisal", "Thẩm định cấp cơ sở"),
                            ("local_passed", "Đạt thẩm định cơ sở, chờ đăng ký với Cục"),
                            ("registered", "Đã đăng ký, Cục thẩm tra hồ sơ"),
                            ("ministry_supplement", "Bổ sung hồ sơ theo yêu cầu của Cục"),
                            ("ministry_appraisal", "Thẩm định cấp Bộ"),
                            ("plan_pending", "Trình phê duyệt kế hoạch"),
                            ("plan_approved", "Kế hoạch đã phê duyệt, chờ gửi Bộ Tài chính"),
                            ("finance_review", "Bộ Tài chính kiểm tra dự toán"),
                            ("finance_adjustment", "Điều chỉnh dự toán theo ý kiến Bộ Tài chính"),
                            ("allocation", "Chờ phân bổ kinh phí"),
                            ("contracting", "Chờ ký hợp đồng"),
                            ("execution", "Đang thực hiện"),
                            ("acceptance", "Nghiệm thu cơ sở"),
                            ("settlement_dossier", "Lập hồ sơ quyết toán"),
                            ("liquidation", "Thanh lý, quyết toán"),
                            ("liquidated", "Đã thanh lý, chờ quyết toán năm"),
                            ("recovery", "Ngừng thực hiện, thu hồi kinh phí"),
                            ("suspended", "Tạm dừng"),
                            ("closed", "Đã quyết toán, lưu hồ sơ"),
                            ("rejected", "Không đạt, trả hồ sơ"),
                            ("withdrawn", "Đã rút hồ sơ"),
                            ("not_planned", "Không đưa vào kế hoạch"),
                            ("not_funded", "Được duyệt nhưng không được giao kinh phí"),
                            ("stopped", "Đã ngừng thực hiện"),
                        ],
                        max_length=24,
                        verbose_name="giai đoạn",
                    ),
                ),
                (
                    "offset",
                    models.SmallIntegerField(
                        help_text="Số âm: trước hạn; 0: đúng ngày đến hạn; số dương: sau hạn.",
                        validators=[
                            django.core.validators.MinValueValidator(-60),
                            django.core.validators.MaxValueValidator(250),
                        ],
                        verbose_name="ngày làm việc so với hạn",
                    ),
                ),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("must_act", "Người phải xử lý"),
                                ("owners", "Chủ đề án"),
                                ("unit_manager", "Lãnh đạo đơn vị phải xử lý"),
                                ("leader_above", "Lãnh đạo cấp trên của đơn vị"),
                                ("next_level", "Lãnh đạo cấp trên tiếp theo"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                        verbose_name="báo cho ai",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("at_once", "Thư riêng, gửi ngay trong giờ làm việc"),
                            ("digest", "Bản tổng hợp hằng ngày"),
                        ],
                        max_length=8,
                        verbose_name="cách báo",
                    ),
                ),
                (
                    "mutable",
                    models.BooleanField(
                        default=False,
                        help_text="Tắt rồi thì vẫn có trong bản tổng hợp hằng ngày.",
                        verbose_name="người nhận được tắt thư riêng",
                    ),
                ),
                (
                    "loudness",
                    models.CharField(
                        choices=[("due_soon", "Nhắc việc"), ("overdue", "Báo quá hạn"), ("breach", "Báo lãnh đạo")],
                        max_length=8,
                        verbose_name="mức độ",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="tên gọi")),
                (
                    "stops_when_acknowledged",
                    models.BooleanField(default=False, verbose_name="dừng khi đã có người xác nhận"),
                ),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự")),
                ("active", models.BooleanField(default=True, verbose_name="đang dùng")),
            ],
            options={
                "verbose_name": "mức cảnh báo",
                "verbose_name_plural": "thang cảnh báo",
                "ordering": ["programme", "state", "offset", "place"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "programme", "state"),
                        name="one_rung_per_code_programme_and_state",
                        violation_error_message="Thang này đã có một mức mang mã đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audiences__len__gte", 1)),
                        name="a_rung_tells_somebody",
                        violation_error_message="Phải chọn ít nhất một nhóm người được báo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mutable", False),
                            models.Q(
                                ("audiences__overlap", ["unit_manager", "leader_above", "next_level"]), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="managers_are_never_muted",
                        violation_error_message="Mức báo cho lãnh đạo không được để người nhận tắt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offset__gte", -60), ("offset__lte", 250)),
                        name="a_rung_is_near_its_deadline",
                        violation_error_message="Số ngày phải từ -60 đến 250.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LadderSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.CharField(max_length=10, verbose_name="chương trình")),
                ("state", models.CharField(max_length=24, verbose_name="giai đoạn")),
                ("fingerprint", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "state"), name="one_ladder_seen_per_stage")
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="địa chỉ thư")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("due_soon", "Nhắc sắp đến hạn"),
                            ("overdue", "Báo quá hạn"),
                            ("breach", "Báo lãnh đạo đơn vị"),
                            ("digest", "Bản tổng hợp hằng ngày"),
                            ("announcement", "Báo tin đề án"),
                        ],
                        max_length=14,
                        verbose_name="loại",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[("news", "Tin về đề án"), ("turn", "Đến lượt và nhắc hạn"), ("duty", "Bắt buộc")],
                        max_length=4,
                        verbose_name="tính chất",
                    ),
                ),
                ("digest_on", models.DateField(blank=True, null=True, verbose_name="tổng hợp của ngày")),
                ("subject", models.CharField(max_length=200, verbose_name="tiêu đề")),
                ("text", models.TextField(blank=True, verbose_name="bản chữ")),
                ("html", models.TextField(blank=True, verbose_name="bản trình bày")),
                ("message_id", models.CharField(max_length=120, unique=True, verbose_name="Message-ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ gửi"),
                            ("sending", "Đang gửi"),
                            ("sent", "Đã gửi"),
                            ("dead", "Không gửi được"),
                            ("skipped", "Bỏ qua"),
                            ("cancelled", "Đã hủy"),
                        ],
                        default="waiting",
                        max_length=9,
                        verbose_name="tình trạng",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần thử")),
                (
                    "next_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="gửi từ lúc"
                    ),
                ),
                ("lease_until", models.DateTimeField(blank=True, null=True, verbose_name="đang giữ đến")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi xong lúc")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="lỗi gần nhất")),
                ("tries", models.JSONField(blank=True, default=list, editable=False, verbose_name="các lần thử")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="lập lúc"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="workflow.case",
                        verbose_name="đề án",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="workflow.event",
                        verbose_name="sự kiện",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "thư gửi đi",
                "verbose_name_plural": "thư gửi đi",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="lần định hạn")),
                ("rung", models.CharField(max_length=30, verbose_name="mức")),
                ("title", models.CharField(max_length=80, verbose_name="tên mức")),
                (
                    "loudness",
                    models.CharField(
                        choices=[("due_soon", "Nhắc việc"), ("overdue", "Báo quá hạn"), ("breach", "Báo lãnh đạo")],
                        max_length=8,
                        verbose_name="mức độ",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("must_act", "Người phải xử lý"),
                            ("owners", "Chủ đề án"),
                            ("unit_manager", "Lãnh đạo đơn vị phải xử lý"),
                            ("leader_above", "Lãnh đạo cấp trên của đơn vị"),
                            ("next_level", "Lãnh đạo cấp trên tiếp theo"),
                        ],
                        max_length=16,
                        verbose_name="báo vì là",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("at_once", "Thư riêng, gửi ngay trong giờ làm việc"),
                            ("digest", "Bản tổng hợp hằng ngày"),
                        ],
                        max_length=8,
                        verbose_name="cách báo",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        choices=[("news", "Tin về đề án"), ("turn", "Đến lượt và nhắc hạn"), ("duty", "Bắt buộc")],
                        max_length=4,
                        verbose_name="tính chất",
                    ),
                ),
                ("stops", models.BooleanField(default=False, verbose_name="dừng khi đã có người xác nhận")),
                ("sent_for", models.DateField(verbose_name="hạn được nhắc đến")),
                ("reached_on", models.DateField(verbose_name="đến mức ngày")),
                ("at", models.DateField(verbose_name="ngày rà soát")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ báo"),
                            ("told", "Đã báo"),
                            ("superseded", "Không báo riêng"),
                            ("cancelled", "Đã hủy"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="vì sao")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="ghi lúc"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người được báo",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="workflow.visit",
                        verbose_name="lượt ở giai đoạn",
                    ),
                ),
                (
                    "mail",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="notifications.mail",
                        verbose_name="thư đã nói việc này",
                    ),
                ),
            ],
            options={
                "verbose_name": "cảnh báo thời hạn",
                "verbose_name_plural": "cảnh báo thời hạn",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("every", "Mọi bước"),
                            ("turn", "Chỉ khi đến lượt tôi"),
                            ("digest", "Chỉ bản tổng hợp hằng ngày"),
                        ],
                        max_length=6,
                        verbose_name="cách nhận thư",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="đổi lúc")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_preference",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "tùy chọn thư",
                "verbose_name_plural": "tùy chọn thư",
            },
        ),
        migrations.CreateModel(
            name="Stumble",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "doing",
                    models.CharField(
                        choices=[("sweep", "Rà soát thời hạn"), ("letter", "Viết thư")],
                        max_length=6,
                        verbose_name="việc hỏng",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=1, verbose_name="số lần hỏng")),
                ("error", models.CharField(max_length=300, verbose_name="lỗi gần nhất")),
                ("first_at", models.DateTimeField(verbose_name="hỏng từ lúc")),
                ("retry_at", models.DateTimeField(verbose_name="thử lại từ lúc")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stumbles",
                        to="workflow.visit",
                        verbose_name="lượt ở giai đoạn",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt giai đoạn gặp lỗi khi báo",
                "verbose_name_plural": "các lượt giai đoạn gặp lỗi khi báo",
                "ordering": ["first_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("effect", "Hệ quả sau bước chuyển"),
                            ("mail", "Thư gửi đi"),
                            ("sweep", "Báo hạn của một giai đoạn"),
                            ("calendar", "Thay đổi lịch làm việc"),
                            ("job", "Việc nền định kỳ"),
                        ],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("reference", models.CharField(max_length=40, verbose_name="số hiệu")),
                ("title", models.CharField(max_length=240, verbose_name="việc bị kẹt")),
                ("mark", models.CharField(editable=False, max_length=80, verbose_name="dấu tình trạng")),
                ("attempts", models.PositiveIntegerField(verbose_name="số lần hỏng")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="lỗi gần nhất")),
                ("first_seen_at", models.DateTimeField(verbose_name="thấy từ lúc")),
                ("last_seen_at", models.DateTimeField(verbose_name="thấy lần cuối")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Đang kẹt"), ("resolved", "Đã xong")],
                        default="open",
                        max_length=8,
                        verbose_name="tình trạng",
                    ),
                ),
                ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú xử lý")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incidents",
                        to="workflow.case",
                        verbose_name="đề án",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xử lý",
                    ),
                ),
            ],
            options={
                "verbose_name": "sự cố",
                "verbose_name_plural": "sự cố",
                "ordering": ["-last_seen_at", "-id"],
                "indexes": [
                    models.Index(fields=["kind", "reference", "-id"], name="incidents_of_a_thing"),
                    models.Index(fields=["state", "-last_seen_at", "-id"], name="incidents_by_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("kind", "reference"),
                        name="one_open_incident_per_stuck_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at", None), ("resolved_by", None), ("state", "open")),
                            models.Q(
                                ("resolved_at__isnull", False),
                                ("state", "resolved"),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_resolved_incident_says_when_and_how",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "sending"))), fields=["next_at", "id"], name="mail_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["case", "-created_at"], name="mail_of_a_case"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["-created_at", "-id"], name="mail_by_age"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["state", "-created_at", "-id"], name="mail_by_state"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event__isnull", False)),
                fields=("event", "recipient", "kind"),
                name="one_announcement_per_event_and_recipient",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest_on__isnull", False)),
                fields=("recipient", "digest_on"),
                name="one_digest_per_person_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest_on", None), ("event__isnull", False), ("kind", "announcement")),
                    models.Q(("case", None), ("digest_on__isnull", False), ("event", None), ("kind", "digest")),
                    models.Q(
                        ("case__isnull", False),
                        ("digest_on", None),
                        ("event", None),
                        ("kind__in", ("due_soon", "overdue", "breach")),
                    ),
                    _connector="OR",
                ),
                name="a_mail_tells_what_its_kind_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="a_sent_mail_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("waiting", "sending")), _negated=True),
                    models.Q(("address", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_mail_to_send_has_an_address",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["loudness", "at"], name="alerts_by_loudness_and_day"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["visit"], name="alerts_waiting"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("mail", None), ("state", "waiting")),
                fields=["channel", "person", "id"],
                name="alerts_unspoken",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                fields=("visit", "rung", "person", "cycle"), name="one_alert_per_visit_rung_person_and_cycle"
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "told"]), models.Q(("why", ""), _negated=True), _connector="OR"
                ),
                name="an_alert_that_is_not_told_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "told"), _negated=True), ("mail__isnull", False), _connector="OR"
                ),
                name="a_told_alert_names_its_mail",
            ),
        ),
        migrations.AddConstraint(
            model_name="mailpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(("choice__in", ["every", "turn", "digest"])), name="mail_preference_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="stumble",
            constraint=models.UniqueConstraint(fields=("visit", "doing"), name="one_stumble_per_visit_and_work"),
        ),
    ]
