"""Acceptance of the work."""

from documents.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
