"""Django's PostgreSQL engine, which starts the embedded server when a connection needs it."""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from config.localdb.errors import LocalDatabaseError
from config.localdb.server import server_at


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        server = server_at(settings.LOCALDB_ROOT, fast=settings.LOCALDB_FAST)
        server.ensure()
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            try:
                server.revive()
            except LocalDatabaseError as error:  # away, as any other database may be: whoever waits for one tries again
                raise psycopg.OperationalError(str(error)) from error
            return super().get_new_connection(conn_params)
