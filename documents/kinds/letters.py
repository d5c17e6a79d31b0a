"""Letters and minutes that may come at any stage: asking, returning, reminding, inspecting."""

from documents.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
