"""The file of each paper written before papers had a life becomes the first of its files."""

from typing import Any

from django.db import migrations


def move(apps: Any, schema_editor: Any) -> None:
    document, file = apps.get_model("documents", "Document"), apps.get_model("documents", "DocumentFile")
    file.objects.bulk_create(
        file(
            document=paper, kind="final" if paper.number else "draft", name=paper.file, sha256=paper.sha256,
            size=paper.size, created_at=paper.created_at,
        )
        for paper in document.objects.order_by("id").iterator()
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_papers_have_a_life")]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField("document", "file"),
        migrations.RemoveField("document", "sha256"),
        migrations.RemoveField("document", "size"),
    ]
