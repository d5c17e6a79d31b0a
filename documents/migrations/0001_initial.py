import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("workflow", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("contract", "Hợp đồng thực hiện đề án")], max_length=20, verbose_name="loại văn bản"
                    ),
                ),
                ("template_version", models.CharField(max_length=40, verbose_name="phiên bản mẫu")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Dự thảo"), ("signed", "Đã ký"), ("superseded", "Đã thay thế")],
                        max_length=12,
                        verbose_name="tình trạng",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=200, verbose_name="số văn bản")),
                ("file", models.CharField(max_length=200, verbose_name="tệp")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã băm SHA-256")),
                ("size", models.PositiveIntegerField(verbose_name="dung lượng (byte)")),
                ("created_at", models.DateTimeField(verbose_name="lập lúc")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="workflow.case",
                        verbose_name="đề án",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="workflow.event",
                        verbose_name="sự kiện",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản",
                "verbose_name_plural": "văn bản",
                "ordering": ["case", "-event__seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "kind"), name="one_paper_of_a_kind_per_event"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "superseded"), _negated=True),
                        fields=("case", "kind"),
                        name="one_paper_of_a_kind_in_force_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="a_fingerprint_is_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True),
                            models.Q(("number", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_signed_paper_has_a_number",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="a_paper_only_changes_its_state",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."template_version" IS DISTINCT FROM (NEW."template_version") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0e1a140f50af3ba438af6b3ee584ec077db5ae13",
                    operation="UPDATE",
                    pgid="pgtrigger_a_paper_only_changes_its_state_e6539",
                    table="documents_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="papers_are_never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6027a1d7650d8e01c3e5d2f14967ba050ac9fb38",
                    operation="DELETE",
                    pgid="pgtrigger_papers_are_never_deleted_37b10",
                    table="documents_document",
                    when="BEFORE",
                ),
            ),
        ),
    ]
