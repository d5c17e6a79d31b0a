"""Settlement and liquidation."""

from documents.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
