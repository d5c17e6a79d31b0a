"""What changed between two versions of a paper: line by line, and inside a changed line word by word. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[^\s]+")
SAME, GONE, NEW = "same", "gone", "new"
#: Unchanged lines shown around a change.
AROUND = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: same, gone (only in the earlier version) or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the comparison; `skipped`: how many unchanged lines were left out before it."""

    pieces: tuple[Piece, ...]
    changed: bool
    skipped: int = 0


def redline(earlier: Sequence[str], later: Sequence[str]) -> list[Shown]:
    """The changed lines with a little of what stands around them; empty where both say the same."""
    lines = list(_compared(earlier, later))
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.changed
        for step in range(-AROUND, AROUND + 1)
    }  # fmt: skip
    shown: list[Shown] = []
    skipped = 0
    for place, line in enumerate(lines):
        if place in near:
            shown.append(Shown(line.pieces, line.changed, skipped))
            skipped = 0
        else:
            skipped += 1
    return shown


def _compared(earlier: Sequence[str], later: Sequence[str]) -> Iterator[Shown]:
    for tag, a, b, c, d in SequenceMatcher(None, earlier, later, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Shown((Piece(SAME, line),), changed=False) for line in earlier[a:b])
        elif tag == "replace" and b - a == d - c:
            yield from (_inside(old, new) for old, new in zip(earlier[a:b], later[c:d], strict=True))
        else:
            yield from (Shown((Piece(GONE, line),), changed=True) for line in earlier[a:b])
            yield from (Shown((Piece(NEW, line),), changed=True) for line in later[c:d])


def _inside(old: str, new: str) -> Shown:
    before, after = WORDS.findall(old), WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(SAME, "".join(before[a:b])))
            continue
        if b > a:
            pieces.append(Piece(GONE, "".join(before[a:b])))
        if d > c:
            pieces.append(Piece(NEW, "".join(after[c:d])))
    return Shown(tuple(pieces), changed=True)
