"""What a mail says, before anyone decides how it looks. Pure and frozen; both renderers show all of it, in this order."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

MASTHEAD = "Khuyến công – Quản lý đề án"
AUTOMATIC = "Thư do hệ thống quản lý đề án khuyến công tự động gửi; xin không trả lời thư này."


class Tone(StrEnum):
    """The colour of the band; a symbol and words always stand beside it."""

    CALM = "calm"
    SOON = "soon"
    LATE = "late"

    @property
    def symbol(self) -> str:
        return {Tone.CALM: "●", Tone.SOON: "▲", Tone.LATE: "■"}[self]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out where letters can be bold."""

    words: str
    strong: ClassVar[bool] = True


#: A run of words: ("Quá hạn ", Strong("3 ngày"), ".")
Words = tuple[str | Strong, ...]


def plain(words: Words) -> str:
    return "".join(piece.words if isinstance(piece, Strong) else piece for piece in words)


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str
    """A whole address, with its host: a mail is read elsewhere."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person wrote, under its label, with its own line breaks."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    words: Words
    soft: bool = False
    """Less important than the line above it."""


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FactList:
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A question and its answer in numbered steps: "Vì sao hạn là …?"."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    href: str = ""
    """Where the first cell leads; empty: nowhere."""


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of the same kind, such as the đề án of a digest. As many cells in a row as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table in a mail has a cell for each column")

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(where the row leads, its cells with the names of their columns) of each row."""
        return [(row.href, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]


Block = Paragraph | Quote | FactList | Steps | Table


@dataclass(frozen=True, slots=True)
class Content:
    """One mail. `footer`: what is to be said about receiving such mail, below why the reader gets it."""

    headline: str
    tone: Tone
    reader: str
    blocks: tuple[Block, ...]
    button: Link
    why_you: str
    footer: str = AUTOMATIC
    choices: Link | None = None
    """Where the reader changes what they are told; None: nothing to change."""
