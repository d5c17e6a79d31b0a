"""Real worker processes, killed and frozen in the middle of a mail: nothing is lost, and no second copy leaves."""

import asyncio
import os
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from celery import Celery
from django.conf import settings as project
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from config import environment
from notifications import maildir
from notifications.claims import LEASE
from notifications.models import Mail
from notifications.sending import Drained, drain
from notifications.services import sweep
from notifications.sink import Keeper
from notifications.vocabulary import MailState
from tests.post import everybody_at_once, free_port
from tests.world import World, draft, take, world
from workflow.engine.clock import VIETNAM
from workflow.models import Visit
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(project.BASE_DIR)
PATIENCE = 90.0


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Asks again until it holds; a fault that never comes right ends the test with a sentence."""
    deadline = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s for: {what}"
        pause.wait(0.02)


class Gate(Keeper):
    """Keeps mail, and can hold one message: before it is kept, or after it is kept and before that is answered."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder)
        self.port = port
        self._step, self._left = "", 0
        self._open = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.holds = threading.Event()

    def hold(self, step: str, after: int) -> None:
        """The next message but `after` is held at `step`: "before" or "after"."""
        self._open.clear()
        self.holds.clear()
        self._step, self._left = step, after

    def release(self) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._open.set)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mine = self._step and self._left == 0
        step, self._left = (self._step, self._left - 1) if self._step else ("", 0)
        if mine:
            self._step = ""
        if mine and step == "before":
            await self._wait()
        answer = await super().handle_DATA(server, session, envelope)
        if mine and step == "after":
            await self._wait()
        return answer

    async def _wait(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.holds.set()
        await self._open.wait()

    def copies(self) -> Counter[str]:
        names = [entry.name for entry in maildir.entries(self.folder, most=1000)]
        return Counter(str(maildir.message_named(self.folder, name)["Message-ID"]) for name in names)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    server = Gate(tmp_path / "mailbox", free_port())
    running = Controller(server, hostname="127.0.0.1", port=server.port, server_hostname="localhost")
    running.start()
    yield server
    running.stop()


class Workers:
    """Starts real Celery workers on the database of the test and a queue of its own, and wakes them."""

    def __init__(self, folder: Path, gate: Gate) -> None:
        self._queue = folder / "broker"
        self._log = folder / "worker.log"
        self._started: list[subprocess.Popen[bytes]] = []
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_BROKER_DIR": str(self._queue),
            "MAILBOX_DIR": str(gate.folder),
            "TEST_EMAIL_URL": f"smtp://127.0.0.1:{gate.port}",
        }
        self._waker = Celery("waker", set_as_current=False, broker="filesystem://")
        options = environment.broker("", self._queue)["CELERY_BROKER_TRANSPORT_OPTIONS"]
        self._waker.conf.broker_transport_options = options

    def start(self) -> subprocess.Popen[bytes]:
        """One process, which sends by itself: what dies with it is the sender."""
        command = "-m celery -A config.celery worker --pool solo --loglevel WARNING"
        quiet = "--without-gossip --without-mingle --without-heartbeat"
        with self._log.open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, *command.split(), *quiet.split()],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )
        self._started.append(worker)
        self._waker.send_task("notifications.tasks.send_due_mail")
        return worker

    def end(self) -> None:
        for worker in self._started:
            if worker.poll() is None:
                worker.kill()
            worker.wait(timeout=PATIENCE)


@pytest.fixture
def workers(tmp_path: Path, gate: Gate) -> Iterator[Workers]:
    found = Workers(tmp_path, gate)
    yield found
    found.end()
    wait_until(no_sender_is_connected, "the database has noticed that the workers are gone")


def no_sender_is_connected() -> bool:
    """A killed worker's session, and with it the lock on its mail, ends when PostgreSQL sees the socket closed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0] == 0)


def overdue_mails(place: World, cases: int) -> int:
    """So many overdue cases; returns the number of mails in the outbox, six for each."""
    everybody_at_once()
    for _ in range(cases):
        case = take(draft(place), Action.SUBMIT)
    due = Visit.objects.get(case=case, closed_at=None).due_on
    assert due is not None
    return sweep(at=datetime.combine(due + timedelta(days=1), datetime.min.time(), VIETNAM)).mails


def time_passes() -> None:
    """What was leased is due again."""
    now = timezone.now()
    Mail.objects.filter(state__in=[MailState.SENDING, MailState.WAITING]).update(next_at=now, lease_until=None)


def all_sent() -> bool:
    return not Mail.objects.exclude(state=MailState.SENT).exists()


def test_a_worker_killed_while_sending_loses_no_mail_and_sends_none_twice(gate: Gate, workers: Workers) -> None:
    count = overdue_mails(world(), cases=2)
    assert count == 12
    for step, sent_before in (("before", 3), ("after", 4)):
        gate.hold(step, after=sent_before)
        worker = workers.start()
        assert gate.holds.wait(PATIENCE), f"the worker is in the middle of a mail ({step} it was kept)"
        assert Mail.objects.filter(state=MailState.SENDING).count() == 1
        worker.send_signal(signal.SIGKILL)
        worker.wait(timeout=PATIENCE)
        wait_until(no_sender_is_connected, "the database has noticed that the worker is gone")
        time_passes()
    assert not all_sent()
    workers.start()
    wait_until(all_sent, "the last worker has sent what the killed ones left behind")
    sent = {mail.message_id for mail in Mail.objects.all()}
    assert len(sent) == count
    assert gate.copies() == Counter(sent)


def test_a_worker_frozen_past_its_lease_is_neither_overtaken_nor_sends_twice(
    gate: Gate, workers: Workers, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", gate.port
    settings.MAILBOX_DIR = gate.folder
    count = overdue_mails(world(), cases=1)
    gate.hold("before", after=0)
    worker = workers.start()
    assert gate.holds.wait(PATIENCE), "the worker is in the middle of a mail"
    worker.send_signal(signal.SIGSTOP)
    try:
        assert drain(clock=lambda: timezone.now() + LEASE * 2) == Drained(sent=count - 1)
        gate.release()
    finally:
        worker.send_signal(signal.SIGCONT)
    wait_until(all_sent, "the thawed worker has finished its mail")
    assert gate.copies() == Counter({mail.message_id: 1 for mail in Mail.objects.all()})


def answers_at(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def sink_at(port: int, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "mail_sink", "--port", str(port)]
    given = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "MAILBOX_DIR": str(folder)}
    return subprocess.Popen(command, cwd=ROOT, env=given, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_the_sink_keeps_what_it_answered_and_ends_cleanly_when_told_to(tmp_path: Path) -> None:
    port = free_port()
    sink = sink_at(port, tmp_path)
    try:
        wait_until(lambda: answers_at(port), "the sink listens")
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
            client.sendmail("a@example.vn", ["b@example.vn"], b"Subject: Thu\r\n\r\nChao")
        assert [entry.subject for entry in maildir.entries(tmp_path, most=10)] == ["Thu"]
        second = sink_at(port, tmp_path)
        _, complaint = second.communicate(timeout=PATIENCE)
        assert second.returncode == 2
        assert f"Không mở được cổng thư {port}" in complaint
        sink.send_signal(signal.SIGTERM)
        said, _ = sink.communicate(timeout=PATIENCE)
        assert sink.returncode == 0
        assert "đã dừng" in said
    finally:
        if sink.poll() is None:
            sink.kill()
            sink.communicate()
