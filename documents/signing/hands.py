"""The picture of a person's own signature, kept for the next time they sign; only pixels of what they uploaded."""

from pathlib import Path

from documents.signing.marks import checked_png
from documents.signing.places import folder


def hand_of(user_id: int) -> bytes:
    """Empty where the person has none on file."""
    path = _place(user_id)
    return path.read_bytes() if path.is_file() else b""


def keep_hand(user_id: int, data: bytes) -> bytes:
    """Raises BadImage."""
    clean = checked_png(data)
    path = _place(user_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(clean)
    return clean


def _place(user_id: int) -> Path:
    return folder() / "hands" / f"{user_id}.png"
