"""Instants are UTC inside; days are days in Vietnam."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(at: datetime) -> date:
    """The calendar day on which an instant falls in Vietnam."""
    return at.astimezone(VIETNAM).date()
