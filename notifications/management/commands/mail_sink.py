"""`manage.py mail_sink`: the local mail server of a demo run. Ends cleanly on SIGTERM and Ctrl-C."""

import signal
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from notifications.sink import controller

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Máy chủ thư của bản dùng thử: nhận mọi thư và cất vào hộp thư thử nghiệm, không gửi ra ngoài."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.MAIL_SINK_PORT, help="cổng SMTP trên 127.0.0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        port: int = options["port"]
        if not 0 < port < 65536:
            raise CommandError(f"{port} không phải là một cổng: phải từ 1 đến 65535.", returncode=2)
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        server = controller(Path(settings.MAILBOX_DIR), host=HOST, port=port)
        try:
            server.start()
        except OSError as error:
            raise CommandError(f"Không mở được cổng thư {port}: {error.strerror or error}.", returncode=2) from error
        self.stdout.write(f"Hộp thư thử nghiệm nghe ở {HOST}:{port}, cất thư vào {settings.MAILBOX_DIR}.")
        self.stdout.flush()
        try:
            stopping.wait()
        finally:
            server.stop()
        self.stdout.write("Hộp thư thử nghiệm đã dừng.")
