"""What goes into a render and what comes out, as bytes between processes."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of HTML and the data that go with it. `made_on` (ISO) dates the attachment: never the clock."""

    html: str
    data: str = ""
    made_on: str = "2000-01-01"

    @property
    def day(self) -> datetime:
        return datetime.fromisoformat(self.made_on).replace(tzinfo=UTC)

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sheet":
        return cls(**json.loads(data))


@dataclass(frozen=True, slots=True)
class Room:
    """Where somebody signs: page from 0; the box in points, its lower left corner from that of the page."""

    role: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """`maker`: what the bytes depend on beside the paper (`documents.render.maker`)."""

    pdf: bytes
    rooms: tuple[Room, ...] = ()
    maker: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """One line of JSON, then the file."""
        head = {"rooms": [asdict(room) for room in self.rooms], "maker": self.maker}
        return json.dumps(head).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> "Drawn":
        """Raises ValueError for what no render wrote."""
        line, _, pdf = data.partition(b"\n")
        if not pdf.startswith(b"%PDF-"):
            raise ValueError("not a PDF")
        head = json.loads(line)
        return cls(pdf, tuple(Room(**room) for room in head["rooms"]), head["maker"])
