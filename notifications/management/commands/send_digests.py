"""`manage.py send_digests --at 2026-12-01T07:30`: the digests of a day, as of an instant; the next sender sends them."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from notifications.digests import LIMIT, DigestReport, write_digests
from workflow.engine.clock import VIETNAM


class Command(BaseCommand):
    help = "Lập bản tổng hợp hằng ngày cho từng người, tính đến một thời điểm; in ra những gì đã làm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at", metavar="NĂM-THÁNG-NGÀYTGIỜ:PHÚT", help="ví dụ 2026-12-01T07:30; bỏ trống là bây giờ"
        )
        parser.add_argument("--limit", type=int, default=LIMIT, help="số người được xem nhiều nhất trong một lần chạy")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit phải là số từ 1 trở lên.", returncode=2)
        at = instant(options["at"])
        for line in lines(write_digests(at=at, limit=options["limit"]), at):
            self.stdout.write(line)


def instant(given: str | None) -> datetime:
    """Vietnam time. What is no instant: a sentence and exit code 2."""
    if given is None:
        return timezone.now()
    try:
        return datetime.strptime(given, "%Y-%m-%dT%H:%M").replace(tzinfo=VIETNAM)
    except ValueError as error:
        sentence = f"“{given}” không phải là một thời điểm có thật, viết như 2026-12-01T07:30."
        raise CommandError(sentence, returncode=2) from error


def lines(report: DigestReport, at: datetime) -> list[str]:
    moment = at.astimezone(VIETNAM)
    if not report.due:
        why = "bản tổng hợp chỉ lập từ 07:30 đến 19:00 ngày làm việc"
        return [f"{moment:%H:%M} ngày {moment:%d/%m/%Y}: {why}."]
    rows = [
        ("Bản tổng hợp đưa vào hàng chờ gửi", report.written),
        ("Không gửi được vì địa chỉ", report.unaddressed),
        ("Người không có gì phải báo", report.quiet),
        ("Gặp lỗi, xem nhật ký", report.failed),
    ]
    table = [f"  {label:<46}{number:>7}" for label, number in rows]
    ending = ["Đã đủ số người của một lần chạy; lần chạy sau sẽ làm tiếp."] if report.stopped else []
    return [f"Bản tổng hợp ngày {report.on:%d/%m/%Y}", *table, *ending]
