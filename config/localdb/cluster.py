"""One data folder: making it, starting and stopping the server on it. Callers hold the start lock (`server.py`)."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.localdb.account import Account
from config.localdb.binaries import programs_for
from config.localdb.errors import LocalDatabaseError
from config.localdb.pidfile import clear_stale

NAME = "khuyencong"  # of the database and of its owner
PORT = "5432"  # only part of the socket's name

# The built-in C.UTF-8 locale folds Vietnamese letters rightly and alike on every system.
INITDB = ["--encoding=UTF8", "--locale=C", "--auth=trust", "--no-instructions", "--no-sync"]
BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # PostgreSQL 17 and later
SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "jit": "off",
    "log_min_duration_statement": "1000",
    "timezone": "'Asia/Ho_Chi_Minh'",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for tests: what is lost is made anew
START_SECONDS = "60"
STOP_SECONDS = "30"
LOG_TAIL = 1500  # characters of the server's log shown with an error


@dataclass(frozen=True)
class Cluster:
    """A data folder under `home`, its socket folder, whose it is, and whether durability is traded for speed."""

    home: Path
    socket: Path
    account: Account
    fast: bool

    @property
    def data(self) -> Path:
        return self.home / "data"

    @cached_property
    def programs(self) -> Path:
        return programs_for(self.account, self.home)

    def running(self) -> bool:
        return not clear_stale(self.data) and self._control("status", check=False).returncode == 0

    def answers(self) -> bool:
        """Does it take connections? "Too many already" is an answer, too."""
        return self._run("pg_isready", "-q", "-h", self.socket, "-t", "2", check=False).returncode == 0

    def make(self) -> None:
        """Makes the data folder if there is none; refuses one of another major version."""
        version = self.data / "PG_VERSION"
        if version.exists():
            self._same_version(version.read_text().strip())
            return
        draft = self.home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        self._run("initdb", "-D", draft, "-U", NAME, *INITDB, *(BUILTIN_LOCALE if int(self._major()) >= 17 else []))
        settings = SETTINGS | (FAST if self.fast else {}) | {"unix_socket_directories": f"'{self.socket}'"}
        with (draft / "postgresql.conf").open("a") as file:
            file.writelines(f"{key} = {value}\n" for key, value in settings.items())
        (draft / "pg_hba.conf").write_text("local all all trust\n")
        draft.rename(self.data)

    def start(self) -> None:
        """Starts the server, waits until it answers, and makes the database if it is not there."""
        clear_stale(self.data, self.socket / f".s.PGSQL.{PORT}.lock")
        self._control("start", "-t", START_SECONDS, "-l", self.data / "server.log", "-o", f"-k '{self.socket}'")
        if NAME not in self._ask("select datname from pg_database").split():
            self._ask(f"create database {NAME}")

    def stop(self) -> None:
        self._control("stop", "-m", "fast", "-t", STOP_SECONDS, check=False)

    def _ask(self, query: str) -> str:
        return self._run("psql", "-X", "-h", self.socket, "-U", NAME, "-d", "postgres", "-Atc", query).stdout

    def _major(self) -> str:
        return self._run("postgres", "--version").stdout.split()[2].split(".")[0]

    def _same_version(self, stored: str) -> None:
        if stored != (program := self._major()):
            raise LocalDatabaseError(
                f"Dữ liệu ở {self.data} thuộc PostgreSQL {stored}, chương trình là bản {program}: "
                "hãy xuất bằng pg_dump của bản cũ rồi nạp lại, hoặc xóa bằng `make reset`."
            )

    def _control(self, action: str, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", action, "-D", self.data, "-s", "-w", *arguments, check=check)

    def _run(self, program: str, *arguments: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(self.programs / program), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
            env=_plain(os.environ),
            **self.account.for_subprocess(),
        )
        if check and done.returncode:
            raise LocalDatabaseError(f"{program}: {done.stderr or done.stdout}\n{self._log_tail()}")
        return done

    def _log_tail(self) -> str:
        log = self.data / "server.log"
        return log.read_text(errors="replace")[-LOG_TAIL:] if log.exists() else ""


def _plain(environment: Mapping[str, str]) -> dict[str, str]:
    """Without the caller's own PG* variables, which would steer the server's programs elsewhere."""
    return {key: value for key, value in environment.items() if not key.startswith("PG")} | {"LC_ALL": "C", "TZ": "UTC"}
