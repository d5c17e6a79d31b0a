"""Papers on disk: written whole or not at all, read back only while their bytes are the ones that were recorded."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

MODE = 0o640
GONE = "Không tìm thấy tệp văn bản trên máy chủ. Xin báo quản trị viên."
CHANGED = "Tệp văn bản không còn nguyên vẹn so với lúc lập nên không được gửi đi. Xin báo quản trị viên."


class Damaged(Exception):
    """The file is gone or is no longer what was recorded; the message is the sentence to show."""


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(name: str, data: bytes) -> None:
    """Writes `data` under MEDIA_ROOT: a power cut leaves the whole file or none. The same bytes twice do no harm."""
    target = place_of(name)
    _whole(target.parent, lambda file: file.write(data), lambda draft: target)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file under MEDIA_ROOT; `size` in bytes."""

    name: str
    sha256: str
    size: int


def keep_stream(folder: str, suffix: str, write: Callable[[BinaryIO], object]) -> Kept:
    """As `keep`, for what is too large to be held in memory: named by its fingerprint, once `write` has written it."""
    place = place_of(folder)
    target = _whole(place, write, lambda draft: place / f"{fingerprint_of(draft)[:16]}.{suffix}")
    return Kept(f"{folder}/{target.name}", fingerprint_of(target), target.stat().st_size)


def _whole(folder: Path, write: Callable[[BinaryIO], object], name: Callable[[Path], Path]) -> Path:
    """Writes beside, then puts in place under the name that the written file is given."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fchmod(file.fileno(), MODE)
            os.fsync(file.fileno())
        target = Path(draft).replace(name(Path(draft)))
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _sync_folder(folder)
    return target


def forget(name: str) -> None:
    """Removes what can be made again; nothing happens where it is gone already."""
    place_of(name).unlink(missing_ok=True)


def fingerprint_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def opened(name: str, sha256: str) -> BinaryIO:
    """A large file to be sent piece by piece, while it is the one that was recorded. Raises Damaged."""
    path = place_of(name)
    try:
        intact = fingerprint_of(path) == sha256
        file = path.open("rb")
    except OSError as error:
        raise Damaged(GONE) from error
    if not intact:
        file.close()
        raise Damaged(CHANGED)
    return file


def read(name: str, sha256: str) -> bytes:
    """The recorded bytes. Raises Damaged."""
    try:
        data = place_of(name).read_bytes()
    except OSError as error:
        raise Damaged(GONE) from error
    if fingerprint(data) != sha256:
        raise Damaged(CHANGED)
    return data


def place_of(name: str) -> Path:
    """The path under MEDIA_ROOT; a name that leads out of it is refused."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise Damaged("Đường dẫn tệp văn bản không hợp lệ. Xin báo quản trị viên.")
    return path


def _sync_folder(folder: Path) -> None:
    """The new name itself must survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
