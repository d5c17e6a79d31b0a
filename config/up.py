"""`python -m config.up`: everything one machine needs to try the software; Ctrl-C stops it all.

Database, migrations, reference data, the demo once; then web server, queue worker, beat and, where no mail server is
named, a mail sink of our own.
"""

import os
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from config import procs
from config.environment import site_url, text

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

CELERY_ALONE = ("--without-gossip", "--without-mingle", "--without-heartbeat")  # one worker has nobody to talk to
MAIL_SINK_TRIES = 20  # ports looked at from the first on
ANSWER_WITHIN = 60.0  # seconds until the web server's silence is worth a sentence
BUSY = (
    "Cổng {port} đang có chương trình khác dùng (có thể một lần `make run` chưa dừng). "
    "Hãy dừng chương trình đó, hoặc chọn cổng khác: PORT={other} make run"
)


def main() -> int:
    """Exit status: 0 after an orderly stop, 1 when a program cannot be kept alive or the port is taken."""
    import django
    from django.conf import settings

    began = time.monotonic()
    django.setup()
    bind = text("BIND", "127.0.0.1")
    if not _free(bind, settings.PORT):
        print(BUSY.format(port=settings.PORT, other=settings.PORT + 1), file=sys.stderr)
        return 1
    settings.SITE_URL = _serves_at(settings.PORT, settings.SERVED_AT)  # what was read at the start is of the run before
    prepare()
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PORT": str(settings.PORT),
        "SITE_URL": settings.SITE_URL,
        "C_FORCE_ROOT": "1",
    }
    if not settings.EMAIL_URL:
        environment["MAIL_SINK_PORT"] = str(_first_free(settings.MAIL_SINK_PORT))

    def announce() -> None:
        _await_answer(bind, settings.PORT)
        procs.show(_welcome(settings.PORT, seconds=time.monotonic() - began))

    return procs.run(_programs(with_sink=not settings.EMAIL_URL), environment, meanwhile=announce)


def _serves_at(port: int, kept: Path) -> str:
    """Where links in mails lead, written down for every command that is run beside."""
    address = site_url(text("SITE_URL"), port=port)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(f"{address}\n")
    return address


def prepare() -> None:
    """Brings the database up to date; loads the demo where it is wanted and no case exists yet."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    _timed("cơ sở dữ liệu", connection.ensure_connection)
    # call_command leaves the checks out unless told otherwise, and they guard the durability of the database
    _timed("cập nhật cấu trúc", lambda: call_command("migrate", interactive=False, verbosity=0, skip_checks=False))
    _timed("dữ liệu nền", lambda: call_command("load_reference", verbosity=0))
    if settings.DEMO:
        from config.demo import load_once

        _timed("dữ liệu mẫu", load_once)
    connection.close()


def _programs(*, with_sink: bool) -> Sequence[procs.Program]:
    python = [sys.executable, "-m"]
    celery = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "-q", "-A", "config.celery"]
    programs = [
        procs.Program("web", [*python, "gunicorn", "-c", "python:config.webserver", "config.wsgi"]),
        procs.Program("worker", [*celery, "worker", "-c", "2", *CELERY_ALONE]),
        procs.Program("beat", [*celery, "beat", "--pidfile="]),
    ]
    if with_sink:
        programs.append(procs.Program("mail", [sys.executable, "manage.py", "mail_sink"], serves_others=True))
    return programs


def _welcome(port: int, *, seconds: float) -> str:
    """What a newcomer needs to begin: the address, and one account for each role of the demo."""
    from django.conf import settings

    lines = ["", f"  Khuyến công đã sẵn sàng sau {seconds:.1f} giây:  http://127.0.0.1:{port}/", ""]
    if settings.DEMO:
        from accounts.demo import accounts_by_role

        rows = [("Vai trò", "Tài khoản", "Mật khẩu"), *accounts_by_role()]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        lines += ["  " + "   ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, "", "  Ctrl-C để dừng.", ""])


def _await_answer(bind: str, port: int) -> None:
    """Returns when the web server has shown its first page; says so when it takes long."""
    from django.conf import settings
    from django.urls import reverse

    late = time.monotonic() + ANSWER_WITHIN
    while True:
        with suppress(OSError, HTTPException):
            visit = HTTPConnection(bind, port, timeout=ANSWER_WITHIN)
            visit.request("GET", reverse(settings.LOGIN_URL), headers={"Host": settings.ALLOWED_HOSTS[0]})
            visit.getresponse().read()
            return
        if time.monotonic() > late:
            procs.show(f"Máy chủ web chưa trả lời sau {ANSWER_WITHIN:.0f} giây; xem các dòng ở trên.")
            late = float("inf")
        time.sleep(0.1)


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _first_free(port: int) -> int:
    return next((port + step for step in range(MAIL_SINK_TRIES) if _free("127.0.0.1", port + step)), port)


def _timed(label: str, work: Callable[[], object]) -> None:
    began = time.monotonic()
    work()
    print(f"  {label}: {time.monotonic() - began:.1f} s", flush=True)


if __name__ == "__main__":
    from config.demo import KeepIt
    from config.environment import WrongEnvironment
    from config.localdb import LocalDatabaseError

    try:
        sys.exit(main())
    except (KeepIt, LocalDatabaseError, WrongEnvironment) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
