"""A render in a bare process: `python -m documents.render.alone CPU_SECONDS MEMORY_BYTES`, HTML in, PDF out.

The limits stand before the first byte of the text is read.
"""

import sys

from documents.render.limits import Limits, confine


def main(arguments: list[str]) -> int:
    cpu, memory = map(int, arguments)
    confine(Limits(cpu_seconds=cpu, memory=memory))
    from documents.render.engine import renderer

    sys.stdout.buffer.write(renderer().pdf(sys.stdin.buffer.read().decode()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
