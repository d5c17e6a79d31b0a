"""manage.py load_demo: fills an empty database with years of work, done by the engine with a back-dated clock."""

import os
from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.demo import load_people
from workflow.deadlines.calendar import CalendarMissing
from workflow.deadlines.tables import load_calendar
from workflow.demo import live, mark
from workflow.demo.loading import load_history, play_all, spread_old_effects
from workflow.engine.clock import day_of
from workflow.engine.inputs import Fault, parse_date
from workflow.models import Case

EARLIEST = live.FIRST + timedelta(days=120)
"""Before this day the new provinces had not been at work long enough for every stage to be shown."""
SWEPT_DAYS = 15
SWEEP = "sweep_deadlines"


class Command(BaseCommand):
    help = "Nạp dữ liệu dùng thử vào cơ sở dữ liệu trống (kế hoạch 2023, 2024 và các đề án đang chạy)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", default="", help="ngày làm mốc, mặc định hôm nay")
        parser.add_argument("--jobs", type=int, default=min(os.cpu_count() or 1, 2), help="số tiến trình nạp song song")
        parser.add_argument(
            "--no-sweeps", action="store_true", help="không chạy lại các lần quét hạn của những ngày qua"
        )

    def handle(self, *, today: str, jobs: int, no_sweeps: bool, verbosity: int, **options: Any) -> None:
        self._quiet = not verbosity
        now = timezone.now()
        day = self._day(today, now)
        if not settings.DEMO:
            raise CommandError("Dữ liệu dùng thử chỉ nạp khi DEMO bật: tài khoản của nó có mật khẩu công khai.")
        if Case.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có đề án. Muốn nạp lại từ đầu: make demo.")
        mark.begin()
        call_command("load_reference", stdout=self.stdout, verbosity=verbosity)
        load_people()
        self._tell("Tài khoản dùng thử: xong.")
        try:
            played = play_all(today=day, jobs=jobs, tell=self._tell)
        except CalendarMissing as error:
            raise CommandError(f"Chưa đủ lịch nghỉ để nạp dữ liệu cho ngày {day:%d/%m/%Y}: {error}") from error
        self._tell(f"Đề án: {played.stories}, với {played.acts} bước xử lý.")
        self._tell(f"Khoản hỗ trợ đã công bố: {load_history(at=now)}.")
        spread_old_effects(at=timezone.now(), plan_year=day.year)
        if not no_sweeps and SWEEP in get_commands():
            self._sweep(day)
        mark.finish()
        self._tell(self.style.SUCCESS("Đã nạp dữ liệu dùng thử."))

    def _day(self, words: str, now: datetime) -> date:
        try:
            day = parse_date(words) if words else day_of(now)
        except Fault as fault:
            raise CommandError(f"--today: {fault}", returncode=2) from fault
        if day < EARLIEST:
            raise CommandError(f"--today: phải từ {EARLIEST:%d/%m/%Y}.", returncode=2)
        return day

    def _sweep(self, today: date) -> None:
        """The alerts that the last working days would have brought, each as of its own morning."""
        calendar, day, days = load_calendar(), today, []
        for _ in range(SWEPT_DAYS):
            day = calendar.previous_working(day)
            days.append(day)
        for past in reversed(days):
            call_command(SWEEP, at=past.isoformat(), stdout=StringIO())
        self._tell(f"Quét hạn: {len(days)} ngày làm việc vừa qua.")

    def _tell(self, words: str) -> None:
        if not self._quiet:
            self.stdout.write(words)
            self.stdout.flush()
