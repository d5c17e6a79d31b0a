"""Registration and appraisal at the Sở: receipt, appraisal forms, minutes."""

from documents.kinds.kind import Kind

KINDS: tuple[Kind, ...] = ()
