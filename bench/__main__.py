"""make bench [ARGS="transitions --seconds 3"]: without words all parts, the large ones up to a million rows.

`--small` takes a hundredth of the large sizes, to see that everything works.
"""

import argparse
import sys
import time
from pathlib import Path

from bench.measure import SECONDS
from bench.place import own_database, own_folder

#: In this order: the sweep first, so that it sees the crowd it counts and nothing else.
PARTS = ("sweep", "mail", "calendar", "papers", "batch", "transitions")
SMALLER = 100


def main() -> int:
    """The exit code: 1 when a figure shows that something is broken, not slow."""
    words = _words()
    start = time.perf_counter()
    with own_folder() as folder, own_database():
        from bench import machine

        print("\n".join(machine.describe()), flush=True)
        results = [_part(part, folder, words) for part in PARTS if part in (words.parts or PARTS)]
    print(f"\nĐo trong {time.perf_counter() - start:.0f} giây.")
    return 0 if all(results) else 1


def _part(part: str, folder: Path, words: argparse.Namespace) -> bool:
    from bench import batch, calendar, papers, post, sweep, transitions

    def sizes(full: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(size // SMALLER for size in full) if words.small else full

    right = True
    match part:
        case "sweep":
            right = sweep.run(sizes(sweep.SIZES))
        case "mail":
            right = post.run(folder, sizes(post.SIZES))
        case "calendar":
            right = calendar.run(sizes(calendar.SIZES))
        case "papers":
            right = papers.run(folder, small=words.small)
        case "batch":
            right = batch.run(folder, small=words.small)
        case _:
            transitions.run(words.seconds)
    _empty_between()
    sys.stdout.flush()
    return right


def _empty_between() -> None:
    """Each part begins with an empty database: what one leaves behind must not slow the next."""
    import pgtrigger
    from django.core.management import call_command

    with pgtrigger.ignore("workflow.Event:events_are_never_emptied"):
        call_command("flush", interactive=False, verbosity=0, allow_cascade=True, inhibit_post_migrate=True)


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Đo tốc độ, so với psycopg thuần trong cùng lần chạy."
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PHẦN", help=f"một hay nhiều phần: {', '.join(PARTS)}; bỏ trống là tất cả"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="độ dài một lượt đo bước chuyển, giây")
    parser.add_argument("--small", action="store_true", help="một phần trăm các cỡ lớn, để thử cho nhanh")
    words = parser.parse_args()
    if unknown := set(words.parts) - set(PARTS):
        parser.error(f"không có phần {', '.join(sorted(unknown))}")
    return words


if __name__ == "__main__":
    sys.exit(main())
