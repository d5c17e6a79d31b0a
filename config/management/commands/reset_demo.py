"""`manage.py reset_demo`: throws the database of the demo away and makes it anew."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo import KeepIt, reset


class Command(BaseCommand):
    help = "Xóa toàn bộ cơ sở dữ liệu rồi nạp lại dữ liệu mẫu. Chỉ chạy ở chế độ dùng thử (DEMO)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="xóa cả khi phần mềm đang chạy hay dữ liệu không do dữ liệu mẫu tạo ra"
        )

    def handle(self, *, force: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Chỉ xóa và nạp lại được dữ liệu ở chế độ dùng thử (DEMO=1).")
        try:
            reset(force=force)
        except KeepIt as why:
            raise CommandError(str(why)) from why
        self.stdout.write("Đã nạp lại dữ liệu mẫu.")
