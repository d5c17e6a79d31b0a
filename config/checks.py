"""Checks of the installation that Django runs before it migrates, and with `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

DURABLE = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_write", "remote_apply", "local"),
}


@register(Tags.database)
def acknowledged_work_is_kept(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """A decision the database acknowledged must survive a power cut. Tests alone may do without."""
    if settings.LOCALDB_FAST:
        return []
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            for name, allowed in DURABLE.items():
                cursor.execute("select current_setting(%s)", [name])
                (value,) = cursor.fetchone()
                if value not in allowed:
                    found.append(
                        Error(
                            f"PostgreSQL đang đặt {name} = {value}: quyết định đã ghi nhận có thể mất khi mất điện.",
                            hint=f"Đặt {name} = on trong postgresql.conf.",
                            id="config.E001",
                        )
                    )
    return found
