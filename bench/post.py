"""Mails a minute: two senders, a real SMTP server that writes each message to disk before it answers, and ever more old mail."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from django.db import connection, connections
from django.test import override_settings
from django.utils import timezone

from bench.crowd import crowd
from bench.measure import number, show
from bench.sweep import TODAY, places
from notifications import maildir
from notifications.models import Mail
from notifications.sending import drain
from notifications.services import sweep
from notifications.vocabulary import MailState
from tests.days import morning
from workflow.models import Visit

SIZES = (10_000, 100_000, 1_000_000)
LETTERS, SENDERS = 1_500, 2
READY_WITHIN = 30.0
ROOT = Path(__file__).resolve().parents[1]
HEAD = ("thư cũ trong bảng", "thư gửi", "giây", "thư/phút", "tới nơi", "trùng")


def run(folder: Path, sizes: tuple[int, ...] = SIZES) -> bool:
    """False when a letter is missing at the server, or came twice."""
    letter = _a_letter()
    rows, right, old = [], True, 0
    for number_of_run, size in enumerate(sizes):
        _copies(letter, size - old, sent=True, series=f"cu{size}")
        old = size
        mailbox = folder / f"mailbox-{number_of_run}"
        with _server(mailbox) as port:
            _copies(letter, LETTERS, sent=False, series=f"moi{size}")
            start = time.perf_counter()
            _send(port)
            seconds = time.perf_counter() - start
        ids = [entry.name for entry in maildir.entries(mailbox, most=LETTERS * 2)]
        different = len(maildir.message_ids(mailbox, since=timezone.now() - timedelta(days=1)))
        right = right and different == len(ids) == LETTERS
        rows.append(
            (
                number(size, 0), number(LETTERS, 0), number(seconds, 1), number(LETTERS / seconds * 60, 0),
                number(different, 0), number(len(ids) - different, 0),
            )
        )  # fmt: skip
    show(f"GỬI THƯ – {SENDERS} tiến trình, máy chủ SMTP ghi đĩa trước khi trả lời", HEAD, rows)
    return right


def _a_letter() -> Mail:
    """A breach mail as it is: written by the sweep."""
    crowd(places()[:1], count=1, due=TODAY - timedelta(days=1), watch_on=TODAY - timedelta(days=5))
    Visit.objects.exclude(due_on=TODAY - timedelta(days=1)).update(watch_on=None)
    sweep(at=morning(TODAY))
    letter = Mail.objects.filter(state=MailState.WAITING).first()
    assert letter is not None, "an overdue stage brings a letter"
    Mail.objects.filter(pk=letter.pk).update(state=MailState.SENT, sent_at=timezone.now())
    return letter


def _copies(letter: Mail, count: int, *, sent: bool, series: str) -> None:
    """Old mail without its body, so that a million of it fit on a small disk."""
    changed = {
        "id": "DEFAULT",
        "message_id": f"'<' || md5('{series}' || n) || '@khuyencong.example>'",
        "state": f"'{MailState.SENT if sent else MailState.WAITING}'",
        "sent_at": "now()" if sent else "NULL",
        "next_at": "now()",
        **({"text": "''", "html": "''"} if sent else {}),
    }
    names = [str(field.column) for field in Mail._meta.concrete_fields if field.column != "id"]
    values = [changed.get(name, name) for name in names]
    table = Mail._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} "  # noqa: S608 - names of our own
            f"FROM {table}, generate_series(1, %s) n WHERE id = %s",
            [count, letter.pk],
        )
        cursor.execute("ANALYZE notifications_mail")


@contextmanager
def _server(mailbox: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "MAILBOX_DIR": str(mailbox)}
    command = [sys.executable, "manage.py", "mail_sink", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _await(port: int) -> None:
    late = time.monotonic() + READY_WITHIN
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > late:
                raise
            time.sleep(0.05)


def _send(port: int) -> None:
    connections.close_all()
    with ProcessPoolExecutor(SENDERS, mp_context=get_context("fork")) as pool:
        list(pool.map(_to_the_end, [port] * SENDERS))


def _to_the_end(port: int) -> None:
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        while drain(clock=timezone.now).tried:
            pass
