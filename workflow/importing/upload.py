"""The file between preview and "Lưu": kept with the other media for a day, found again only by the person who sent it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest

FOLDER = "imports"
KEPT = timedelta(days=1)
SESSION = "import_file"


@dataclass(frozen=True, slots=True)
class Upload:
    """`token` stands in the page, so that two open pages never save each other's file."""

    token: str
    name: str
    content: bytes


def keep(request: HttpRequest, *, name: str, content: bytes, at: datetime) -> Upload:
    """Replaces the file this person sent before, and clears away what others left behind."""
    discard(request)
    _clear_old(at)
    token = secrets.token_urlsafe(16)
    stored = default_storage.save(f"{FOLDER}/{at:%Y%m%d%H%M%S}-{token}.bin", ContentFile(content))
    # Session and file both live on the server: the browser gets the token alone, never a path.
    request.session[SESSION] = {"token": token, "name": PurePosixPath(name).name[:200], "stored": stored}
    return Upload(token, name, content)


def kept(request: HttpRequest, token: str) -> Upload | None:
    known = request.session.get(SESSION)
    if not known or not secrets.compare_digest(known["token"].encode(), token.encode()):
        return None
    if not default_storage.exists(known["stored"]):
        return None
    with default_storage.open(known["stored"]) as file:
        return Upload(token, known["name"], file.read())


def discard(request: HttpRequest) -> None:
    known = request.session.pop(SESSION, None)
    if known:
        default_storage.delete(known["stored"])


def _clear_old(at: datetime) -> None:
    """Names begin with the second of their making, so the date is read from the name."""
    if not default_storage.exists(FOLDER):
        return
    before = f"{at - KEPT:%Y%m%d%H%M%S}"
    for name in default_storage.listdir(FOLDER)[1]:
        if name < before:
            default_storage.delete(f"{FOLDER}/{name}")
