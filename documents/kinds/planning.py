"""Papers about a plan: lists, reports, submissions, decisions, reconciliations."""

from documents.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
