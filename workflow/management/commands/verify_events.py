"""`manage.py verify_events`: recompute every chain, and name the first row that does not fit."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.engine.verify import verify_chains


class Command(BaseCommand):
    help = "Tính lại chuỗi băm của mọi đề án; nêu tên dòng đầu tiên bị sai."

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify_chains()
        if report.fault:
            raise CommandError(f"Chuỗi sự kiện bị sai: {report.fault}", returncode=1)
        self.stdout.write(f"Đã kiểm tra {report.events} sự kiện của {report.cases} đề án: chuỗi nguyên vẹn.")
