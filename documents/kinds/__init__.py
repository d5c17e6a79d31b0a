"""Every kind of paper the work needs, by code. A paper = a row here + its values (`contexts`) + its wording (`data/wordings`)."""

from functools import lru_cache

from documents.kinds.kind import Issuer, Kind
from documents.kinds.matter import Matter

__all__ = ["Issuer", "Kind", "Matter", "all_kinds", "kind_of"]


@lru_cache(maxsize=1)
def all_kinds() -> dict[str, Kind]:
    """In the order in which the work meets them."""
    from documents.kinds import contracts

    return {kind.code: kind for kind in (*contracts.KINDS,)}


def kind_of(code: str) -> Kind:
    """Raises KeyError for what is no paper of ours."""
    return all_kinds()[code]
