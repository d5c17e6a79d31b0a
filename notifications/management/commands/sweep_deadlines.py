"""`manage.py sweep_deadlines --at 2026-12-01`: one sweep as of a day, and a table of what it did."""

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from notifications.models import LadderRung
from notifications.services import LIMIT, SweepReport, sweep
from workflow.engine.clock import VIETNAM

#: The hour at which a sweep "as of a day" stands: within the hours in which letters leave.
MORNING = time(8, 0)


class Command(BaseCommand):
    help = "Rà soát thời hạn một lượt, tính đến một ngày: nhắc việc, báo quá hạn, báo lãnh đạo; in ra những gì đã làm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at", metavar="NĂM-THÁNG-NGÀY", help="tính đến ngày này, ví dụ 2026-12-01; bỏ trống là hôm nay"
        )
        parser.add_argument(
            "--limit", type=int, default=LIMIT, help="số lượt giai đoạn được xem nhiều nhất trong một lần chạy"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = instant(options["at"])
        if options["limit"] < 1:
            raise CommandError("--limit phải là số từ 1 trở lên.", returncode=2)
        for line in lines(sweep(at=at, limit=options["limit"])):
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
    spoken = report.spoken
    rows = [
        ("Lượt giai đoạn đã xem", report.visits),
        *((f"Cảnh báo mới – {title}", report.alerts[code]) for code, title in _titles(report)),
        ("Không báo riêng, vì đã báo ở mức cao hơn", report.quiet),
        ("Hủy, vì không còn đúng", report.cancelled),
        ("Thư riêng đưa vào hàng chờ gửi", spoken.mails),
        ("Thư riêng không gửi được vì địa chỉ", spoken.unaddressed),
        ("Hồ sơ đang có người xử lý, để lượt sau", report.busy + spoken.busy),
        ("Không tìm được đủ người để báo", report.nobody),
        ("Gặp lỗi, xem nhật ký", report.failed + spoken.failed),
    ]
    table = [f"  {label:<46}{number:>7}" for label, number in rows]
    stopped = report.stopped or spoken.stopped
    ending = ["Đã đủ số lượt của một lần chạy; lần chạy sau sẽ làm tiếp."] if stopped else []
    return [f"Rà soát thời hạn tính đến ngày {report.on:%d/%m/%Y}", *table, *ending]


def _titles(report: SweepReport) -> list[tuple[str, str]]:
    """(code, title) of every rung in use, the earliest first, and of any other that spoke."""
    rungs = LadderRung.objects.filter(active=True).order_by("offset", "place")
    found = dict(rungs.values_list("code", "title"))
    return [*found.items(), *((code, code) for code in report.alerts if code not in found)]
