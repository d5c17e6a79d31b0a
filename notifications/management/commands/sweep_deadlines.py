"""`manage.py sweep_deadlines --at 2026-12-01`: one sweep as of a day, and a table of what it did."""

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from notifications.services import LIMIT, SweepReport, sweep
from notifications.vocabulary import Rung
from workflow.deadlines.calendar import CalendarMissing
from workflow.engine.clock import VIETNAM

#: The hour at which a sweep "as of a day" stands: only the day counts, the hour makes it an instant.
MORNING = time(8, 0)


class Command(BaseCommand):
    help = "Rà soát thời hạn một lượt, tính đến một ngày: nhắc việc, báo quá hạn, báo lãnh đạo; in ra những gì đã làm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at", metavar="NĂM-THÁNG-NGÀY", help="tính đến ngày này, ví dụ 2026-12-01; bỏ trống là hôm nay"
        )
        parser.add_argument(
            "--limit", type=int, default=LIMIT, help="số lượt giai đoạn được báo nhiều nhất trong một lần chạy"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = instant(options["at"])
        if options["limit"] < 1:
            raise CommandError("--limit phải là số từ 1 trở lên.", returncode=2)
        try:
            report = sweep(at=at, limit=options["limit"])
        except CalendarMissing as missing:
            raise CommandError(str(missing), returncode=2) from missing
        for line in lines(report):
            self.stdout.write(line)


def instant(given: str | date | None) -> datetime:
    """The morning of the day given; now, where none is. A day that does not exist: a sentence and exit code 2."""
    if given is None:
        return timezone.now()
    try:
        day = given if isinstance(given, date) else datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007 - a day
    except ValueError as error:
        sentence = f"“{given}” không phải là một ngày có thật, viết theo dạng năm-tháng-ngày, ví dụ 2026-12-01."
        raise CommandError(sentence, returncode=2) from error
    return datetime.combine(day, MORNING, VIETNAM)


def lines(report: SweepReport) -> list[str]:
    rows = [
        ("Lượt giai đoạn đã xem", report.visits),
        *((f"Cảnh báo mới – {rung.label}", report.alerts[rung]) for rung in Rung),
        ("Thư đưa vào hàng chờ gửi", report.mails),
        ("Người được báo chưa có địa chỉ thư", report.unaddressed),
        ("Đã báo từ trước, không báo lại", report.told),
        ("Hồ sơ đang có người xử lý, để lượt sau", report.busy),
        ("Không tìm được ai để báo", report.nobody),
        ("Gặp lỗi, xem nhật ký", report.failed),
    ]
    table = [f"  {label:<40}{number:>7}" for label, number in rows]
    ending = ["Đã đủ số lượt của một lần chạy; lần chạy sau sẽ làm tiếp."] if report.stopped else []
    return [f"Rà soát thời hạn tính đến ngày {report.on:%d/%m/%Y}", *table, *ending]
