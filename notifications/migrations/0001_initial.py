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
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rung",
                    models.CharField(
                        choices=[("due_soon", "Sắp đến hạn"), ("overdue", "Quá hạn"), ("breach", "Báo lãnh đạo")],
                        max_length=10,
                        verbose_name="mức",
                    ),
                ),
                ("sent_for", models.DateField(verbose_name="hạn được nhắc đến")),
                ("at", models.DateField(verbose_name="ngày báo")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alerts",
                        to="workflow.visit",
                        verbose_name="lượt ở giai đoạn",
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
            name="Incident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("effect", "Hệ quả sau bước chuyển"),
                            ("mail", "Thư gửi đi"),
                            ("sweep", "Rà thời hạn một lượt"),
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
                            ("skipped", "Không cần gửi"),
                        ],
                        default="waiting",
                        max_length=8,
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
                    "alert",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail",
                        to="notifications.alert",
                        verbose_name="cảnh báo",
                    ),
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
                ("attempts", models.PositiveSmallIntegerField(default=1, verbose_name="số lần hỏng")),
                ("error", models.CharField(max_length=300, verbose_name="lỗi gần nhất")),
                ("first_at", models.DateTimeField(verbose_name="hỏng từ lúc")),
                ("retry_at", models.DateTimeField(verbose_name="thử lại từ lúc")),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stumble",
                        to="workflow.visit",
                        verbose_name="lượt ở giai đoạn",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt không rà soát được",
                "verbose_name_plural": "các lượt không rà soát được",
                "ordering": ["first_at", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["rung", "at"], name="alerts_by_rung_and_day"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                fields=("visit", "rung", "person"), name="one_alert_per_visit_rung_and_person"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["kind", "reference", "-id"], name="incidents_of_a_thing"),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["state", "-last_seen_at", "-id"], name="incidents_by_state"),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("kind", "reference"),
                name="one_open_incident_per_stuck_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at", None), ("resolved_by", None), ("state", "open")),
                    models.Q(
                        ("resolved_at__isnull", False), ("state", "resolved"), models.Q(("note", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_resolved_incident_says_when_and_how",
            ),
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
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("alert__isnull", False), ("event__isnull", True)),
                    models.Q(("alert__isnull", True), ("event__isnull", False)),
                    _connector="OR",
                ),
                name="a_mail_tells_an_alert_or_an_event",
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
        migrations.AddConstraint(
            model_name="mailpreference",
            constraint=models.CheckConstraint(
                condition=models.Q(("choice__in", ["every", "turn", "digest"])), name="mail_preference_is_known"
            ),
        ),
    ]
