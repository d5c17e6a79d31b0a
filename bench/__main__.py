"""make bench [ARGS="transitions --seconds 3"]: without words all three, in less than three minutes."""

import argparse
import sys
import time
from pathlib import Path

from bench.measure import SECONDS
from bench.place import own_database, own_folder

#: In this order: the sweep first, so that it sees the crowd it counts and nothing else.
PARTS = ("sweep", "papers", "transitions")


def main() -> int:
    """The exit code: 1 when a figure shows that something is broken, not slow."""
    words = _words()
    start = time.perf_counter()
    with own_folder() as folder, own_database():
        from bench import machine

        print("\n".join(machine.describe()), flush=True)
        results = [_part(part, folder, words.seconds) for part in PARTS if part in (words.parts or PARTS)]
    print(f"\nĐo trong {time.perf_counter() - start:.0f} giây.")
    return 0 if all(results) else 1


def _part(part: str, folder: Path, seconds: float) -> bool:
    from bench import papers, sweep, transitions

    if part == "transitions":
        transitions.run(seconds)
    elif part == "papers":
        papers.run(folder)
    else:
        return sweep.run()
    sys.stdout.flush()
    return True


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make bench", description="Đo tốc độ, so với psycopg thuần trong cùng lần chạy."
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PHẦN", help=f"một hay nhiều phần: {', '.join(PARTS)}; bỏ trống là tất cả"
    )
    parser.add_argument("--seconds", type=float, default=SECONDS, help="độ dài một lượt đo bước chuyển, giây")
    words = parser.parse_args()
    if unknown := set(words.parts) - set(PARTS):
        parser.error(f"không có phần {', '.join(sorted(unknown))}")
    return words


if __name__ == "__main__":
    sys.exit(main())
