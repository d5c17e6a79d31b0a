"""Everything one paper says about one matter: plain texts under the names by which a wording calls them.

Texts are clean (NFC, bounded, drawable) by the time they stand here. The whole is frozen as JSON beside the paper, so
that the same paper can be made again in ten years from what was known when it was made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

LEFT, CENTRE, RIGHT = "left", "centre", "right"


@dataclass(frozen=True, slots=True)
class Column:
    """`mm`: width in millimetres, 0 for a share of what the others leave."""

    label: str
    mm: int = 0
    align: str = LEFT


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """Labels and what stands beside them."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs. Above the title stand `authority` (“TM. ỦY BAN NHÂN DÂN”, “ĐẠI DIỆN BÊN A”) and `instead` (“KT. GIÁM ĐỐC”);
    papers frozen before it was told apart hold either in `authority`."""

    role: str
    """Names the place of the signature in the file: “a”, “b” …"""
    authority: str
    title: str
    name: str
    hint: str = ""
    unit: int | None = None
    """The id of the organisation whose place it is; None: of who issues the paper."""
    instead: str = ""
    """In whose place a deputy signs."""

    @property
    def above(self) -> tuple[str, ...]:
        """The lines over the hand."""
        return tuple(line for line in (self.authority, self.instead, self.title.upper()) if line)


def side_by_side(signers: Sequence[Signer]) -> list[tuple[str, ...]]:
    """The lines over each hand. Beside a deputy, who has one more, the others end in empty ones: all hands stand level."""
    most = max((len(one.above) for one in signers), default=0) if any(one.instead for one in signers) else 0
    return [(*one.above, *[""] * (most - len(one.above))) for one in signers]


@dataclass(frozen=True, slots=True)
class Values:
    """`kind` and `subject`: tên loại and trích yếu; a công văn has no kind. `symbol`: after the number, “HĐ-ĐCK”.

    `missing`: what the paper still lacks, each a name for a person to act on. `facts`: the same matter as data (whole
    đồng, ISO days) for those who read by machine and for the page that proves the paper.
    """

    title: str
    kind: str
    subject: str
    parent: str
    issuer: str
    symbol: str
    place: str
    written_on: date
    fields: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
    addressees: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    recipients: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    """What a person should check before signing, though nothing is missing."""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """All that a wording may call by name."""
        return frozenset().union(self.fields, self.flags, self.lists, self.tables, self.cards)

    def holds(self, name: str) -> bool:
        """Whether there is anything under that name: what `@nếu` asks."""
        if name in self.tables:
            return bool(self.tables[name].rows)
        return bool(self.flags.get(name) or self.fields.get(name) or self.lists.get(name) or self.cards.get(name))

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "written_on": self.written_on.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Values":
        tables = {name: _table(table) for name, table in data["tables"].items()}
        cards = {
            name: Card(card["title"], tuple((label, value) for label, value in card["rows"]))
            for name, card in data["cards"].items()
        }
        sequences = ("addressees", "recipients", "missing", "warnings")
        return cls(
            **{
                **data,
                "written_on": date.fromisoformat(data["written_on"]),
                "lists": {name: tuple(items) for name, items in data["lists"].items()},
                "tables": tables,
                "cards": cards,
                "signers": tuple(Signer(**signer) for signer in data["signers"]),
                **{name: tuple(data[name]) for name in sequences},
            }
        )


def _table(data: Mapping[str, Any]) -> Table:
    return Table(
        tuple(Column(**column) for column in data["columns"]),
        tuple(Row(tuple(row["cells"]), row["total"]) for row in data["rows"]),
        data["unit"],
    )
