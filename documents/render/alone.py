"""A render in a bare process: `python -m documents.render.alone CPU_SECONDS MEMORY_BYTES`, a sheet in, what was drawn out.

The limits stand before the first byte of the text is read.
"""

import sys

from documents.render.limits import Limits, confine


def main(arguments: list[str]) -> int:
    cpu, memory = map(int, arguments)
    confine(Limits(cpu_seconds=cpu, memory=memory))
    from documents.render.engine import renderer
    from documents.render.sheet import Sheet

    sys.stdout.buffer.write(renderer().draw(Sheet.from_bytes(sys.stdin.buffer.read())).to_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
