"""On what it was measured: without this a number means nothing."""

import os
import platform
import subprocess
from pathlib import Path

import django
import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
DURABILITY = ("fsync", "synchronous_commit", "full_page_writes", "shared_buffers")


def describe() -> list[str]:
    """Lines that name the machine, its load now, the code and the settings of the database."""
    return [
        f"Máy        {processor()}, {os.cpu_count()} lõi, {platform.system()} {platform.release()}",
        f"Tải        {load()} (trung bình 1, 5, 15 phút lúc bắt đầu đo)",
        f"Mã nguồn   {commit()}",
        f"Phần mềm   Python {platform.python_version()}, Django {django.__version__}, psycopg {psycopg.__version__}",
        f"PostgreSQL {database()}",
    ]


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def load() -> str:
    return ", ".join(f"{value:.1f}" for value in os.getloadavg())


def commit() -> str:
    """The commit, and whether files differ from it; a copy without git says so."""
    try:
        head = _git("rev-parse", "--short=12", "HEAD")
        changed = len(_git("status", "--porcelain").splitlines())
    except (OSError, subprocess.CalledProcessError):
        return "không có git"
    return head + (f" và {changed} tệp đã sửa" if changed else "")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        version = cursor.fetchone()[0]
        cursor.execute(
            "SELECT name, setting || coalesce(unit, '') FROM pg_settings WHERE name = ANY(%s)", [[*DURABILITY]]
        )
        values = dict(cursor.fetchall())
    return ", ".join([version, *(f"{name}={values[name]}" for name in DURABILITY)])
