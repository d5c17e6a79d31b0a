"""manage.py plan_report --year 2024 --region bac: plan against realisation, summed from the đề án themselves."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.vocabulary import Region
from workflow.engine.clock import day_of
from workflow.engine.inputs import Fault, parse_date
from workflow.money.books import oldest_open_year
from workflow.reports.rows import report_of
from workflow.reports.text import as_text

WHOLE_COUNTRY = "ca-nuoc"


class Command(BaseCommand):
    help = "In kế hoạch và thực hiện của một năm: theo tỉnh, theo nội dung, phần chờ Bộ Tài chính."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", required=True, help="năm kế hoạch, ví dụ 2024")
        parser.add_argument("--region", default=WHOLE_COUNTRY, help="bac, trung, nam; để trống: cả nước")
        parser.add_argument(
            "--until",
            "--as-of",
            dest="until",
            default="",
            help="tính thực hiện đến hết ngày này; để trống: hôm nay với năm chưa khóa sổ, 30/6 với năm đã khóa sổ",
        )

    def handle(self, *, year: str, region: str, until: str, **options: Any) -> None:
        try:
            plan_year, area = year_of(year), region_of(region)
            day = day_until(until, plan_year, day_of(timezone.now()))
        except Fault as fault:
            raise CommandError(str(fault), returncode=2) from fault
        report = report_of(year=plan_year, region=area, as_of=day)
        if not report.total.cases:
            raise CommandError(f"Chưa có đề án nào được phê duyệt trong kế hoạch năm {plan_year}.", returncode=2)
        self.stdout.write(as_text(report, str(area.label) if area else "cả nước"))


def year_of(words: Any) -> int:
    text = str(words)
    if not text.isdecimal() or not 2005 <= int(text[:5]) <= 2100:
        raise Fault(f"Năm kế hoạch phải từ 2005 đến 2100, không phải “{text[:20]}”.")
    return int(text)


def region_of(words: str) -> Region | None:
    if words == WHOLE_COUNTRY:
        return None
    if words not in Region.values:
        raise Fault(f"Không có vùng “{words[:20]}”. Chọn bac, trung, nam hoặc {WHOLE_COUNTRY}.")
    return Region(words)


def day_until(words: str, plan_year: int, today: date) -> date:
    """The day chosen; else today while the books of the year are open, and for an older year its six-month report."""
    if words:
        chosen = parse_date(words)
        if chosen > today:
            raise Fault(f"Ngày {chosen:%d/%m/%Y} chưa đến: báo cáo tính chậm nhất đến hôm nay, {today:%d/%m/%Y}.")
        return chosen
    return today if plan_year >= oldest_open_year(today) else date(plan_year, 6, 30)
