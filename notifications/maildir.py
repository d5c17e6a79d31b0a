"""A folder of messages in maildir form: what the test mailbox shows, and the journal a sender asks before a second try.

A message is written under `tmp`, flushed to disk and moved to `new` in one step: a reader never sees half of it.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import time_ns
from uuid import uuid4

NAME = re.compile(r"\A[0-9A-Za-z._,:=+-]{1,200}\Z")
FOLDERS = ("new", "cur")


class NoSuchMessage(LookupError):
    """No message of that name lies in the folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list, read from the headers only."""

    name: str
    sender: str
    to: str
    subject: str
    at: datetime | None


def store(folder: Path, raw: bytes) -> str:
    """Keeps one message; returns its name. Names sort by the time of arrival."""
    for part in ("tmp", *FOLDERS):
        (folder / part).mkdir(parents=True, exist_ok=True)
    name = f"{time_ns()}.{uuid4().hex[:12]}.thu"
    draft = folder / "tmp" / name
    with draft.open("wb") as handle:
        handle.write(raw)
        handle.flush()
        os.fsync(handle.fileno())
    draft.rename(folder / "new" / name)
    return name


def entries(folder: Path, *, most: int) -> list[Entry]:
    """The newest `most` messages, newest first."""
    return [_entry(path) for path in _paths(folder)[:most]]


def message_named(folder: Path, name: str) -> EmailMessage:
    """Raises NoSuchMessage, also for a name that is not a plain file name."""
    if NAME.match(name) and not name.startswith("."):
        for part in FOLDERS:
            path = folder / part / name
            if path.is_file():
                return BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes())
    raise NoSuchMessage(name)


class Arrivals:
    """The Message-IDs of what arrived after an instant. Asked again, it reads only what has come since."""

    def __init__(self, folder: Path, *, since: datetime) -> None:
        self._folder, self._since = folder, since.timestamp()
        self._read: set[str] = set()
        self._ids: set[str] = set()

    def __contains__(self, message_id: str) -> bool:
        """Looks into the folder each time: what was not there a moment ago may be there now."""
        for path in (path for part in FOLDERS for path in _files(self._folder / part)):
            if path.name not in self._read and path.stat().st_mtime >= self._since:
                self._ids.add(str(_headers(path).get("Message-ID", "")).strip())
            self._read.add(path.name)
        return message_id in self._ids


def body_of(message: EmailMessage, kind: str) -> str:
    """The text of the part of this kind ("plain" or "html"), or nothing."""
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _paths(folder: Path) -> list[Path]:
    found = [path for part in FOLDERS for path in _files(folder / part)]
    return sorted(found, key=lambda path: path.name, reverse=True)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_file())


def _headers(path: Path) -> EmailMessage:
    with path.open("rb") as handle:
        return BytesHeaderParser(EmailMessage, policy=policy.default).parse(handle)


def entry_of(name: str, message: EmailMessage) -> Entry:
    try:
        at = parsedate_to_datetime(str(message["Date"]))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)  # "-0000" is UTC of an unknown place
    except (TypeError, ValueError):
        at = None
    return Entry(name, str(message.get("From", "")), str(message.get("To", "")), str(message.get("Subject", "")), at)


def _entry(path: Path) -> Entry:
    return entry_of(path.name, _headers(path))
