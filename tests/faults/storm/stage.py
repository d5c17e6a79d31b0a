"""The processes of an installation, each a real one: web server, workers, beats, mail server, queue.

A worker that ends by itself is started anew, as whoever runs an installation does: each wait looks after them.

Whatever was started is ended with the stage, however the test ends: each leads a session of its own, and is told to die
when the process that started it does.
"""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

from config.localdb import server_at
from config.procs import LIBC, PR_SET_PDEATHSIG
from tests.faults.storm.app import NAME
from tests.faults.storm.patience import PATIENCE, until
from tests.faults.storm.sink import Moods
from tests.post import free_port

WORKER = "worker"
QUIET = "--without-gossip --without-mingle --without-heartbeat"
LOG_TAIL = 3000  # characters
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Program:
    """What was started, and how to start it anew."""

    name: str
    command: list[str]
    more: dict[str, str]
    process: Process


@dataclass
class Stage:
    folder: Path
    seed: int
    broker_url: str = ""
    started: list["Program"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.mail_folder = self.folder / "mailbox"
        self.mail_folder.mkdir(parents=True)
        self.mail_port, self.web_port = free_port(), free_port()

    # --- starting ---------------------------------------------------------------------------------------------

    def sink(self, moods: Moods | None = None) -> Process:
        self.mood(moods or Moods())
        found = self.start("sink", [sys.executable, "-m", "tests.faults.storm.sink", *map(str, self._sink())])
        until(lambda: answers(self.mail_port), "the mail server listens")
        return found

    def _sink(self) -> tuple[int, Path, int]:
        return self.mail_port, self.mail_folder, self.seed

    def mood(self, moods: Moods) -> None:
        moods.write(self.mail_folder)

    def worker(self, *, pool: str = "-c 2", **given: int) -> Process:
        return self._celery(WORKER, f"worker {pool} --loglevel WARNING {QUIET} -n {os.urandom(4).hex()}", given)

    @property
    def workers(self) -> list[Process]:
        """Those that run now, also in the place of others."""
        return [one.process for one in self.started if one.name == WORKER]

    def keep(self) -> None:
        """Starts the workers anew that have ended by themselves."""
        for one in [one for one in self.started if one.name == WORKER and one.process.poll() is not None]:
            self.kill(one.process)
            self.start(one.name, one.command, one.more)

    def until(self, fact: Callable[[], bool], what: str, within: float = PATIENCE) -> float:
        """As `patience.until`, and keeps the workers running meanwhile."""

        def look() -> bool:
            self.keep()
            return fact()

        return until(look, what, within)

    def beat(self, **given: int) -> Process:
        return self._celery("beat", "beat --pidfile= --loglevel WARNING", given)

    def _celery(self, name: str, arguments: str, given: dict[str, int]) -> Process:
        """`given`: variables of its environment, such as STORM_CLOCK."""
        command = [sys.executable, "-m", "celery", "-q", "-A", "config.celery", *arguments.split()]
        return self.start(name, command, {name: str(value) for name, value in given.items()})

    def web(self, *, workers: int = 2) -> Process:
        command = [sys.executable, "-m", "gunicorn", "-c", "python:config.webserver", "config.wsgi"]
        found = self.start("web", command, {"PORT": str(self.web_port), "WEB_WORKERS": str(workers)})
        until(lambda: answers(self.web_port), "the web server listens")
        return found

    def start(self, name: str, command: list[str], more: dict[str, str] | None = None) -> Process:
        with (self.folder / f"{name}.log").open("ab") as log:
            found = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env={**self._environment(), **(more or {})},
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.started.append(Program(name, command, more or {}, found))
        return found

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.storm.settings",
            "TEST_DATABASE": str(connection.settings_dict["NAME"]),
            "TEST_BROKER_URL": self.broker_url,
            "TEST_BROKER_DIR": "" if self.broker_url else str(self.broker_folder),
            "TEST_EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "MAILBOX_DIR": str(self.mail_folder),
            "MEDIA_ROOT": str(self.folder / "media"),
            "PYTHONUNBUFFERED": "1",
            "C_FORCE_ROOT": "1",
        }

    @property
    def broker_folder(self) -> Path:
        return self.folder / "broker"

    # --- ending -----------------------------------------------------------------------------------------------

    def kill(self, process: Process) -> None:
        """Without a word, and all its children with it."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE)
        if process.stdin:
            process.stdin.close()
        self.started = [one for one in self.started if one.process is not process]

    def end(self) -> None:
        for one in self.started:
            self.kill(one.process)

    def said(self) -> Iterator[tuple[str, str]]:
        """The log of each kind of program, its end, for the report of a failure."""
        for log in sorted(self.folder.glob("*.log")):
            yield log.name, log.read_text(errors="replace")[-LOG_TAIL:]


def _die_with_parent() -> None:
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def children(process: Process) -> list[int]:
    """The pool of a worker or the workers of a web server, as they are now."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in listed.splitlines())
    return [int(pid) for pid, parent in pairs if int(parent) == process.pid]


def senders(workers: Iterable[Process]) -> list[int]:
    """Those in the pools of these workers that have a mail in their hands, by the lock they hold on it: asked last, as
    they hold it for a blink."""
    pools = [pid for worker in workers for pid in children(worker)]
    holding = _at_locks("l.locktype = 'advisory' AND l.granted")
    return [pid for pid in pools if pid in holding]


def leads(beat: Process) -> bool:
    """Does this beat hold the lock of the one that ticks?"""
    return beat.pid in _at_locks("l.locktype = 'advisory' AND l.granted")


def waits_for_a_row(worker: Process) -> bool:
    """Is it kept from writing by who holds the row?"""
    return worker.pid in _at_locks("NOT l.granted")


def _at_locks(which: str) -> set[int]:
    """The processes whose connections hold, or wait for, such locks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            f" WHERE {which} AND a.datname = current_database() AND a.application_name ^@ %s",
            [NAME],
        )
        return {int(name.removeprefix(NAME)) for (name,) in cursor.fetchall()}


def blow(pids: Iterable[int], number: signal.Signals) -> int:
    """Sends a signal to those that are still there; returns how many got it."""
    hit = 0
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
            hit += 1
    return hit


def kill_database() -> None:
    """kill -9 of the postmaster. Whoever connects next starts the server again."""
    file = _cluster_data() / "postmaster.pid"
    with suppress(FileNotFoundError, ProcessLookupError, IndexError):
        os.kill(int(file.read_text().split()[0]), signal.SIGKILL)
    connection.close()


def restart_database() -> float:
    """An orderly restart, as after an update; returns the seconds it took."""
    began = time.monotonic()
    cluster = server_at(settings.LOCALDB_ROOT, fast=False).cluster
    cluster.stop()
    connection.close()
    connection.ensure_connection()
    return time.monotonic() - began


def _cluster_data() -> Path:
    return server_at(settings.LOCALDB_ROOT, fast=False).cluster.data
