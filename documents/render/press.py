"""A warm process beside one that has many threads, which may not fork: it forks in its stead, one child for each paper.

Started at the first paper and kept: two seconds once instead of two seconds each. It speaks over its standard input and
output, ends when they close, and is started anew when it died or a paper did not come back in time.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import IO

from documents.render.limits import Failed, Limits, RenderError, TimedOut, TooLong
from documents.render.sheet import Drawn, Sheet

ROOT = Path(__file__).resolve().parents[2]
#: What it needs to find its libraries and its temporary folder; no secret of ours goes with it.
KEPT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
#: Seconds beyond those of the paper: it may have to start first, on a busy machine.
PATIENCE = 30.0
CHUNK = 1 << 16
ERRORS: dict[str, type[RenderError]] = {error.__name__: error for error in (TooLong, TimedOut, Failed)}
LOST = "Không lập được tệp PDF: tiến trình dàn trang đã dừng. Xin thử lại."


class Press:
    """The process, as seen from the one that uses it. One paper at a time."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def draw(self, sheet: Sheet, limits: Limits) -> Drawn:
        """Raises TooLong, TimedOut, Failed."""
        with self.lock:
            process = self._running()
            try:
                return _asked(process, sheet, limits)
            except (OSError, ValueError, EOFError) as error:
                self._drop()
                raise Failed(LOST) from error
            except TimedOut:
                self._drop()
                raise

    def _running(self) -> "subprocess.Popen[bytes]":
        """This process's own: one that was inherited by a fork belongs to the parent."""
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            environment = {name: os.environ[name] for name in KEPT if name in os.environ}
            environment |= {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
            self.process = subprocess.Popen(
                [sys.executable, "-m", "documents.render.press"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                env=environment, cwd=ROOT,
            )  # fmt: skip
            self.owner = os.getpid()
        return self.process

    def _drop(self) -> None:
        if self.process is not None and self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self.process = None

    def close(self) -> None:
        with self.lock:
            self._drop()


press = Press()
atexit.register(press.close)


def _asked(process: "subprocess.Popen[bytes]", sheet: Sheet, limits: Limits) -> Drawn:
    """Raises TooLong, TimedOut, Failed; OSError, ValueError or EOFError when the process is no more."""
    assert process.stdin is not None and process.stdout is not None, "both are pipes"
    data = sheet.to_bytes()
    head = {"size": len(data), "limits": asdict(limits)}
    process.stdin.write(json.dumps(head).encode() + b"\n" + data)
    process.stdin.flush()
    answer = _Answer(process.stdout, time.monotonic() + limits.wall_seconds + PATIENCE)
    said = json.loads(answer.line())
    if error := said.get("error"):
        raise ERRORS[error](said["message"])
    return Drawn.from_bytes(answer.bytes(said["size"]))


class _Answer:
    """Reads until a moment, and no longer."""

    def __init__(self, pipe: IO[bytes], until: float) -> None:
        self.pipe, self.until, self.have = pipe, until, bytearray()

    def line(self) -> bytes:
        while b"\n" not in self.have:
            self._more()
        found, _, rest = bytes(self.have).partition(b"\n")
        self.have = bytearray(rest)
        return found

    def bytes(self, size: int) -> bytes:
        while len(self.have) < size:
            self._more()
        return bytes(self.have[:size])

    def _more(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self.pipe, selectors.EVENT_READ)
            if not waiting.select(max(self.until - time.monotonic(), 0)):
                raise TimedOut("Không lập được tệp PDF trong thời gian cho phép. Xin thử lại khi máy chủ bớt bận.")
        chunk = os.read(self.pipe.fileno(), CHUNK)
        if not chunk:
            raise EOFError
        self.have += chunk


def main() -> int:
    """Serves one paper after the other until nobody can ask any more."""
    from documents.render.child import forked

    source, target = sys.stdin.buffer, sys.stdout.buffer
    while line := source.readline():
        head = json.loads(line)
        sheet = Sheet.from_bytes(source.read(head["size"]))
        try:
            data = forked(sheet, Limits(**head["limits"])).to_bytes()
            answer = json.dumps({"size": len(data)}).encode() + b"\n" + data
        except RenderError as error:
            answer = json.dumps({"error": type(error).__name__, "message": str(error)}).encode() + b"\n"
        target.write(answer)
        target.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
