"""`manage.py reset_demo`: throws the database of the demo away and makes it anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo import reset


class Command(BaseCommand):
    help = "Xóa toàn bộ cơ sở dữ liệu rồi nạp lại dữ liệu mẫu. Chỉ chạy ở chế độ dùng thử (DEMO)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Chỉ xóa và nạp lại được dữ liệu ở chế độ dùng thử (DEMO=1).")
        reset()
        self.stdout.write("Đã nạp lại dữ liệu mẫu.")
