import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("viewflow", "0015_task_scheduled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(unique=True, verbose_name="ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holiday", "Ngày lễ"),
                            ("compensatory", "Nghỉ bù"),
                            ("swapped_off", "Hoán đổi: nghỉ"),
                            ("swapped_working", "Hoán đổi: làm việc"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "ngày nghỉ, ngày làm bù",
                "verbose_name_plural": "lịch nghỉ và làm bù",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="năm")),
                (
                    "status",
                    models.CharField(
                        choices=[("provisional", "Tạm tính"), ("official", "Chính thức")],
                        default="provisional",
                        max_length=12,
                        verbose_name="tình trạng",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
            ],
            options={
                "verbose_name": "năm lịch làm việc",
                "verbose_name_plural": "năm lịch làm việc",
                "ordering": ["year"],
            },
        ),
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "makes",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "giữ nguyên"),
                            ("provisional", "khai báo năm, tạm tính"),
                            ("official", "chính thức"),
                        ],
                        max_length=12,
                        verbose_name="tình trạng của năm",
                    ),
                ),
                ("days", models.JSONField(blank=True, default=list, verbose_name="các ngày")),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Đang soạn"),
                            ("previewing", "Đang tính thử"),
                            ("ready", "Chờ xác nhận"),
                            ("applying", "Đang tính lại hạn"),
                            ("applied", "Đã áp dụng"),
                            ("discarded", "Đã bỏ"),
                            ("failed", "Hỏng, cần người xem"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="tình trạng",
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="đề nghị lúc")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                ("calendar", models.CharField(blank=True, max_length=32)),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="từ ngày")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                ("beyond", models.DateField(blank=True, null=True, verbose_name="ngày làm việc kế tiếp")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="số hạn phải xem")),
                ("seen", models.PositiveIntegerField(default=0, verbose_name="số hạn đã xem")),
                ("cursor", models.PositiveBigIntegerField(default=0, verbose_name="đã xem đến")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần hỏng liền nhau")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "thay đổi lịch làm việc",
                "verbose_name_plural": "thay đổi lịch làm việc",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="mã đề án")),
                ("name", models.CharField(max_length=500, verbose_name="tên đề án")),
                (
                    "programme",
                    models.CharField(
                        choices=[("national", "Khuyến công quốc gia"), ("local", "Khuyến công địa phương")],
                        max_length=10,
                        verbose_name="chương trình",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("ordinary", "Đề án thường"), ("group", "Đề án nhóm"), ("flagship", "Đề án điểm")],
                        default="ordinary",
                        max_length=10,
                        verbose_name="loại đề án",
                    ),
                ),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("new_enterprise", "Thành lập doanh nghiệp sản xuất CNNT"),
                            ("demonstration", "Mô hình trình diễn kỹ thuật"),
                            ("replication", "Nhân rộng mô hình"),
                            ("machinery", "Ứng dụng máy móc, chuyển giao công nghệ"),
                            ("technology_line", "Dây chuyền công nghệ"),
                            ("cleaner_production", "Sản xuất sạch hơn"),
                            ("fair", "Hội chợ, triển lãm"),
                            ("outstanding_product", "Sản phẩm CNNT tiêu biểu"),
                            ("brand", "Xây dựng, đăng ký thương hiệu"),
                            ("consulting", "Tư vấn"),
                            ("communication", "Thông tin, truyền thông"),
                            ("association", "Hội, hiệp hội, cụm liên kết"),
                            ("pollution", "Xử lý ô nhiễm tại cơ sở"),
                            ("cluster_planning", "Quy hoạch chi tiết cụm công nghiệp"),
                            ("cluster_infrastructure", "Hạ tầng cụm công nghiệp"),
                            ("training", "Đào tạo nghề, truyền nghề"),
                            ("seminar", "Tập huấn, hội thảo"),
                            ("other", "Nội dung khác"),
                        ],
                        max_length=24,
                        verbose_name="nội dung khuyến công",
                    ),
                ),
                (
                    "plan_year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2005),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="năm kế hoạch",
                    ),
                ),
                ("coordinator", models.CharField(blank=True, max_length=300, verbose_name="đơn vị phối hợp")),
                ("location", models.CharField(blank=True, max_length=300, verbose_name="địa điểm thực hiện")),
                (
                    "unit_count",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="số cơ sở, mô hình được hỗ trợ",
                    ),
                ),
                ("necessity", models.TextField(blank=True, verbose_name="sự cần thiết và căn cứ")),
                ("objectives", models.TextField(blank=True, verbose_name="mục tiêu")),
                ("scope", models.TextField(blank=True, verbose_name="quy mô và đặc điểm vượt trội")),
                ("work_plan", models.TextField(blank=True, verbose_name="nội dung và tiến độ thực hiện")),
                ("organisation_plan", models.TextField(blank=True, verbose_name="tổ chức thực hiện")),
                ("impact", models.TextField(blank=True, verbose_name="hiệu quả kinh tế, xã hội, môi trường")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="bắt đầu dự kiến")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="kết thúc dự kiến")),
                (
                    "requested_amount",
                    models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí đề nghị hỗ trợ"),
                ),
                (
                    "proposed_amount",
                    models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí hội đồng đề nghị"),
                ),
                (
                    "approved_amount",
                    models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí được phê duyệt"),
                ),
                ("allocated_amount", models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí được giao")),
                ("contract_amount", models.BigIntegerField(blank=True, null=True, verbose_name="giá trị hợp đồng")),
                ("advanced_amount", models.BigIntegerField(default=0, verbose_name="đã tạm ứng")),
                ("accepted_amount", models.BigIntegerField(blank=True, null=True, verbose_name="giá trị nghiệm thu")),
                ("paid_amount", models.BigIntegerField(default=0, verbose_name="đã tạm ứng và thanh toán")),
                (
                    "progress_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="khối lượng hoàn thành (%)"),
                ),
                ("plan_tranche", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đợt phê duyệt")),
                (
                    "plan_decision",
                    models.CharField(blank=True, max_length=200, verbose_name="quyết định phê duyệt kế hoạch"),
                ),
                ("plan_decided_on", models.DateField(blank=True, null=True, verbose_name="ngày phê duyệt kế hoạch")),
                (
                    "finance_document",
                    models.CharField(blank=True, max_length=200, verbose_name="văn bản của Bộ Tài chính"),
                ),
                (
                    "finance_document_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày văn bản của Bộ Tài chính"),
                ),
                (
                    "allocation_decision",
                    models.CharField(blank=True, max_length=200, verbose_name="quyết định giao kinh phí"),
                ),
                ("allocation_decided_on", models.DateField(blank=True, null=True, verbose_name="ngày giao kinh phí")),
                ("contract_number", models.CharField(blank=True, max_length=200, verbose_name="số hợp đồng")),
                ("contract_signed_on", models.DateField(blank=True, null=True, verbose_name="ngày ký hợp đồng")),
                (
                    "contract_ends_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày hoàn thành theo hợp đồng"),
                ),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="ngày nghiệm thu")),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="ngày nộp về Sở")),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="ngày đăng ký kế hoạch")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="ngày ghi nhận phê duyệt")),
                ("sent_to_finance_on", models.DateField(blank=True, null=True, verbose_name="ngày gửi Bộ Tài chính")),
                ("allocated_on", models.DateField(blank=True, null=True, verbose_name="ngày ghi nhận giao kinh phí")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ngày kết thúc")),
                (
                    "state",
                    django_fsm.FSMField(
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
                        default="draft",
                        max_length=50,
                        protected=True,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "state_before_suspension",
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
                        editable=False,
                        max_length=24,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False, verbose_name="phiên bản")),
                (
                    "lifecycle_version",
                    models.CharField(editable=False, max_length=16, verbose_name="phiên bản quy trình"),
                ),
                ("event_count", models.PositiveIntegerField(default=0, editable=False)),
                ("head_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                ("updated_at", models.DateTimeField(verbose_name="cập nhật lúc")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_created",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_of_department",
                        to="accounts.organisation",
                        verbose_name="Sở Công Thương",
                    ),
                ),
                (
                    "implementer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_implemented",
                        to="accounts.organisation",
                        verbose_name="đơn vị thực hiện",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="accounts.province",
                        verbose_name="tỉnh",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề án",
                "verbose_name_plural": "đề án",
                "ordering": ["-plan_year", "code"],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="TT")),
                ("item", models.CharField(max_length=300, verbose_name="nội dung chi")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="đơn vị tính")),
                (
                    "quantity",
                    models.PositiveIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name="số lượng"
                    ),
                ),
                (
                    "unit_price",
                    models.BigIntegerField(
                        validators=[django.core.validators.MinValueValidator(0)], verbose_name="đơn giá (đồng)"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("national", "Khuyến công quốc gia"),
                            ("local", "Khuyến công địa phương"),
                            ("beneficiary", "Đơn vị thụ hưởng"),
                            ("other", "Nguồn khác"),
                        ],
                        max_length=12,
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="budget_lines", to="workflow.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng dự toán",
                "verbose_name_plural": "dự toán",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Beneficiary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="TT")),
                ("name", models.CharField(max_length=300, verbose_name="tên cơ sở")),
                ("tax_code", models.CharField(blank=True, max_length=14, verbose_name="mã số thuế")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ")),
                ("representative", models.CharField(blank=True, max_length=150, verbose_name="người đại diện")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_enjoyed",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="beneficiaries", to="workflow.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị thụ hưởng",
                "verbose_name_plural": "đơn vị thụ hưởng",
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Council",
            fields=[
                (
                    "process_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="viewflow.process",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("pass", "Đạt"), ("improve", "Cần hoàn thiện"), ("fail", "Không đạt")],
                        max_length=8,
                        verbose_name="kết luận",
                    ),
                ),
                (
                    "proposed_amount",
                    models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí hội đồng đề nghị (đồng)"),
                ),
                ("conclusion", models.TextField(blank=True, verbose_name="nhận xét của chủ tịch")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils",
                        to="workflow.case",
                        verbose_name="đề án",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="councils_chaired",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chủ tịch hội đồng",
                    ),
                ),
            ],
            options={
                "verbose_name": "hội đồng thẩm định",
                "verbose_name_plural": "hội đồng thẩm định",
                "default_permissions": (),
            },
            bases=("viewflow.process",),
        ),
        migrations.CreateModel(
            name="CouncilMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="TT")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="workflow.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="council_seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="thành viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "thành viên hội đồng",
                "verbose_name_plural": "thành viên hội đồng",
                "ordering": ["council", "position"],
            },
        ),
        migrations.CreateModel(
            name="DeadlineRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="mã")),
                (
                    "programme",
                    models.CharField(
                        choices=[("national", "Khuyến công quốc gia"), ("local", "Khuyến công địa phương")],
                        max_length=10,
                        verbose_name="chương trình",
                    ),
                ),
                (
                    "state",
                    models.CharField(
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
                    "kind",
                    models.CharField(
                        choices=[("legal", "Thời hạn pháp lý"), ("target", "Chỉ tiêu nội bộ")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("working_days", "ngày làm việc"),
                            ("calendar_days", "ngày"),
                            ("before_date", "trước ngày"),
                            ("by_date", "chậm nhất ngày"),
                            ("contract_date", "theo hợp đồng"),
                            ("none", "không có thời hạn"),
                        ],
                        max_length=16,
                        verbose_name="đơn vị",
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số ngày")),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="tháng",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="ngày",
                    ),
                ),
                ("year_offset", models.SmallIntegerField(default=0, verbose_name="năm so với năm kế hoạch")),
                ("plan_year_from", models.PositiveSmallIntegerField(default=2005, verbose_name="từ năm kế hoạch")),
                (
                    "plan_year_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đến năm kế hoạch"),
                ),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="áp dụng cho giai đoạn bắt đầu từ ngày"),
                ),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "on_resume",
                    models.CharField(
                        choices=[("continue", "đếm tiếp phần còn lại"), ("restart", "đếm lại từ đầu")],
                        default="continue",
                        max_length=8,
                        verbose_name="sau khi tạm dừng",
                    ),
                ),
                (
                    "max_extensions",
                    models.PositiveSmallIntegerField(default=0, verbose_name="số lần gia hạn nhiều nhất"),
                ),
                (
                    "max_extension_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="tổng số ngày gia hạn nhiều nhất"),
                ),
                (
                    "extended_by",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("owner", "Chủ đề án"),
                                ("department_appraiser", "Thẩm định viên Sở"),
                                ("department_leader", "Lãnh đạo Sở"),
                                ("agency_appraiser", "Thẩm định viên Cục"),
                                ("agency_leader", "Lãnh đạo Cục"),
                                ("ministry_officer", "Chuyên viên Bộ (ghi quyết định của Bộ trưởng)"),
                                ("finance_reviewer", "Chuyên viên Bộ Tài chính"),
                                ("accountant", "Kế toán"),
                                ("clerk", "Văn thư"),
                                ("auditor", "Kiểm toán, thanh tra (chỉ xem)"),
                                ("administrator", "Quản trị hệ thống"),
                            ],
                            max_length=32,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="ai được gia hạn",
                    ),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("CONFIRMED", "Đã đối chiếu văn bản"),
                            ("RECALLED", "Chưa đối chiếu văn bản"),
                            ("DERIVED", "Do hệ thống đề xuất"),
                        ],
                        max_length=10,
                        verbose_name="độ tin cậy",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("set_at", models.DateTimeField(blank=True, null=True, verbose_name="đặt lúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người kết thúc",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadline_rules",
                        to="accounts.organisation",
                        verbose_name="riêng của đơn vị",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đặt",
                    ),
                ),
            ],
            options={
                "verbose_name": "quy tắc thời hạn",
                "verbose_name_plural": "quy tắc thời hạn",
                "ordering": ["programme", "state", "kind", "plan_year_from"],
            },
        ),
        migrations.CreateModel(
            name="DraftSave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("payload", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_saves",
                        to="workflow.case",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="draft_saves",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("version", models.PositiveIntegerField(verbose_name="phiên bản")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("create", "Lập đề án"),
                            ("edit", "Sửa nội dung đề án"),
                            ("submit", "Nộp hồ sơ về Sở"),
                            ("receive", "Tiếp nhận, lập hội đồng"),
                            ("ask_supplement", "Yêu cầu bổ sung"),
                            ("resubmit", "Nộp lại hồ sơ đã bổ sung"),
                            ("reject", "Trả hồ sơ"),
                            ("score", "Chấm điểm thẩm định"),
                            ("conclude", "Kết luận hội đồng"),
                            ("pass_appraisal", "Quyết định: đạt"),
                            ("fail_appraisal", "Quyết định: không đạt"),
                            ("register", "Đăng ký kế hoạch với Cục"),
                            ("accept_registration", "Tiếp nhận đăng ký, đưa ra thẩm định"),
                            ("include", "Đưa vào kế hoạch"),
                            ("reduce", "Đưa vào kế hoạch với mức giảm"),
                            ("drop", "Không đưa vào kế hoạch"),
                            ("approve_plan", "Phê duyệt kế hoạch"),
                            ("return_plan", "Trả lại để thẩm định lại"),
                            ("send_to_finance", "Gửi Bộ Tài chính kiểm tra dự toán"),
                            ("finance_agree", "Bộ Tài chính đồng ý"),
                            ("finance_ask_adjustment", "Bộ Tài chính yêu cầu điều chỉnh"),
                            ("finance_disagree", "Bộ Tài chính không đồng ý"),
                            ("resend_to_finance", "Gửi lại dự toán đã điều chỉnh"),
                            ("allocate", "Giao đủ kinh phí"),
                            ("allocate_part", "Giao một phần kinh phí"),
                            ("allocate_none", "Không giao kinh phí"),
                            ("sign_contract", "Ký hợp đồng"),
                            ("decline_contract", "Không ký hợp đồng"),
                            ("report_progress", "Báo cáo tiến độ tháng"),
                            ("record_advance", "Ghi nhận tạm ứng"),
                            ("record_inspection", "Ghi biên bản kiểm tra"),
                            ("request_acceptance", "Đề nghị nghiệm thu"),
                            ("accept_work", "Nghiệm thu: đạt"),
                            ("accept_part", "Nghiệm thu: đạt một phần"),
                            ("refuse_work", "Nghiệm thu: không đạt"),
                            ("submit_settlement", "Nộp hồ sơ quyết toán"),
                            ("return_settlement", "Trả hồ sơ quyết toán để bổ sung"),
                            ("record_payment", "Ghi nhận thanh toán"),
                            ("liquidate", "Thanh lý hợp đồng"),
                            ("close", "Duyệt quyết toán năm, lưu hồ sơ"),
                            ("withdraw", "Rút hồ sơ"),
                            ("suspend", "Tạm dừng"),
                            ("resume", "Tiếp tục"),
                            ("stop", "Ngừng thực hiện"),
                            ("confirm_recovery", "Xác nhận đã thu hồi kinh phí"),
                            ("pause_clock", "Tạm dừng tính hạn"),
                            ("resume_clock", "Tính hạn tiếp"),
                            ("extend", "Gia hạn"),
                            ("promise", "Xin lỗi và hẹn lại"),
                            ("acknowledge", "Đã nắm việc chậm"),
                            ("reassign", "Giao việc"),
                            ("redate", "Tính lại hạn"),
                        ],
                        max_length=32,
                        verbose_name="hành động",
                    ),
                ),
                (
                    "source",
                    models.CharField(
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
                        verbose_name="từ trạng thái",
                    ),
                ),
                (
                    "target",
                    models.CharField(
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
                        verbose_name="đến trạng thái",
                    ),
                ),
                ("actor_name", models.CharField(max_length=200, verbose_name="họ tên")),
                (
                    "on_behalf_name",
                    models.CharField(blank=True, max_length=200, verbose_name="họ tên người được thay mặt"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                ("data", models.JSONField(default=dict, verbose_name="nội dung")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="ghi lúc"),
                ),
                ("key", models.CharField(max_length=64, verbose_name="khóa chống lặp")),
                ("digest", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "actor_organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="accounts.organisation",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="workflow.case"
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="thay mặt",
                    ),
                ),
            ],
            options={
                "verbose_name": "sự kiện",
                "verbose_name_plural": "sự kiện",
                "ordering": ["case", "seq"],
            },
        ),
        migrations.AddField(
            model_name="council",
            name="concluded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="workflow.event",
            ),
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="việc")),
                ("begun_at", models.DateTimeField(verbose_name="bắt đầu lúc")),
                ("clock_at", models.DateTimeField(verbose_name="đồng hồ của máy lúc đó")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="số lần hỏng liền")),
                ("failed_since", models.DateTimeField(blank=True, null=True, verbose_name="hỏng từ lúc")),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="hỏng lần cuối")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="lỗi gần nhất")),
            ],
            options={
                "verbose_name": "nhịp của việc nền",
                "verbose_name_plural": "nhịp của việc nền",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failures", 0),
                            models.Q(("failed_at__isnull", False), ("failed_since__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_failing_heartbeat_says_since_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="mã")),
                (
                    "programme",
                    models.CharField(
                        choices=[("national", "Khuyến công quốc gia"), ("local", "Khuyến công địa phương")],
                        max_length=10,
                        verbose_name="chương trình",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="mốc")),
                (
                    "kind",
                    models.CharField(
                        choices=[("legal", "Thời hạn pháp lý"), ("target", "Chỉ tiêu nội bộ")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("before_date", "trước ngày"),
                            ("by_date", "chậm nhất ngày"),
                            ("monthly", "trước một ngày hằng tháng"),
                            ("stage_term", "thời hạn của giai đoạn"),
                        ],
                        max_length=16,
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="tháng",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="ngày",
                    ),
                ),
                ("year_offset", models.SmallIntegerField(default=0, verbose_name="năm so với năm kế hoạch")),
                (
                    "reaches",
                    models.CharField(
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
                        verbose_name="giai đoạn phải đạt",
                    ),
                ),
                (
                    "with_advance",
                    models.BooleanField(default=False, verbose_name="chỉ đề án còn tạm ứng chưa quyết toán"),
                ),
                ("near_days", models.PositiveSmallIntegerField(default=15, verbose_name="báo trước (ngày làm việc)")),
                ("plan_year_from", models.PositiveSmallIntegerField(default=2005, verbose_name="từ năm kế hoạch")),
                (
                    "plan_year_to",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đến năm kế hoạch"),
                ),
                ("basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("CONFIRMED", "Đã đối chiếu văn bản"),
                            ("RECALLED", "Chưa đối chiếu văn bản"),
                            ("DERIVED", "Do hệ thống đề xuất"),
                        ],
                        max_length=10,
                        verbose_name="độ tin cậy",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "mốc trong năm",
                "verbose_name_plural": "mốc trong năm",
                "ordering": ["programme", "year_offset", "month", "day", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "target"), ("mark", "CONFIRMED"), _connector="OR"),
                        name="a_legal_milestone_is_confirmed_law",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("plan_year_to", None), ("plan_year_to__gte", models.F("plan_year_from")), _connector="OR"
                        ),
                        name="a_milestone_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit", "stage_term"),
                            models.Q(("day__isnull", False), ("unit", "monthly")),
                            models.Q(("day__isnull", False), ("month__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_dated_milestone_has_its_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("effect", models.CharField(max_length=40, verbose_name="hệ quả")),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Chờ xử lý"), ("done", "Đã xong"), ("failed", "Hỏng, cần người xem")],
                        default="waiting",
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần thử")),
                (
                    "next_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="thử lại lúc"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                ("error", models.CharField(blank=True, max_length=300, verbose_name="lỗi gần nhất")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outbox", to="workflow.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "việc chờ xử lý",
                "verbose_name_plural": "việc chờ xử lý",
            },
        ),
        migrations.CreateModel(
            name="PastGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="mã")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("national", "Khuyến công quốc gia"),
                            ("local", "Khuyến công địa phương"),
                            ("both", "Quốc gia và địa phương"),
                            ("local_trade", "Địa phương, cùng xúc tiến thương mại"),
                            ("unstated", "Nguồn không nêu rõ"),
                        ],
                        max_length=12,
                        verbose_name="nguồn kinh phí",
                    ),
                ),
                (
                    "scope_as_stated",
                    models.CharField(blank=True, max_length=100, verbose_name="nguồn kinh phí (nguyên văn)"),
                ),
                ("province_name", models.CharField(max_length=100, verbose_name="tên tỉnh (nguyên văn)")),
                ("name", models.CharField(max_length=500, verbose_name="tên đề án")),
                ("beneficiary", models.CharField(blank=True, max_length=500, verbose_name="đơn vị thụ hưởng")),
                ("content_label", models.CharField(blank=True, max_length=200, verbose_name="nội dung (nguyên văn)")),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("new_enterprise", "Thành lập doanh nghiệp sản xuất CNNT"),
                            ("demonstration", "Mô hình trình diễn kỹ thuật"),
                            ("replication", "Nhân rộng mô hình"),
                            ("machinery", "Ứng dụng máy móc, chuyển giao công nghệ"),
                            ("technology_line", "Dây chuyền công nghệ"),
                            ("cleaner_production", "Sản xuất sạch hơn"),
                            ("fair", "Hội chợ, triển lãm"),
                            ("outstanding_product", "Sản phẩm CNNT tiêu biểu"),
                            ("brand", "Xây dựng, đăng ký thương hiệu"),
                            ("consulting", "Tư vấn"),
                            ("communication", "Thông tin, truyền thông"),
                            ("association", "Hội, hiệp hội, cụm liên kết"),
                            ("pollution", "Xử lý ô nhiễm tại cơ sở"),
                            ("cluster_planning", "Quy hoạch chi tiết cụm công nghiệp"),
                            ("cluster_infrastructure", "Hạ tầng cụm công nghiệp"),
                            ("training", "Đào tạo nghề, truyền nghề"),
                            ("seminar", "Tập huấn, hội thảo"),
                            ("other", "Nội dung khác"),
                        ],
                        max_length=24,
                        verbose_name="nội dung khuyến công",
                    ),
                ),
                ("amount", models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí hỗ trợ (đồng)")),
                ("total_investment", models.BigIntegerField(blank=True, null=True, verbose_name="tổng đầu tư (đồng)")),
                ("is_total", models.BooleanField(default=False, verbose_name="là số tổng của nhiều đề án, cơ sở")),
                ("notes", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="nguồn tin")),
                ("imported_at", models.DateTimeField(verbose_name="nhập lúc")),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants_imported",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhập",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="past_grants",
                        to="accounts.province",
                        verbose_name="tỉnh (tại thời điểm đó)",
                    ),
                ),
            ],
            options={
                "verbose_name": "khoản hỗ trợ đã công bố",
                "verbose_name_plural": "khoản hỗ trợ đã công bố",
                "ordering": ["-year", "province_name", "code"],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "score_1",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="Phù hợp chủ trương, nội dung, ngành nghề, chương trình",
                    ),
                ),
                (
                    "score_2",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="Mục tiêu, sự cần thiết, hiệu quả, hợp lý về kinh phí",
                    ),
                ),
                (
                    "score_3",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="Năng lực thực hiện, phối hợp, thụ hưởng",
                    ),
                ),
                (
                    "score_4",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="Khả năng lồng ghép với chương trình khác",
                    ),
                ),
                (
                    "score_5",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(20)], verbose_name="Tính đầy đủ của hồ sơ"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("pass", "Đạt"), ("improve", "Cần hoàn thiện"), ("fail", "Không đạt")],
                        max_length=8,
                        verbose_name="đề nghị",
                    ),
                ),
                ("comment", models.TextField(verbose_name="nhận xét")),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="workflow.council",
                        verbose_name="hội đồng",
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score",
                        to="workflow.event",
                        verbose_name="sự kiện",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="workflow.councilmember",
                        verbose_name="thành viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu thẩm định",
                "verbose_name_plural": "phiếu thẩm định",
                "ordering": ["council", "member"],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
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
                    "party",
                    models.CharField(
                        choices=[
                            ("beneficiary", "Đơn vị thụ hưởng"),
                            ("implementer", "Đơn vị thực hiện"),
                            ("department", "Sở Công Thương"),
                            ("province", "UBND tỉnh"),
                            ("agency", "Cục"),
                            ("ministry", "Bộ Công Thương"),
                            ("finance_ministry", "Bộ Tài chính"),
                            ("paused", "Tạm dừng"),
                            ("nobody", "Đã kết thúc"),
                        ],
                        max_length=20,
                        verbose_name="đang ở",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="từ lúc")),
                ("opened_on", models.DateField(verbose_name="từ ngày")),
                ("clock_from", models.DateField(verbose_name="tính hạn từ ngày")),
                ("legal_rule", models.JSONField(blank=True, null=True)),
                ("legal_due_on", models.DateField(blank=True, null=True, verbose_name="hạn pháp lý")),
                ("legal_trace", models.JSONField(blank=True, default=list)),
                ("legal_basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("target_rule", models.JSONField(blank=True, null=True)),
                ("target_due_on", models.DateField(blank=True, null=True, verbose_name="hạn nội bộ")),
                ("target_trace", models.JSONField(blank=True, default=list)),
                ("target_basis", models.CharField(blank=True, max_length=300, verbose_name="căn cứ nội bộ")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn")),
                (
                    "due_clock",
                    models.CharField(
                        choices=[
                            ("legal", "Thời hạn pháp lý"),
                            ("target", "Chỉ tiêu nội bộ"),
                            ("none", "Không tính hạn"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="loại hạn",
                    ),
                ),
                ("remind_on", models.DateField(blank=True, null=True, verbose_name="ngày nhắc")),
                ("provisional", models.BooleanField(default=False, verbose_name="lịch nghỉ tạm tính")),
                ("paused_on", models.DateField(blank=True, null=True, verbose_name="tạm dừng từ ngày")),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("beneficiary", "Đơn vị thụ hưởng"),
                            ("implementer", "Đơn vị thực hiện"),
                            ("department", "Sở Công Thương"),
                            ("province", "UBND tỉnh"),
                            ("agency", "Cục"),
                            ("ministry", "Bộ Công Thương"),
                            ("finance_ministry", "Bộ Tài chính"),
                            ("paused", "Tạm dừng"),
                            ("nobody", "Đã kết thúc"),
                        ],
                        max_length=20,
                        verbose_name="đang ở bên",
                    ),
                ),
                ("held_since", models.DateField(verbose_name="ở bên đó từ ngày")),
                ("cycle", models.PositiveSmallIntegerField(default=1, verbose_name="lần định hạn")),
                ("watch_on", models.DateField(blank=True, null=True, verbose_name="ngày xét cảnh báo kế tiếp")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="đến lúc")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="workflow.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.event",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt ở giai đoạn",
                "verbose_name_plural": "lượt ở giai đoạn",
                "ordering": ["case", "id"],
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="hạn đã lỡ")),
                ("reason", models.TextField(blank=True, verbose_name="lý do chậm")),
                ("promised_on", models.DateField(blank=True, null=True, verbose_name="ngày hẹn lại")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="xong ngày")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.event"
                    ),
                ),
                (
                    "visit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slip", to="workflow.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "việc chậm",
                "verbose_name_plural": "sổ việc chậm",
                "ordering": ["-due_on", "visit"],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("supplement", "Chờ bổ sung hồ sơ"),
                            ("finance_ministry", "Chờ Bộ Tài chính"),
                            ("force_majeure", "Bất khả kháng"),
                            ("other", "Lý do khác"),
                        ],
                        max_length=20,
                        verbose_name="lý do",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("beneficiary", "Đơn vị thụ hưởng"),
                            ("implementer", "Đơn vị thực hiện"),
                            ("department", "Sở Công Thương"),
                            ("province", "UBND tỉnh"),
                            ("agency", "Cục"),
                            ("ministry", "Bộ Công Thương"),
                            ("finance_ministry", "Bộ Tài chính"),
                            ("paused", "Tạm dừng"),
                            ("nobody", "Đã kết thúc"),
                        ],
                        max_length=20,
                        verbose_name="chờ ai",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="từ ngày")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="dự kiến tiếp tục")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="tiếp tục ngày")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflow.event",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.event"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="workflow.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "lần tạm dừng tính hạn",
                "verbose_name_plural": "các lần tạm dừng tính hạn",
                "ordering": ["visit", "from_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "clock",
                    models.CharField(
                        choices=[
                            ("legal", "Thời hạn pháp lý"),
                            ("target", "Chỉ tiêu nội bộ"),
                            ("none", "Không tính hạn"),
                        ],
                        max_length=8,
                        verbose_name="thời hạn được gia hạn",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="số ngày thêm")),
                ("decision", models.CharField(max_length=200, verbose_name="số văn bản")),
                ("reason", models.TextField(verbose_name="lý do")),
                ("granted_on", models.DateField(verbose_name="ngày gia hạn")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.event"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="workflow.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gia hạn",
                "verbose_name_plural": "các lần gia hạn",
                "ordering": ["visit", "id"],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "Lập đề án"),
                            ("edit", "Sửa nội dung đề án"),
                            ("submit", "Nộp hồ sơ về Sở"),
                            ("receive", "Tiếp nhận, lập hội đồng"),
                            ("ask_supplement", "Yêu cầu bổ sung"),
                            ("resubmit", "Nộp lại hồ sơ đã bổ sung"),
                            ("reject", "Trả hồ sơ"),
                            ("score", "Chấm điểm thẩm định"),
                            ("conclude", "Kết luận hội đồng"),
                            ("pass_appraisal", "Quyết định: đạt"),
                            ("fail_appraisal", "Quyết định: không đạt"),
                            ("register", "Đăng ký kế hoạch với Cục"),
                            ("accept_registration", "Tiếp nhận đăng ký, đưa ra thẩm định"),
                            ("include", "Đưa vào kế hoạch"),
                            ("reduce", "Đưa vào kế hoạch với mức giảm"),
                            ("drop", "Không đưa vào kế hoạch"),
                            ("approve_plan", "Phê duyệt kế hoạch"),
                            ("return_plan", "Trả lại để thẩm định lại"),
                            ("send_to_finance", "Gửi Bộ Tài chính kiểm tra dự toán"),
                            ("finance_agree", "Bộ Tài chính đồng ý"),
                            ("finance_ask_adjustment", "Bộ Tài chính yêu cầu điều chỉnh"),
                            ("finance_disagree", "Bộ Tài chính không đồng ý"),
                            ("resend_to_finance", "Gửi lại dự toán đã điều chỉnh"),
                            ("allocate", "Giao đủ kinh phí"),
                            ("allocate_part", "Giao một phần kinh phí"),
                            ("allocate_none", "Không giao kinh phí"),
                            ("sign_contract", "Ký hợp đồng"),
                            ("decline_contract", "Không ký hợp đồng"),
                            ("report_progress", "Báo cáo tiến độ tháng"),
                            ("record_advance", "Ghi nhận tạm ứng"),
                            ("record_inspection", "Ghi biên bản kiểm tra"),
                            ("request_acceptance", "Đề nghị nghiệm thu"),
                            ("accept_work", "Nghiệm thu: đạt"),
                            ("accept_part", "Nghiệm thu: đạt một phần"),
                            ("refuse_work", "Nghiệm thu: không đạt"),
                            ("submit_settlement", "Nộp hồ sơ quyết toán"),
                            ("return_settlement", "Trả hồ sơ quyết toán để bổ sung"),
                            ("record_payment", "Ghi nhận thanh toán"),
                            ("liquidate", "Thanh lý hợp đồng"),
                            ("close", "Duyệt quyết toán năm, lưu hồ sơ"),
                            ("withdraw", "Rút hồ sơ"),
                            ("suspend", "Tạm dừng"),
                            ("resume", "Tiếp tục"),
                            ("stop", "Ngừng thực hiện"),
                            ("confirm_recovery", "Xác nhận đã thu hồi kinh phí"),
                            ("pause_clock", "Tạm dừng tính hạn"),
                            ("resume_clock", "Tính hạn tiếp"),
                            ("extend", "Gia hạn"),
                            ("promise", "Xin lỗi và hẹn lại"),
                            ("acknowledge", "Đã nắm việc chậm"),
                            ("reassign", "Giao việc"),
                            ("redate", "Tính lại hạn"),
                        ],
                        max_length=32,
                        verbose_name="hành động chính",
                    ),
                ),
                ("sentence", models.CharField(max_length=300, verbose_name="việc phải làm")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), size=None, verbose_name="vai trò"
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="giao lúc")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="đã xem lúc")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="xong lúc")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="workflow.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="accounts.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="workflow.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "việc phải làm",
                "verbose_name_plural": "việc phải làm",
            },
        ),
        migrations.AddField(
            model_name="council",
            name="visit",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="council",
                to="workflow.visit",
                verbose_name="lượt thẩm định",
            ),
        ),
        migrations.CreateModel(
            name="CalendarLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dates", models.JSONField(default=dict)),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="vướng mắc")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="số lần thử")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="đã tính lại lúc")),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="workflow.calendarchange"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.case"
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="workflow.visit"
                    ),
                ),
            ],
            options={
                "verbose_name": "hạn thay đổi theo lịch",
                "verbose_name_plural": "các hạn thay đổi theo lịch",
                "ordering": ["change", "visit"],
            },
        ),
        migrations.AddConstraint(
            model_name="calendarchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "applying")),
                fields=("state",),
                name="one_calendar_change_is_applied_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "previewing", "ready"])),
                fields=("year",),
                name="one_open_proposal_per_calendar_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="a_calendar_change_names_its_basis"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["plan_year", "province", "programme"], name="case_by_plan"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["state"], name="case_by_state"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["department"], name="case_by_department"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["implementer"], name="case_by_implementer"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("requested_amount__gte", 0), ("requested_amount__isnull", True), _connector="OR"),
                    models.Q(("proposed_amount__gte", 0), ("proposed_amount__isnull", True), _connector="OR"),
                    models.Q(("approved_amount__gte", 0), ("approved_amount__isnull", True), _connector="OR"),
                    models.Q(("allocated_amount__gte", 0), ("allocated_amount__isnull", True), _connector="OR"),
                    models.Q(("contract_amount__gte", 0), ("contract_amount__isnull", True), _connector="OR"),
                    models.Q(("advanced_amount__gte", 0), ("advanced_amount__isnull", True), _connector="OR"),
                    models.Q(("accepted_amount__gte", 0), ("accepted_amount__isnull", True), _connector="OR"),
                    models.Q(("paid_amount__gte", 0), ("paid_amount__isnull", True), _connector="OR"),
                ),
                name="amounts_are_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allocated_amount__isnull", True),
                    ("approved_amount__isnull", True),
                    ("allocated_amount__lte", models.F("approved_amount")),
                    _connector="OR",
                ),
                name="allocated_not_above_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contract_amount__isnull", True),
                    ("allocated_amount__isnull", True),
                    ("contract_amount__lte", models.F("allocated_amount")),
                    _connector="OR",
                ),
                name="contract_not_above_allocated",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_amount__isnull", True),
                    ("contract_amount__isnull", True),
                    ("accepted_amount__lte", models.F("contract_amount")),
                    _connector="OR",
                ),
                name="accepted_not_above_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("advanced_amount__isnull", True),
                    ("contract_amount__isnull", True),
                    ("advanced_amount__lte", models.F("contract_amount")),
                    _connector="OR",
                ),
                name="advanced_not_above_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid_amount__gte", models.F("advanced_amount"))), name="advances_are_part_of_paid"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("starts_on__lte", models.F("ends_on")),
                    _connector="OR",
                ),
                name="ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(condition=models.Q(("unit_count__gte", 1)), name="helps_at_least_one"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "local_supplement",
                            "local_appraisal",
                            "local_passed",
                            "registered",
                            "ministry_supplement",
                            "ministry_appraisal",
                            "plan_pending",
                            "plan_approved",
                            "finance_review",
                            "finance_adjustment",
                            "allocation",
                            "contracting",
                            "execution",
                            "acceptance",
                            "settlement_dossier",
                            "liquidation",
                            "liquidated",
                            "recovery",
                            "suspended",
                            "closed",
                            "rejected",
                            "withdrawn",
                            "not_planned",
                            "not_funded",
                            "stopped",
                        ],
                    )
                ),
                name="state_is_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="state_moves_with_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))',
                    func="\n                    IF NEW.version <> OLD.version + 1 THEN\n                        RAISE EXCEPTION 'state of case % changes only together with version + 1', OLD.id\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="6e3d99c4287fea6772fe7c1e42dd1eef0c15bdd6",
                    operation="UPDATE",
                    pgid="pgtrigger_state_moves_with_version_af0ea",
                    table="workflow_case",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="case_starts_as_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"state\" IS DISTINCT FROM 'draft')",
                    func="\n                    RAISE EXCEPTION 'a case starts as a draft' USING ERRCODE = 'check_violation';\n                ",
                    hash="a513b522facd002ca6fed8253a06e1044ea8e183",
                    operation="INSERT",
                    pgid="pgtrigger_case_starts_as_draft_50334",
                    table="workflow_case",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(condition=models.Q(("unit_price__gte", 0)), name="price_is_not_negative"),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gte", 1)), name="quantity_is_positive"),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.UniqueConstraint(fields=("council", "user"), name="a_person_sits_once_in_a_council"),
        ),
        migrations.AddConstraint(
            model_name="councilmember",
            constraint=models.UniqueConstraint(
                fields=("council", "position"), name="a_seat_of_a_council_is_taken_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "target"), ("mark", "CONFIRMED"), _connector="OR"),
                name="a_legal_deadline_is_confirmed_law",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("plan_year_to", None), ("plan_year_to__gte", models.F("plan_year_from")), _connector="OR"
                ),
                name="a_rule_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation", None), ("kind", "target"), _connector="OR"),
                name="a_unit_sets_only_its_own_targets",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to", None),
                    ("valid_from", None),
                    (
                        "valid_to__gte",
                        django.db.models.expressions.CombinedExpression(models.F("valid_from"), "-", models.Value(1)),
                    ),
                    _connector="OR",
                ),
                name="a_rule_ends_on_the_eve_of_its_first_day_at_the_earliest",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinerule",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("organisation__isnull", False)),
                expressions=[
                    ("organisation", "="),
                    ("programme", "="),
                    ("state", "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            django.db.models.expressions.CombinedExpression(models.F("valid_to"), "+", models.Value(1)),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=False
                            ),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="a_unit_has_one_own_target_for_a_stage_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="draftsave",
            constraint=models.UniqueConstraint(
                fields=("user", "case"), name="one_draft_save_per_person_and_case", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("case", "seq"), name="events_of_a_case_are_numbered_once"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("case", "key"), name="one_event_per_idempotency_key"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="events_are_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6de9e769cfc476542a2d18c69304bad819a0501c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_events_are_append_only_e2f0a",
                    table="workflow_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="events_are_never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'check_violation';\n                ",
                    hash="9c4d31a7fea2f3cf6b9380a66d2dde0a967c41bb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_events_are_never_emptied_784b1",
                    table="workflow_event",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(condition=models.Q(("status", "waiting")), fields=["next_at"], name="outbox_waiting"),
        ),
        migrations.AddConstraint(
            model_name="outboxrow",
            constraint=models.UniqueConstraint(fields=("event", "effect"), name="one_outbox_row_per_event_and_effect"),
        ),
        migrations.AddIndex(
            model_name="pastgrant",
            index=models.Index(fields=["year", "province"], name="past_grants_by_year"),
        ),
        migrations.AddConstraint(
            model_name="pastgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                name="a_past_grant_is_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="pastgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("total_investment", None),
                    ("amount", None),
                    ("total_investment__gte", models.F("amount")),
                    _connector="OR",
                ),
                name="an_investment_covers_its_grant",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(fields=("council", "member"), name="a_member_scores_once_in_a_council"),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score_1__lte", 20),
                    ("score_2__lte", 20),
                    ("score_3__lte", 20),
                    ("score_4__lte", 20),
                    ("score_5__lte", 20),
                ),
                name="no_criterion_above_twenty_points",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["due_on"], name="open_visits_by_due_date"
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("closed_at", None), ("watch_on__isnull", False)),
                fields=["watch_on", "id"],
                name="open_visits_to_watch",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("case",), name="one_open_visit_per_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at", None), ("closed_at__gte", models.F("opened_at")), _connector="OR"),
                name="a_visit_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="slip",
            constraint=models.CheckConstraint(
                condition=models.Q(("finished_on", None), ("finished_on__gt", models.F("due_on")), _connector="OR"),
                name="a_slip_is_later_than_its_deadline",
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on", None)), fields=("visit",), name="one_open_pause_per_visit"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="a_pause_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1)), name="an_extension_adds_a_day_at_least"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("clock__in", ["legal", "target"])), name="an_extension_is_of_one_clock"
            ),
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(condition=models.Q(("done_at", None)), fields=["user"], name="open_duties_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="duty",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["organisation"], name="open_duties_of_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("concluded_by", None), ("proposed_amount", None), ("verdict", "")),
                    models.Q(
                        ("concluded_by__isnull", False),
                        ("proposed_amount__gte", 1),
                        models.Q(("verdict", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_conclusion_has_verdict_and_amount",
            ),
        ),
        migrations.AddIndex(
            model_name="calendarline",
            index=models.Index(
                condition=models.Q(("problem", ""), _negated=True), fields=["visit"], name="stays_not_reckoned"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarline",
            constraint=models.UniqueConstraint(fields=("change", "visit"), name="a_calendar_change_moves_a_stay_once"),
        ),
    ]
