from documents.models.papers import Document, DocumentFile
from documents.models.registers import Register, RegisterEntry
from documents.models.templates import TemplateVersion

__all__ = ["Document", "DocumentFile", "Register", "RegisterEntry", "TemplateVersion"]
