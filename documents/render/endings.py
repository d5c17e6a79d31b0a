"""Where a stream of a file ends, any reader can tell.

Those who write files for us end each stream by a line feed. Where the packed bytes happen to end in a carriage return (one
stream in 256), a strict reader takes both for the end of the line, and the stated length for wrong (ISO 19005-3, 6.1.7.1):
an archive turns such a paper away. Ended by both, there is nothing to guess.
"""

import io
from typing import Any

import pydyf

END, PLAIN_END = b"\r\nendstream", b"\nendstream"


def tell_endings() -> None:
    """For every file of this process from now on; a second call changes nothing."""
    if getattr(pydyf.Stream.data.fget, "tells", False):
        return
    plain = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        return bytes(plain(stream).removesuffix(PLAIN_END)) + END

    data.tells = True  # type: ignore[attr-defined]
    pydyf.Stream.data = property(data)


class Telling(io.BytesIO):
    """Where a signed file is written to: the signer writes the end of a stream as one piece."""

    def write(self, data: Any) -> int:
        return super().write(END if bytes(data[: len(PLAIN_END) + 1]) == PLAIN_END else data)
