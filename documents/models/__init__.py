from documents.models.batches import PaperBatch, PaperBatchRow
from documents.models.looks import PublicLook
from documents.models.papers import Document, DocumentFile
from documents.models.registers import Register, RegisterEntry
from documents.models.signatures import Signature, SigningKey
from documents.models.templates import TemplateVersion

__all__ = [
    "Document", "DocumentFile", "PaperBatch", "PaperBatchRow", "PublicLook", "Register", "RegisterEntry", "Signature",
    "SigningKey", "TemplateVersion",
]  # fmt: skip
