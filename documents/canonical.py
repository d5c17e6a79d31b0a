"""One spelling of the data of a paper, and its fingerprint: NFC, sorted keys, whole numbers, ISO days."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any


def canonical(data: Any) -> str:
    return json.dumps(_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(values: Mapping[str, Any], template_sha256: str) -> str:
    """Of what a paper says and the wording it says it in."""
    return hashlib.sha256(canonical({"template": template_sha256, "values": values}).encode()).hexdigest()


def _plain(data: Any) -> Any:
    match data:
        case str():
            return unicodedata.normalize("NFC", data)
        case float():
            raise TypeError("a paper holds no fractions: money is whole đồng")
        case Mapping():
            return {_plain(str(key)): _plain(value) for key, value in data.items()}
        case list() | tuple():
            return [_plain(item) for item in data]
        case _:
            return data
