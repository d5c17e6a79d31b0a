"""Django's own connection to a server that was killed under it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

KILL_AND_ASK = """
import os, signal
import django
django.setup()
from django.conf import settings
from django.db import connection
from config.localdb import server_at

with connection.cursor() as cursor:
    cursor.execute("select 1")
data = server_at(settings.LOCALDB_ROOT, fast=True).cluster.data
os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
connection.close()
with connection.cursor() as cursor:
    cursor.execute("select 41 + 1")
    print(cursor.fetchone()[0])
"""


def test_the_next_connection_starts_a_killed_server(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("killed")
    environment = os.environ | {"LOCALDB_ROOT": str(folder / "pg"), "DATABASE_URL": "", "TEST_DATABASE": ""}
    command = [sys.executable, "-c", KILL_AND_ASK]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.strip() == "42", done.stderr
