"""manage.py import_projects FILE: the same reading and saving as the page, for whoever sits at the server."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from accounts.people import Person
from accounts.queries import person_of
from accounts.vocabulary import Role
from workflow.engine.clock import day_of
from workflow.importing.preview import Preview, Verdict
from workflow.importing.reading import read_file
from workflow.importing.saving import save_preview
from workflow.importing.sheets import BYTES_MAX
from workflow.importing.wrong import Unreadable

EVERY = 500
"""Rows between two progress lines; a short file needs none."""


class Command(BaseCommand):
    help = "Nhập danh sách đề án hoặc khoản hỗ trợ đã công bố từ tệp .xlsx, .csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="TỆP", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra và xem trước, không lưu")
        parser.add_argument("--skip-errors", action="store_true", help="nhập các dòng đúng, bỏ qua các dòng lỗi")
        parser.add_argument("--as", dest="user", metavar="NGƯỜI", default="", help="tên đăng nhập của người nhập")

    def handle(self, *, file: Path, dry_run: bool, skip_errors: bool, user: str, **options: Any) -> None:
        at = timezone.now()
        try:
            person = somebody(user, at)
            preview = read_file(
                file.name, content_of(file), person=person, on=day_of(at), progress=self._progress("Đã đọc")
            )
            self._show(preview)
            if dry_run:
                self.stdout.write("Chạy thử: chưa lưu gì.")
                if not preview.is_clean:
                    sys.exit(2)
                return
            saved = save_preview(
                preview=preview, person=person, at=at, skip_errors=skip_errors, progress=self._progress("Đã lưu")
            )
        except Unreadable as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(self.style.SUCCESS(saved.sentence))

    def _show(self, preview: Preview) -> None:
        for header in preview.unused:
            self.stdout.write(f"Cột “{header}” không dùng đến.")
        for row in preview.rows:
            if row.note:
                self.stdout.write(
                    f"Dòng {row.number}: {row.verdict.label if row.verdict != Verdict.NEW else 'sẽ nhập'}; {row.note}."
                )
        for fault in preview.faults:
            self.stderr.write(str(fault))
        self.stdout.write(preview.summary)

    def _progress(self, verb: str) -> Callable[[int, int], None]:
        def tell(done: int, total: int) -> None:
            if total > EVERY and (done % EVERY == 0 or done == total):
                self.stdout.write(f"{verb} {done}/{total} dòng …")
                self.stdout.flush()

        return tell


def content_of(file: Path) -> bytes:
    """Raises Unreadable for a path that is no readable file, or one too large to take in."""
    try:
        if not file.is_file():
            raise Unreadable(f"Không mở được tệp {file}: không có tệp này.")
        if file.stat().st_size > BYTES_MAX:
            raise Unreadable(f"Tệp lớn hơn {BYTES_MAX // 1024 // 1024} MB. Xin chia thành nhiều tệp nhỏ hơn.")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"Không mở được tệp {file}: {error.strerror}.") from error


def somebody(username: str, at: Any) -> Person | None:
    """The named user, else the first administrator, else nobody (enough for history)."""
    users = User.objects.filter(is_active=True)
    if username:
        found = users.filter(username=username).first()
        if found is None:
            raise Unreadable(f"Không có người dùng “{username}”.")
    else:
        admins = users.filter(memberships__role=Role.ADMINISTRATOR) | users.filter(is_superuser=True)
        found = admins.order_by("pk").first()
    return person_of(found, day_of(at)) if found else None
