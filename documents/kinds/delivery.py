"""While the work is being done: plans, reports, requests for money, changes."""

from documents.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
