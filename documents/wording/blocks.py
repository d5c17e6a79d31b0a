"""What a paper is made of, before it is a file: blocks in reading order. The PDF and the Word file are drawn from these.

Text stands here exactly as it will be read (numbered, in capitals where the decree wants capitals), so that both files
say the same, letter for letter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from documents.wording.values import Signer, Table


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False


Runs = tuple[Run, ...]


class Style(StrEnum):
    """How a paragraph stands (NĐ 30/2020 PL I.II)."""

    BODY = "body"
    LEAD = "lead"
    """Stays with what follows it."""
    BASIS = "basis"
    ARTICLE = "article"
    SECTION = "section"
    CENTRE = "centre"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs
    style: Style = Style.BODY

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table; `unit` stands above it, to the right."""

    table: Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """Labels and what stands beside them: the particulars of a party, of a dossier."""

    title: str
    rows: tuple[tuple[str, str], ...]


Block = Paragraph | Grid | Sheet


@dataclass(frozen=True, slots=True)
class Annex:
    heading: str
    title: str
    reference: str
    landscape: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Cơ quan ban hành, số, ký hiệu, địa danh, ngày tháng; `about` is the V/v of a công văn, empty elsewhere."""

    parent: str
    issuer: str
    number: str
    place_and_day: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Where anyone may check an issued paper: a short code, and the address the QR leads to."""

    code: str
    address: str


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    """Of the file, for the window of a reader and for search."""
    author: str
    created: date
    draft: bool
    head: Head
    kind: str
    subject: str
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    signers: tuple[Signer, ...]
    recipients: tuple[str, ...]
    annexes: tuple[Annex, ...] = ()
    proof: Proof | None = None
    data: str = field(default="", repr=False)
    """The facts of the paper as canonical JSON, carried inside the PDF."""

    def grids(self) -> Iterator[Table]:
        for blocks in (self.blocks, *(annex.blocks for annex in self.annexes)):
            yield from (block.table for block in blocks if isinstance(block, Grid))
