"""One process per paper. A text that would hang, leak or fill the memory takes only its own child down.

In a process with one thread the child is a fork of it, warm: 20 ms. Where there are more threads a fork could inherit a
held lock, so a process beside it does the forking (`documents.render.press`). Neither ever touches the database.
"""

import os
import selectors
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NoReturn

from documents.render.limits import STANDARD, Failed, Limits, TimedOut, TooLong, confine, of_pages
from documents.render.sheet import Drawn, Sheet

DONE, BROKEN, LONG = 0, 3, 4
#: Workers catch these to end in good order; a child that is told to end, or has used up its time, simply ends.
ENDINGS = (signal.SIGTERM, signal.SIGXCPU)
CHUNK = 1 << 16


def draw(sheet: Sheet, limits: Limits = STANDARD) -> Drawn:
    """The paper as a file. Raises TooLong, TimedOut, Failed."""
    if len(sheet.html) > limits.html_characters:
        raise TooLong("Văn bản quá dài nên không lập được tệp PDF. Xin rút gọn nội dung hoặc tách bớt bảng dự toán.")
    return forked(sheet, limits) if may_fork() else beside(sheet, limits)


def may_fork() -> bool:
    """Whether this process has one thread only, the native ones of libraries counted."""
    if threading.active_count() > 1 or not hasattr(os, "fork"):
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return sys.platform == "linux"


def forked(sheet: Sheet, limits: Limits) -> Drawn:
    """Renders in a fork of this process."""
    from documents.render.engine import renderer

    renderer()  # warm before the fork: the child gets fonts and styles for nothing
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _in_child(lambda: renderer().draw(sheet, limits.pages).to_bytes(), writer, limits)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        made, in_time = _read(pipe, limits.wall_seconds, lambda: os.kill(pid, signal.SIGKILL))
    _, status = os.waitpid(pid, 0)
    return _judge(made, os.waitstatus_to_exitcode(status), limits, in_time=in_time)


def _in_child(make: Callable[[], bytes], writer: int, limits: Limits) -> NoReturn:
    """Never returns to the caller's code: no cleanup of the parent's may run here."""
    code = BROKEN
    try:
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_DFL)
        confine(limits)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(make())
        code = DONE
    except TooLong:
        code = LONG
    except BaseException as error:
        os.write(2, f"render: {type(error).__name__}: {error}\n"[:500].encode())
    finally:
        os._exit(code)


def beside(sheet: Sheet, limits: Limits) -> Drawn:
    """Renders in a fork of a warm process beside this one."""
    from documents.render.press import press

    return press.draw(sheet, limits)


def _read(pipe: BinaryIO, seconds: float, kill: Callable[[], None]) -> tuple[bytes, bool]:
    """Everything the child wrote, and whether it ended within its time; a late child is killed."""
    deadline = time.monotonic() + seconds
    made = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not waiting.select(left):
                kill()
                return bytes(made), False
            chunk = os.read(pipe.fileno(), CHUNK)
            if not chunk:
                return bytes(made), True
            made += chunk


def _judge(made: bytes, code: int, limits: Limits, *, in_time: bool) -> Drawn:
    if not in_time or code == -signal.SIGXCPU:
        raise _timed_out()
    if code == LONG:
        raise of_pages(limits.pages)
    try:
        if code == DONE:
            return Drawn.from_bytes(made)
    except ValueError:
        pass
    raise Failed("Không lập được tệp PDF do lỗi khi dàn trang. Quản trị viên xem nhật ký máy chủ để biết chi tiết.")


def _timed_out() -> TimedOut:
    return TimedOut("Không lập được tệp PDF trong thời gian cho phép. Xin kiểm tra văn bản có đoạn quá dài bất thường.")
