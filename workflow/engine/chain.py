"""The hash chain of a case: one function makes the bytes, the writer and the verifier both use it."""

import hashlib
import json
import unicodedata
from datetime import UTC, datetime
from typing import Any

from workflow.models.event import Event


def instant(at: datetime) -> str:
    """Microseconds, UTC: the precision PostgreSQL keeps."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: Any) -> bytes:
    """NFC text, sorted keys, no spaces, no floats: the same facts always give the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text).encode()


def seal(event: Event) -> str:
    """SHA-256 over every fact of the event and the hash before it."""
    facts = [
        event.previous_hash,
        event.case_id,
        event.seq,
        event.version,
        event.action,
        event.source,
        event.target,
        event.actor_id,
        event.actor_name,
        event.actor_organisation_id,
        event.on_behalf_of_id,
        event.on_behalf_name,
        event.reason,
        event.data,
        instant(event.at),
        event.key,
        event.digest,
    ]
    return hashlib.sha256(canonical(facts)).hexdigest()


def digest_of(action: str, actor_id: int, data: Any) -> str:
    """What one request asked, to tell a repeated request from another one under the same key."""
    body = json.dumps([action, actor_id, data], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(unicodedata.normalize("NFC", body).encode()).hexdigest()
