"""Letting go of a lock on a file (flock), for certain.

Closing the file is not enough: the lock lives as long as any copy of the opened file, and a child that another thread
forks meanwhile, be it only on its way to another program, has one. Unlocking counts for all copies.
"""

import fcntl
import os


def let_go(lock: int) -> None:
    """Unlocks and closes."""
    fcntl.flock(lock, fcntl.LOCK_UN)
    os.close(lock)
