"""The code by which anyone checks a paper: it cannot be guessed, and without the key it cannot be made."""

import base64
import hashlib
import hmac

from django.conf import settings

CHARACTERS = 16
GROUP = 4


def code_of(document_id: int, number: str, content_hash: str) -> str:
    """16 letters and digits in groups of four (80 bits of HMAC-SHA256): “K7QD-2MZA-…”."""
    message = f"{document_id}|{number}|{content_hash}".encode()
    digest = hmac.new(_key(), message, hashlib.sha256).digest()
    plain = base64.b32encode(digest[:10]).decode()
    return "-".join(plain[place : place + GROUP] for place in range(0, CHARACTERS, GROUP))


def as_typed(text: str) -> str:
    """What a person typed or scanned, in the one spelling of codes."""
    plain = "".join(char for char in text.upper() if char.isalnum())[:CHARACTERS]
    return "-".join(plain[place : place + GROUP] for place in range(0, len(plain), GROUP))


def address_of(code: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/k/{code}"


def _key() -> bytes:
    """A key of its own, drawn from the secret of the installation."""
    return hashlib.sha256(b"documents.proof" + settings.SECRET_KEY.encode()).digest()
