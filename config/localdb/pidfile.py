"""Is the server that wrote `postmaster.pid`, and the lock beside its socket, still alive?

A killed server leaves its files behind. PostgreSQL then asks only whether *some* process has that number, so a zombie or
a stranger passes for a living server. We look closer, and in any doubt leave the file alone: two servers on one folder
destroy it.
"""

import subprocess
import sys
from pathlib import Path

PROC = Path("/proc")
DEAD = "ZX"  # zombie, dead: states in which a process runs nothing any more


def clear_stale(data: Path, file: Path | None = None) -> bool:
    """True when certainly no server runs on `data`; a file left by a dead one is then removed.

    `file`: where that server wrote its number and its folder; `postmaster.pid` unless another is given.
    """
    file = file or data / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return True
    except ValueError:  # being written this moment
        return False
    alive = _serves_linux(pid, data) if sys.platform == "linux" else _serves_elsewhere(pid)
    if not alive:
        file.unlink(missing_ok=True)
    return not alive


def _serves_linux(pid: int, data: Path) -> bool:
    try:
        state = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0]
        arguments = (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    if state in DEAD:
        return False
    if not arguments[0]:  # between fork and exec: not ours to judge
        return True
    return "postgres" in arguments[0] and str(data) in arguments


def _serves_elsewhere(pid: int) -> bool:
    ask = ["ps", "-ww", "-o", "stat=,args=", "-p", str(pid)]
    shown = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    return bool(shown) and not shown.startswith("Z") and "postgres" in shown
