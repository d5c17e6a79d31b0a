"""Children that are forked while something is held, and whether it is free again."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

PATIENCE = 60.0  # seconds


def free(lock: Path) -> bool:
    """Would another process get this lock at once?"""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


@contextmanager
def forked_child() -> Iterator[None]:
    """A child that lives on and does nothing, as a worker's does, for as long as the block lasts."""
    theirs, ours = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        os.read(theirs, 1)
        os._exit(0)
    os.close(theirs)
    try:
        yield
    finally:
        os.close(ours)
        os.waitpid(child, 0)


@contextmanager
def forked_while(held: AbstractContextManager[object]) -> Iterator[None]:
    """A child forked while another thread holds this, which has let go of it when the block begins."""
    inside, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with held:
            inside.set()
            leave.wait(PATIENCE)

    holder = threading.Thread(target=hold)
    holder.start()
    assert inside.wait(PATIENCE)
    with forked_child():
        leave.set()
        holder.join()
        yield
