"""The queue of files, as kombu has it, with messages that appear whole.

Kombu writes a message in place: a worker that reads at that moment finds half of it and ends. Here it is written under
another name and then renamed, and two workers that start together do not write the table of queues at once.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps

from config.filelock import let_go

DRAFT = ".draft"  # no queue has this name, so nobody takes it


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000):015d}_{uuid4()}.{queue}.msg"
        draft = folder / f"{name}{DRAFT}"
        draft.write_text(str(dumps(payload)))  # type: ignore[no-untyped-call]
        draft.rename(folder / name)

    def _queue_bind(self, *names: Any) -> None:
        with self._alone():
            super()._queue_bind(*names)  # type: ignore[no-untyped-call]

    def get_table(self, exchange: str) -> Any:
        with self._alone():
            return super().get_table(exchange)  # type: ignore[no-untyped-call]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        folder = Path(self.control_folder)
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            let_go(lock)


class Transport(filesystem.Transport):
    Channel = Channel


def use() -> None:
    """From now on `filesystem://` means this queue."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
