import accounts.models.places
import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, UnaccentExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("full_name", models.CharField(max_length=150, verbose_name="họ và tên")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                (
                    "email_refused_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="địa chỉ thư bị từ chối lúc"
                    ),
                ),
                (
                    "email_refusal",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="máy chủ thư trả lời"),
                ),
                ("title", models.CharField(blank=True, max_length=100, verbose_name="chức vụ")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="điện thoại")),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Người đã nghỉ thì bỏ chọn, không xóa: việc họ đã làm còn lại.",
                        verbose_name="đang hoạt động",
                    ),
                ),
                ("is_staff", models.BooleanField(default=False, verbose_name="được vào trang quản trị")),
                ("is_superuser", models.BooleanField(default=False, verbose_name="quản trị toàn quyền")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "người dùng",
                "verbose_name_plural": "người dùng",
                "abstract": False,
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=300, verbose_name="tên")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="tên viết tắt")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("beneficiary", "Đơn vị thụ hưởng"),
                            ("implementer", "Đơn vị thực hiện"),
                            ("department", "Sở Công Thương"),
                            ("agency", "Cục"),
                            ("ministry", "Bộ Công Thương"),
                            ("finance_ministry", "Bộ Tài chính"),
                            ("province", "UBND cấp tỉnh"),
                        ],
                        max_length=20,
                        verbose_name="loại",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="địa chỉ")),
                ("tax_code", models.CharField(blank=True, max_length=14, verbose_name="mã số thuế")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="điện thoại")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                ("representative", models.CharField(blank=True, max_length=150, verbose_name="người đại diện")),
                (
                    "representative_title",
                    models.CharField(blank=True, max_length=100, verbose_name="chức vụ người đại diện"),
                ),
                ("bank_account", models.CharField(blank=True, max_length=200, verbose_name="tài khoản")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang hoạt động")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.organisation",
                        verbose_name="đơn vị cấp trên",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị",
                "verbose_name_plural": "đơn vị",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
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
                        verbose_name="vai trò",
                    ),
                ),
                ("is_head", models.BooleanField(default=False, verbose_name="phụ trách đơn vị")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người dùng",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.organisation",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "vai trò trong đơn vị",
                "verbose_name_plural": "vai trò trong đơn vị",
                "ordering": ["organisation", "role", "user"],
            },
        ),
        migrations.CreateModel(
            name="OrganisationName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="tên")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="tên viết tắt")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="căn cứ")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="accounts.organisation",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "tên qua các thời kỳ",
                "verbose_name_plural": "tên qua các thời kỳ",
                "ordering": ["organisation", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Province",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=4, verbose_name="mã")),
                ("name", models.CharField(max_length=100, verbose_name="tên")),
                (
                    "region",
                    models.CharField(
                        choices=[("bac", "Miền Bắc"), ("trung", "Miền Trung – Tây Nguyên"), ("nam", "Miền Nam")],
                        max_length=8,
                        verbose_name="vùng khuyến công",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "tỉnh, thành phố",
                "verbose_name_plural": "tỉnh, thành phố",
                "ordering": ["code", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "valid_from"),
                        name="a_province_is_a_code_and_a_time",
                        violation_error_message="Đã có một tỉnh mang mã này từ đúng ngày đó.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                accounts.models.places.DateRange(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="a_code_names_one_province_at_a_time",
                        violation_error_message="Trong thời gian này mã đã thuộc về một tỉnh khác.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="a_province_ends_after_it_begins",
                        violation_error_message="Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="province",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="organisations",
                to="accounts.province",
                verbose_name="tỉnh",
            ),
        ),
        migrations.CreateModel(
            name="ProvinceMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="từ ngày")),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="accounts.province",
                        verbose_name="tỉnh mới",
                    ),
                ),
                (
                    "old",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="became",
                        to="accounts.province",
                        verbose_name="tỉnh cũ",
                    ),
                ),
            ],
            options={
                "verbose_name": "sáp nhập tỉnh",
                "verbose_name_plural": "sáp nhập tỉnh",
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email_refusal", ""), ("email_refused_at", None)),
                    models.Q(("email_refused_at__isnull", False), models.Q(("email_refusal", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_refused_address_says_why",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="another_address_is_not_refused",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email"))',
                    func="\n                    NEW.email_refused_at = NULL;\n                    NEW.email_refusal = '';\n                    RETURN NEW;\n                ",
                    hash="cb89a7c4e0a585e7c3ce0534270a00994518a84b",
                    operation="UPDATE",
                    pgid="pgtrigger_another_address_is_not_refused_e87ef",
                    table="accounts_user",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("user", "="),
                    ("organisation", "="),
                    ("role", "="),
                    (
                        accounts.models.places.DateRange(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="a_person_holds_a_role_in_a_unit_once_at_a_time",
                violation_error_message="Trong thời gian này người đó đã giữ vai trò ấy ở đơn vị này.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="a_membership_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationname",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("organisation", "="),
                    (
                        accounts.models.places.DateRange(
                            models.F("valid_from"),
                            models.F("valid_to"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="a_unit_bears_one_name_at_a_time",
                violation_error_message="Trong thời gian này đơn vị đã mang một tên khác.",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisationname",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"),
                name="a_name_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["kind", "province"], name="organisation_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent", None), models.Q(("parent", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="a_unit_is_not_its_own_superior",
                violation_error_message="Một đơn vị không thể là cấp trên của chính nó.",
            ),
        ),
    ]
