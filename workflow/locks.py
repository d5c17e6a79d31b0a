"""Locks of the database that end with the session that holds them: a killed worker leaves none behind."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def try_lock(name: str) -> bool:
    """Takes the lock if nobody else has it; never waits. Each taking needs its own `unlock`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        (got,) = cursor.fetchone()
    return bool(got)


def unlock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """True to the one who has the lock for the time of the block, False to everyone else."""
    got = try_lock(name)
    try:
        yield got
    finally:
        if got:
            unlock(name)
