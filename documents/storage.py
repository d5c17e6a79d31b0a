"""Papers on disk: written whole or not at all, read back only while their bytes are the ones that were recorded."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

MODE = 0o640


class Damaged(Exception):
    """The file is gone or is no longer what was recorded; the message is the sentence to show."""


def fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def keep(name: str, data: bytes) -> None:
    """Writes `data` under MEDIA_ROOT: a power cut leaves the whole file or none. The same bytes twice do no harm."""
    target = place_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), MODE)
            os.fsync(file.fileno())
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def read(name: str, sha256: str) -> bytes:
    """The recorded bytes. Raises Damaged."""
    try:
        data = place_of(name).read_bytes()
    except OSError as error:
        raise Damaged("Không tìm thấy tệp văn bản trên máy chủ. Xin báo quản trị viên.") from error
    if fingerprint(data) != sha256:
        raise Damaged("Tệp văn bản không còn nguyên vẹn so với lúc lập nên không được gửi đi. Xin báo quản trị viên.")
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
