"""What tells a database that the demo filled from one that people work in: a table that the load leaves behind.

Not a model: it says something of the whole database, and must be there before, and whatever becomes of, every other table.
"""

from django.db import connection

LOADING, LOADED = "demo_loading", "demo_loaded"


def begin() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"create table if not exists {LOADING} ()")


def finish() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {LOADED}")
        cursor.execute(f"alter table {LOADING} rename to {LOADED}")


def is_unfinished() -> bool:
    return LOADING in connection.introspection.table_names()


def is_there() -> bool:
    """Also where the load was cut off: what stands beside the mark is the demo's own."""
    return not {LOADING, LOADED}.isdisjoint(connection.introspection.table_names())
