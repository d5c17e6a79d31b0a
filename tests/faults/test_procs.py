"""The process manager: what crashes comes back, what is told to stop stops, nothing is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

MANAGER = """
import os, sys
from config import procs
python = sys.executable
programs = [procs.Program(name, [python, "-u", "-c", code]) for name, code in zip(sys.argv[1::2], sys.argv[2::2])]
sys.exit(procs.run(programs, dict(os.environ)))
"""
STAYS = "import os, time; print('pid', os.getpid()); time.sleep(600)"
FAILS = "raise SystemExit(3)"
HAS_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("pid", child.pid)
time.sleep(600)
"""


def manager(*names_and_codes: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-u", "-c", MANAGER, *names_and_codes],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def line_with(process: "subprocess.Popen[str]", text: str) -> str:
    """Reads the output until a line holds `text`; the test fails when it ends before."""
    assert process.stdout is not None
    seen = []
    for line in process.stdout:
        seen.append(line)
        if text in line:
            return line
    raise AssertionError("".join(seen))


def pid_in(line: str) -> int:
    return int(line.split()[-1])


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def becomes(fact: Callable[[], bool], within: float = 10.0) -> bool:
    """Watches until the fact holds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if fact():
            return True
        os.sched_yield()
    return False


def test_a_killed_program_is_started_again_under_its_name() -> None:
    with manager("web", STAYS) as running:
        first = pid_in(line_with(running, "pid"))
        os.kill(first, signal.SIGKILL)
        assert "web" in line_with(running, "chạy lại sau")
        assert pid_in(line_with(running, "pid")) != first
        running.terminate()
    assert running.returncode == 0


def test_a_stop_ends_every_program_and_its_children() -> None:
    with manager("web", STAYS, "worker", HAS_A_CHILD) as running:
        pids = [pid_in(line_with(running, "pid")) for _ in range(2)]
        running.send_signal(signal.SIGINT)
    assert running.returncode == 0
    assert all(becomes(lambda pid=pid: gone(pid)) for pid in pids)  # type: ignore[misc]


def test_a_program_that_cannot_live_stops_the_rest_and_the_run_fails() -> None:
    with manager("web", STAYS, "beat", FAILS) as running:
        assert "beat" in line_with(running, "dừng tất cả")
    assert running.returncode == 1


def test_programs_do_not_outlive_a_killed_manager() -> None:
    with manager("web", STAYS) as running:
        program = pid_in(line_with(running, "pid"))
        running.kill()
    assert becomes(lambda: gone(program))


def test_what_crashed_leaves_no_child_behind() -> None:
    crashes = HAS_A_CHILD.replace("time.sleep(600)\n", "raise SystemExit(3)\n")
    with manager("worker", crashes) as running:
        child = pid_in(line_with(running, "pid"))
        line_with(running, "chạy lại sau")
        assert becomes(lambda: gone(child))
        running.terminate()
