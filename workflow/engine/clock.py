"""Instants are UTC inside; days are days in Vietnam."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(at: datetime) -> date:
    """The calendar day on which an instant falls in Vietnam."""
    return at.astimezone(VIETNAM).date()


def now() -> datetime:
    """The database's clock, which background work goes by: one for all machines.

    So a wrong clock on one of them lets nothing fall due early, and hands nothing out for longer than its lease.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (at,) = cursor.fetchone()
    assert isinstance(at, datetime)
    return at
