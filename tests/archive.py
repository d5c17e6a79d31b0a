"""What an archive asks of a PDF/A-3b (ISO 19005-3) and a screen reader of a tagged file (ISO 14289-1), as a validator says it."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from page import ValidationProfile, validate_pdf_bytes
from pikepdf import Array, Dictionary, Pdf

#: A paper does not call itself PDF/UA: whether its words are right for those who listen, no machine can say.
NAME_OF_THE_STANDARD = {"PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001"}


def faults(data: bytes) -> list[str]:
    """Empty for a file that an archive takes and a screen reader can follow."""
    found = validate_pdf_bytes(data, profile=ValidationProfile.PDF_A_3B).failures
    found += validate_pdf_bytes(data, profile=ValidationProfile.PDF_UA_1).failures
    return [f"{fault.rule_id}: {fault.message}" for fault in found if fault.rule_id not in NAME_OF_THE_STANDARD]


def xmp(pdf: Pdf) -> str:
    return bytes(pdf.Root.Metadata.read_bytes()).decode() if "/Metadata" in pdf.Root else ""


def attachment(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of the one file that is carried inside."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        ((name, spec),) = pdf.attachments.items()
        return name, spec.get_file().read_bytes()


def outline(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """What a screen reader walks through: the kind of every element, and what is said of it in words."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [(str(item.S).removeprefix("/"), _copied(item)) for item in _elements(pdf.Root.StructTreeRoot)]


def _elements(item: Any) -> Iterator[Dictionary]:
    if not isinstance(item, Dictionary):
        return
    if "/S" in item:
        yield item
    inside = item.get("/K", Array())
    for child in inside if isinstance(inside, Array) else [inside]:
        yield from _elements(child)


def _copied(item: Dictionary) -> dict[str, str]:
    return {key: str(item[key]) for key in ("/Alt", "/Lang", "/A") if key in item}
