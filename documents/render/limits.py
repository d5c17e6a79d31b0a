"""What one render may use, and how a render can fail. Every failure is a sentence for a person."""

import resource
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


class RenderError(Exception):
    """No paper was made."""


class TooLong(RenderError):
    """The text is beyond what a paper holds."""


def of_pages(most: int) -> TooLong:
    return TooLong(
        f"Văn bản dài hơn {most} trang nên không lập được tệp PDF. Xin rút gọn hoặc tách thành nhiều văn bản."
    )


class TimedOut(RenderError):
    """The render used up its time."""


class Failed(RenderError):
    """The render broke: no memory left, a forbidden file, a fault inside."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor, bytes of memory on top of what the process has, seconds by the clock on the wall; how much text,
    and how many pages it may come to."""

    cpu_seconds: int = 20
    memory: int = 1024 * MIB
    wall_seconds: float = 30.0
    html_characters: int = 600_000
    pages: int = 100


STANDARD = Limits()


def confine(limits: Limits) -> None:
    """Called inside the child only: from here on the kernel stops it, whatever the text does to the layout."""
    cap(resource.RLIMIT_CPU, limits.cpu_seconds, grace=2)
    cap(resource.RLIMIT_AS, address_space() + limits.memory)
    cap(resource.RLIMIT_CORE, 0)


def cap(kind: int, wanted: int, *, grace: int = 0) -> None:
    """Lowers a limit, never above the one the host has set; the hard limit follows `grace` later."""
    _, hard = resource.getrlimit(kind)
    unlimited = hard == resource.RLIM_INFINITY
    resource.setrlimit(
        kind, (wanted if unlimited else min(wanted, hard), wanted + grace if unlimited else min(wanted + grace, hard))
    )


def address_space() -> int:
    """Bytes of address space this process has now; 0 where the host does not say (macOS does not enforce it either)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()
