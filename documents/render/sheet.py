"""What goes into a render and what comes out, as bytes between processes."""

import json
from dataclasses import asdict, dataclass
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
    pdf: bytes
    rooms: tuple[Room, ...] = ()

    def to_bytes(self) -> bytes:
        """One line of JSON, then the file."""
        return json.dumps([asdict(room) for room in self.rooms]).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> "Drawn":
        """Raises ValueError for what no render wrote."""
        head, _, pdf = data.partition(b"\n")
        if not pdf.startswith(b"%PDF-"):
            raise ValueError("not a PDF")
        return cls(pdf, tuple(Room(**room) for room in json.loads(head)))
