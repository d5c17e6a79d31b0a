"""What the browser saves a file of a paper as: Hop-dong-thuc-hien-de-an_KCQG-2026-25-0007_07-HD-DCK.pdf"""

import re
import unicodedata

from documents.kinds import all_kinds
from documents.models import Document, DocumentFile

OTHER = re.compile(r"[^A-Za-z0-9]+")


def label_of(document: Document) -> str:
    """The kind of a paper in words; its code where the software knows the kind no more."""
    return kind_label(document.kind)


def kind_label(code: str) -> str:
    kind = all_kinds().get(code)
    return kind.label if kind else code


def file_name(document: Document, kind: str, suffix: str = "pdf") -> str:
    about = document.case.code if document.case else f"{document.plan_year}"
    parts = [label_of(document), about]
    if kind == DocumentFile.Kind.DRAFT:
        parts.append("du-thao")
    else:
        parts.append(document.number)
        if kind in (DocumentFile.Kind.SIGNED, DocumentFile.Kind.SCAN):
            parts.append("ky-so" if kind == DocumentFile.Kind.SIGNED else "ban-quet")
    if document.state in (Document.State.SUPERSEDED, Document.State.VOID):
        parts.append(f"ban-cu-{document.pk}")
    return "_".join(_plain(part) for part in parts if part) + f".{suffix}"


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return OTHER.sub("-", "".join(char for char in bare if not unicodedata.combining(char))).strip("-")
