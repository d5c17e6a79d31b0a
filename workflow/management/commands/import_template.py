"""manage.py import_template FILE.xlsx: writes the template that offices fill in."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workflow.engine.clock import day_of
from workflow.importing.template import template_bytes


class Command(BaseCommand):
    help = "Ghi tệp mẫu Excel để nhập danh sách đề án."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP.xlsx", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        if file.suffix.lower() != ".xlsx":
            raise CommandError("Tên tệp phải có đuôi .xlsx.", returncode=2)
        try:
            file.write_bytes(template_bytes(on=day_of(timezone.now())))
        except OSError as error:
            raise CommandError(f"Không ghi được {file}: {error.strerror}.", returncode=2) from error
        self.stdout.write(self.style.SUCCESS(f"Đã ghi {file}."))
