"""Sharing one server among processes: the first starts it, the last one to leave stops it."""

import atexit
import fcntl
import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from config.filelock import let_go
from config.localdb.account import server_account
from config.localdb.cluster import NAME, PORT, Cluster
from config.localdb.errors import LocalDatabaseError

PATIENCE = 30.0  # seconds to wait for a dying server to be gone, or a starting one to answer
PAUSE = 0.1  # seconds between two looks
LONGEST_SOCKET = 100  # characters the kernel allows for a socket's path, less a few


class LocalServer:
    """The server whose data live under `root`. Making this object touches nothing; `ensure` does."""

    def __init__(self, root: Path, *, fast: bool = False) -> None:
        root = root.resolve()
        account = server_account()
        tag = hashlib.sha256(str(root).encode()).hexdigest()[:10]
        home = root
        if account.lent and not account.reaches(root.parent):
            home = Path("/var/tmp") / f"khuyencong-{tag}"  # noqa: S108  (survives a reboot; owned and closed below)
        socket = home / "socket"
        if len(str(socket / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET:
            socket = Path(tempfile.gettempdir()) / f"khuyencong-{account.uid}-{tag}"
        self.cluster = Cluster(home=home, socket=socket, account=account, fast=fast)
        self._mutex = threading.Lock()
        self._open_locks: set[int] = set()
        os.register_at_fork(after_in_child=self._forked)
        self._share: int | None = None
        self._sharer = 0  # the process that took the share: a forked child must take its own

    def django_database(self) -> dict[str, Any]:
        """Django's DATABASES entry; connecting through it starts the server."""
        return {
            "ENGINE": "config.localdb.backend",
            "NAME": NAME,
            "USER": NAME,
            "HOST": str(self.cluster.socket),
            "PORT": PORT,
            "OPTIONS": {"connect_timeout": 10},
        }

    def ensure(self) -> None:
        """Starts the server if it is down and keeps a share of it until this process ends."""
        with self._mutex:
            if self._shares():
                return
            self._make_folders()
            with self._only_one():
                share = os.open(self.cluster.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(share, fcntl.LOCK_SH)
                if not self.cluster.running():
                    self.cluster.make()
                    self.cluster.start()
            self._share, self._sharer = share, os.getpid()
            atexit.register(self.release)

    def revive(self) -> None:
        """After a refused connection: returns when the server answers, having started it if it was dead.

        Gives up waiting after PATIENCE seconds: the next refusal then tells the reason.
        """
        give_up = time.monotonic() + PATIENCE
        with self._only_one():
            while self.cluster.running():  # a killed server passes for alive until the kernel has buried it
                if self.cluster.answers() or time.monotonic() > give_up:
                    return
                time.sleep(PAUSE)
            self._start(give_up)

    def _start(self, give_up: float) -> None:
        """Waits for the children of a killed server, which hold its memory until they notice that they are orphans."""
        while True:
            try:
                return self.cluster.start()
            except LocalDatabaseError:
                if time.monotonic() > give_up:
                    raise
                time.sleep(PAUSE)

    def release(self) -> None:
        """Gives the share back; whoever gives the last one back stops the server."""
        if not self._shares() or self._share is None:
            return
        share, self._share = self._share, None
        with self._only_one():
            try:
                fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            else:
                self.cluster.stop()
            finally:
                let_go(share)

    def destroy(self) -> None:
        """Stops the server and deletes its data; refuses while another process uses it."""
        if not self.cluster.home.exists():
            return
        with self._only_one():
            share = os.open(self.cluster.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise LocalDatabaseError(
                    f"Cơ sở dữ liệu ở {self.cluster.home} đang được dùng: hãy dừng `make run` hoặc `make test` trước."
                ) from None
            finally:
                let_go(share)
            if self.cluster.running():
                self.cluster.stop()
            shutil.rmtree(self.cluster.socket, ignore_errors=True)
            shutil.rmtree(self.cluster.home, ignore_errors=True)

    def _shares(self) -> bool:
        return self._share is not None and self._sharer == os.getpid()

    def _make_folders(self) -> None:
        account = self.cluster.account
        for folder, mode in ((self.cluster.home, 0o755), (self.cluster.socket, 0o700)):
            try:
                folder.mkdir(mode=mode, parents=True)
                account.own(folder)
            except FileExistsError:
                pass
            if folder.lstat().st_uid != account.uid:
                raise LocalDatabaseError(f"Thư mục {folder} thuộc tài khoản khác; hãy xóa nó rồi chạy lại.")

    def _forked(self) -> None:
        """A child, forked while another thread was in here, must not wait for it, nor keep its lock when we are killed."""
        for lock in self._open_locks:
            os.close(lock)
        self._open_locks.clear()
        self._mutex = threading.Lock()

    @contextmanager
    def _only_one(self) -> Iterator[None]:
        lock = os.open(self.cluster.home / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
        self._open_locks.add(lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            self._open_locks.discard(lock)
            let_go(lock)


@cache
def server_at(root: Path, *, fast: bool = False) -> LocalServer:
    """The one LocalServer of this process for `root`."""
    return LocalServer(root, fast=fast)
