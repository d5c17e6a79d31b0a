"""Django's own connection to a server that was killed under it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

KILL = """
import os, signal
import django
django.setup()
from django.conf import settings
from django.db import OperationalError, connection
from config.localdb import server, server_at

with connection.cursor() as cursor:
    cursor.execute("select 1")
data = server_at(settings.LOCALDB_ROOT, fast=True).cluster.data
os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
connection.close()
"""
ASK = """
with connection.cursor() as cursor:
    cursor.execute("select 41 + 1")
    print(cursor.fetchone()[0])
"""


ASK_WHILE_IT_CANNOT_START = """
server.PATIENCE = 0
version = (data / "PG_VERSION").rename(data / "away")
try:
    connection.ensure_connection()
except OperationalError:
    version.rename(data / "PG_VERSION")
    server.PATIENCE = 60
"""


def last_word(script: str, folder: Path) -> str:
    environment = os.environ | {"LOCALDB_ROOT": str(folder / "pg"), "DATABASE_URL": "", "TEST_DATABASE": ""}
    command = [sys.executable, "-c", script]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout.strip() or done.stderr


def test_the_next_connection_starts_a_killed_server(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert last_word(KILL + ASK, tmp_path_factory.mktemp("killed")) == "42"


def test_a_server_that_cannot_be_started_yet_is_a_database_that_is_away(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """So that whoever waits for the database, as beat does, goes on waiting."""
    assert last_word(KILL + ASK_WHILE_IT_CANNOT_START + ASK, tmp_path_factory.mktemp("away")) == "42"
