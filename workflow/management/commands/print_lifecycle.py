"""`manage.py print_lifecycle`: the law as it runs, written to LIFECYCLE.md in Vietnamese; `--check` fails when it is stale."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.lifecycle.print import as_markdown


class Command(BaseCommand):
    help = "Ghi LIFECYCLE.md từ bảng quy trình; --check báo lỗi khi tệp đã cũ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="chỉ so sánh, không ghi")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "LIFECYCLE.md"
        text = as_markdown()
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"Đã ghi {path.name}.")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError("LIFECYCLE.md đã cũ so với bảng quy trình: chạy lại “manage.py print_lifecycle”.")
        else:
            self.stdout.write("LIFECYCLE.md khớp với bảng quy trình.")
