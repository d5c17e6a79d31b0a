"""Whose server it is: PostgreSQL refuses to run as root, so root lends the server to an account without rights."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.localdb.errors import LocalDatabaseError

UNPRIVILEGED = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """The system account that runs the server; `lent` when it is not the one we run under."""

    uid: int
    gid: int
    lent: bool

    def for_subprocess(self) -> dict[str, Any]:
        """Arguments that make `subprocess` start a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lent else {}

    def own(self, folder: Path) -> None:
        if self.lent:
            os.chown(folder, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """May this account walk down to `path`? Folders that do not exist yet are judged by their parents."""
        return all(self._enters(step) for step in (path, *path.parents) if step.exists())

    def _enters(self, step: Path) -> bool:
        status = step.stat()
        bit = 0o100 if status.st_uid == self.uid else 0o010 if status.st_gid == self.gid else 0o001
        return bool(status.st_mode & bit)


def server_account() -> Account:
    """Our own account, or for root the first of the unprivileged ones that exists."""
    if os.geteuid() != 0:
        return Account(os.getuid(), os.getgid(), lent=False)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, lent=True)
    raise LocalDatabaseError("PostgreSQL không chạy dưới quyền root, mà máy không có tài khoản postgres hay nobody.")
