import accounts.models.delegations
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
            ],
            options={
                "verbose_name": "vai trò trong đơn vị",
                "verbose_name_plural": "vai trò trong đơn vị",
                "ordering": ["organisation", "role", "user"],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.CharField(
                        choices=[("all", "Mọi vai trò"), ("one", "Một vai trò")], max_length=3, verbose_name="phạm vi"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(verbose_name="đến hết ngày")),
                ("document_number", models.CharField(max_length=60, verbose_name="số văn bản")),
                ("document_on", models.DateField(verbose_name="ngày văn bản")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("created_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi từ lúc")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người vắng mặt",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho thôi",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stand_ins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thay",
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="accounts.membership",
                        verbose_name="vai trò",
                    ),
                ),
            ],
            options={
                "verbose_name": "ủy quyền khi vắng mặt",
                "verbose_name_plural": "ủy quyền khi vắng mặt",
                "ordering": ["-valid_from", "-id"],
            },
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
        migrations.AddField(
            model_name="membership",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to="accounts.organisation",
                verbose_name="đơn vị",
            ),
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
        migrations.AddIndex(
            model_name="delegation",
            index=models.Index(
                condition=models.Q(("revoked_at", None)), fields=["substitute"], name="who_stands_in_for_others"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("principal", models.F("substitute")), _negated=True),
                name="nobody_stands_in_for_themselves",
                violation_error_message="Không ai tự thay mình.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("created_by", models.F("substitute")), _negated=True),
                name="nobody_hands_themselves_anothers_work",
                violation_error_message="Người ghi ủy quyền không được là người thay.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                name="a_delegation_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("membership", None), ("scope", "all")),
                    models.Q(("membership__isnull", False), ("scope", "one")),
                    _connector="OR",
                ),
                name="a_scope_is_one_named_role_or_all",
                violation_error_message="Phạm vi là mọi vai trò, hoặc một vai trò được chọn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_revocation_says_when_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("revoked_at", None)),
                expressions=[
                    ("principal", "="),
                    (
                        accounts.models.delegations.RoleRange(
                            models.F("membership"),
                            models.F("membership"),
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
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
                name="a_role_has_one_substitute_at_a_time",
                violation_error_message="Trong thời gian này vai trò ấy đã có người thay.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="what_was_handed_over_is_not_handed_on",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.revoked_at IS NOT NULL THEN\n        RETURN NEW;\n    END IF;\n    PERFORM pg_advisory_xact_lock(hashtextextended('absence|' || LEAST(NEW.principal_id, NEW.substitute_id), 0));\n    PERFORM pg_advisory_xact_lock(hashtextextended('absence|' || GREATEST(NEW.principal_id, NEW.substitute_id), 0));\n    IF EXISTS (\n        SELECT 1 FROM accounts_delegation AS other\n        WHERE other.id <> NEW.id AND other.revoked_at IS NULL\n          AND other.valid_from <= NEW.valid_to AND other.valid_to >= NEW.valid_from\n          AND (other.principal_id = NEW.substitute_id OR other.substitute_id = NEW.principal_id)\n    ) THEN\n        RAISE EXCEPTION 'what_was_handed_over_is_not_handed_on'\n            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'what_was_handed_over_is_not_handed_on';\n    END IF;\n    RETURN NEW;\n",
                    hash="242c48052f313f473e94951341e58db2c68d4c47",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_what_was_handed_over_is_not_handed_on_b59ea",
                    table="accounts_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="a_role_is_handed_over_by_who_holds_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF NEW.membership_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM accounts_membership AS held\n        WHERE held.id = NEW.membership_id AND held.user_id = NEW.principal_id\n    ) THEN\n        RAISE EXCEPTION 'a_role_is_handed_over_by_who_holds_it'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_role_is_handed_over_by_who_holds_it';\n    END IF;\n    RETURN NEW;\n",
                    hash="d4656145e3295a87f6660853b350eb09d73cb577",
                    operation="INSERT",
                    pgid="pgtrigger_a_role_is_handed_over_by_who_holds_it_550d1",
                    table="accounts_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="a_delegation_is_only_ever_revoked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."principal_id" IS DISTINCT FROM (NEW."principal_id") OR OLD."substitute_id" IS DISTINCT FROM (NEW."substitute_id") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."membership_id" IS DISTINCT FROM (NEW."membership_id") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to") OR OLD."document_number" IS DISTINCT FROM (NEW."document_number") OR OLD."document_on" IS DISTINCT FROM (NEW."document_on") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="51bed3740b91ec8ab36e5b3de51277a5eca5401f",
                    operation="UPDATE",
                    pgid="pgtrigger_a_delegation_is_only_ever_revoked_6777e",
                    table="accounts_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="a_revocation_is_final",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."revoked_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="e7cb16e9835460bf9fd8f2e3449dd0fd52fcf029",
                    operation="UPDATE",
                    pgid="pgtrigger_a_revocation_is_final_e2401",
                    table="accounts_delegation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="delegation",
            trigger=pgtrigger.compiler.Trigger(
                name="delegations_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="320297fb23c87561f1775823bf47e74b5c49fe02",
                    operation="DELETE",
                    pgid="pgtrigger_delegations_are_never_deleted_83df1",
                    table="accounts_delegation",
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
