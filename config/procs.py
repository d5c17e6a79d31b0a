"""Runs several programs together: prefixed lines, restart after a crash, orderly stop.

Why our own: the usual managers signal the whole process group, so that Celery's pool dies before its parent can finish
or hand back the running task, and none of them starts a crashed program again.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread

GRACE = 10.0  # seconds a program gets to end by itself
SHORT_LIFE = 10.0  # seconds: who ends sooner is failing, not merely crashing
MOST_FAILURES = 5  # short lives in a row before everything is stopped
LONGEST_PAUSE = 15.0  # seconds between two tries
COLOURS = (36, 32, 33, 35, 34, 31)
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None  # loaded here: a forked child must not load anything


@dataclass(frozen=True)
class Program:
    """One program to keep running; `name` stands before each of its lines."""

    name: str
    argv: Sequence[str]
    serves_others: bool = False  # ended only when the others have ended


class Runner(Thread):
    """Keeps one program running, in a thread that lives as long as the program (see `_end_with_parent`)."""

    def __init__(
        self, program: Program, environment: Mapping[str, str], stopping: Event, say: Callable[[str], None]
    ) -> None:
        super().__init__(name=program.name, daemon=True)
        self.program, self.environment, self.stopping, self.say = program, environment, stopping, say
        self.process: subprocess.Popen[str] | None = None
        self.failures = 0

    @property
    def given_up(self) -> bool:
        return self.failures > MOST_FAILURES

    def run(self) -> None:
        """Starts the program again whenever it ends, ever more slowly, until the stop or too many short lives."""
        while not self.stopping.is_set():
            started = time.monotonic()
            code = self._live()
            if self.stopping.is_set():
                return
            self.failures = self.failures + 1 if time.monotonic() - started < SHORT_LIFE else 1
            if self.given_up:
                self.say(f"kết thúc {self.failures} lần liền (mã {code}); dừng tất cả")
                self.stopping.set()
                return
            pause = min(2**self.failures / 4, LONGEST_PAUSE)
            self.say(f"kết thúc bất ngờ (mã {code}); chạy lại sau {pause:.1f} s")
            self.stopping.wait(pause)

    def end(self) -> None:
        """Asks the program to end, as only it knows how to end its children; after GRACE ends the whole group."""
        if self.process is not None:
            self.process.terminate()
        self.join(GRACE)
        if self.is_alive() and self.process is not None:
            self.say(f"không dừng sau {GRACE:.0f} s; buộc dừng")
            _end_group(self.process)
            self.join()

    def _live(self) -> int:
        process = subprocess.Popen(
            self.program.argv,
            env=self.environment,
            start_new_session=True,  # Ctrl-C reaches us alone
            preexec_fn=_end_with_parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self.process = process
        if self.stopping.is_set():  # told to stop between the question and the start
            process.terminate()
        reader = Thread(target=self._read, args=[process], daemon=True)
        reader.start()
        code = process.wait()
        _end_group(process)  # a child left behind would hold the port, and this output
        reader.join()
        return code

    def _read(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self.say(line.rstrip())


def run(
    programs: Sequence[Program], environment: Mapping[str, str], *, meanwhile: Callable[[], None] | None = None
) -> int:
    """Runs the programs until a signal or until one of them cannot be kept alive; 1 in that case, else 0.

    `meanwhile` is called once, beside them, in a thread that nobody waits for.
    """
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    width = max(len(program.name) for program in programs)
    runners = [
        Runner(program, environment, stopping, _speaker(program.name.ljust(width), COLOURS[index % len(COLOURS)]))
        for index, program in enumerate(programs)
    ]
    for runner in runners:
        runner.start()
    if meanwhile:
        Thread(target=meanwhile, daemon=True).start()
    stopping.wait()
    show("Đang dừng…")
    _end([runner for runner in runners if not runner.program.serves_others])
    _end([runner for runner in runners if runner.program.serves_others])
    return int(any(runner.given_up for runner in runners))


def _end(runners: Sequence[Runner]) -> None:
    """All of them side by side."""
    endings = [Thread(target=runner.end) for runner in runners]
    for ending in endings:
        ending.start()
    for ending in endings:
        ending.join()


def show(text: str) -> None:
    """Prints at once; a reader that went away (`make run | head`) must not keep us from an orderly stop."""
    with suppress(BrokenPipeError):
        print(text, flush=True)


def _speaker(name: str, colour: int) -> Callable[[str], None]:
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    before, after = (f"\x1b[{colour}m", "\x1b[0m") if coloured else ("", "")
    return lambda text: show(f"{before}{time.strftime('%H:%M:%S')} {name} |{after} {text}")


def _end_group(process: "subprocess.Popen[str]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _end_with_parent() -> None:
    """Linux: when the thread that started it dies, with the manager say, the program is told to end.

    Otherwise the programs of a killed manager would live on and hold the port.
    """
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
