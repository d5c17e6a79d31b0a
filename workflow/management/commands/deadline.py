"""`manage.py deadline`: compute one deadline and explain it, or explain those of a đề án. The last line is the ISO date.

manage.py deadline --start 2025-01-24 --working-days 5
manage.py deadline --start 24/01/2025 --calendar-days 15
manage.py deadline --before 20/06 --year 2026
manage.py deadline --case KCQG-2027-25-0001
"""

import re
from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection

from workflow.deadlines.calendar import Calendar, CalendarMissing
from workflow.deadlines.compute import compute
from workflow.deadlines.shipped import shipped_calendar
from workflow.deadlines.tables import load_calendar
from workflow.deadlines.terms import BeforeDate, CalendarDays, Term, WorkingDays, real_date
from workflow.models import CalendarYear
from workflow.queries import explained

BAD_INPUT = 2
MODES = {"working_days": "--working-days", "calendar_days": "--calendar-days", "before": "--before"}


class Command(BaseCommand):
    help = "Tính một thời hạn và diễn giải từng bước; dòng cuối cùng là ngày theo ISO."
    requires_system_checks = ()  # pure arithmetic: it must answer even where the site is not configured

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = _unreadable(parser)  # type: ignore[method-assign]
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--start", metavar="NGÀY", help="ngày bắt đầu, 2025-01-24 hoặc 24/01/2025")
        parser.add_argument("--working-days", metavar="N", help="số ngày làm việc")
        parser.add_argument("--calendar-days", metavar="N", help="số ngày liên tục")
        parser.add_argument("--before", metavar="NGÀY/THÁNG", help="trước ngày, ví dụ 20/06 (không kể ngày đó)")
        parser.add_argument("--year", metavar="NĂM", help="năm của --before")
        parser.add_argument("--case", metavar="MÃ", help="mã đề án: hai thời hạn của giai đoạn đang mở và vì sao")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["case"] is not None:
            self.explain(options)
            return
        try:
            start, term = question(options)
            calendar = self.calendar()
            deadline = compute(start, term, calendar)
        except (ValueError, CalendarMissing) as refusal:
            raise CommandError(str(refusal), returncode=BAD_INPUT) from refusal
        for number, step in enumerate(deadline.trace, start=1):
            self.stdout.write(f"{number}. {step.text}")
        if deadline.due is not None:
            self.stdout.write(f"Hạn cuối cùng: {deadline.due:%d/%m/%Y}")
            self.stdout.write(deadline.due.isoformat())

    def explain(self, options: dict[str, Any]) -> None:
        """Both clocks of the open stay as they are stored, told from their traces."""
        if any(options[name] is not None for name in (*MODES, "start", "year")):
            raise CommandError("--case không dùng cùng cách tính khác.", returncode=BAD_INPUT)
        code = options["case"].strip()
        try:
            visit = explained.last_visit(code)
        except (Error, RuntimeError, OSError) as error:  # no tables yet, or no server to be had
            raise CommandError("Chưa đọc được cơ sở dữ liệu.", returncode=BAD_INPUT) from error
        if visit is None:
            raise CommandError(f"Không có đề án mang mã “{code}”.", returncode=BAD_INPUT)
        for line in explained.in_words(visit):
            self.stdout.write(line)

    def calendar(self) -> Calendar:
        """The table; the shipped calendar where there is no table yet or nothing in it."""
        try:
            with connection.cursor():
                filled = CalendarYear.objects.exists()
        except (Error, RuntimeError, OSError):  # no tables yet, or no server to be had
            self.stdout.write("Chưa đọc được cơ sở dữ liệu: dùng lịch kèm theo chương trình.")
            return shipped_calendar()
        if not filled:
            self.stdout.write("Bảng lịch còn trống: dùng lịch kèm theo chương trình.")
            self.stdout.write("Để nạp vào bảng: python manage.py load_reference")
            return shipped_calendar()
        return load_calendar()


def question(options: dict[str, Any]) -> tuple[date, Term]:
    """What was asked, checked. Raises ValueError with a Vietnamese sentence."""
    chosen = [name for name in MODES if options[name] is not None]
    if len(chosen) != 1:
        problem = "Chưa chọn cách tính" if not chosen else "Chỉ được chọn một cách tính"
        raise ValueError(f"{problem}: dùng đúng một trong {', '.join(MODES.values())}.")
    mode = chosen[0]
    if mode == "before":
        return _before(options)
    if options["year"] is not None:
        raise ValueError("--year chỉ dùng cùng với --before.")
    if options["start"] is None:
        raise ValueError(f"{MODES[mode]} cần có --start, ví dụ --start 2025-01-24.")
    days = _count(options[mode], MODES[mode])
    return _date(options["start"]), WorkingDays(days) if mode == "working_days" else CalendarDays(days)


def _before(options: dict[str, Any]) -> tuple[date, Term]:
    if options["year"] is None:
        raise ValueError("--before cần có --year, ví dụ --before 20/06 --year 2026.")
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", options["before"].strip())
    if not found:
        raise ValueError(f"--before phải viết dạng ngày/tháng, ví dụ 20/06; không nhận “{options['before']}”.")
    if not re.fullmatch(r"\d{4}", options["year"].strip(), re.ASCII):
        raise ValueError(f"--year phải là một năm bốn chữ số, không nhận “{options['year']}”.")
    term = BeforeDate(int(found[2]), int(found[1]), int(options["year"]))
    # A fixed date does not depend on the start; the start only tells whether it had passed already.
    return _date(options["start"]) if options["start"] is not None else term.last, term


def _date(text: str) -> date:
    text = text.strip()
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        return real_date(int(iso[1]), int(iso[2]), int(iso[3]))
    if local := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return real_date(int(local[3]), int(local[2]), int(local[1]))
    raise ValueError(f"--start phải viết dạng 2025-01-24 hoặc 24/01/2025; không nhận “{text}”.")


def _count(text: str, option: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,9}", text.strip()):
        raise ValueError(f"{option} phải là số nguyên không âm, không nhận “{text}”.")
    number = int(text)
    if number < 0:
        raise ValueError(f"{option} không được âm (đã nhập {number}).")
    return number


def _unreadable(parser: CommandParser) -> Any:
    """What argparse refuses (an unknown option, a missing value) is refused in Vietnamese, with the same exit code."""

    def refuse(message: str) -> NoReturn:
        found = re.search(r"(--[a-z-]+)", message)
        what = f" ở {found[1]}" if found else ""
        text = f"Tham số không hợp lệ{what}. Xem cách dùng: python manage.py deadline --help"
        if not parser.called_from_command_line:
            raise CommandError(text, returncode=BAD_INPUT)
        parser.exit(BAD_INPUT, f"{text}\n")

    return refuse
