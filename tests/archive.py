"""What an archive asks of a PDF/A-3b (ISO 19005-3), as far as it can be seen without a validator: every fault a sentence."""

import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.measured import font_name

ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/ResetForm",
    "/SubmitForm",
    "/Sound",
    "/Movie",
    "/GoToR",
    "/Rendition",
}
RELATIONSHIPS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
FLAG_PRINT, FLAGS_NEVER = 4, 1 | 2 | 32 | 256
WANTED = {"part": "3", "conformance": "B"}


def faults(data: bytes) -> list[str]:
    """Empty for a file that an archive takes."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*_file(data, pdf), *_metadata(pdf), *_colours(pdf), *_fonts(pdf), *_actions(pdf), *_attachments(pdf)]


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


def _file(data: bytes, pdf: Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\s+%[\x80-\xff]{4}", data):
        yield "the head of the file does not name its version and mark it as binary"
    if not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "something follows the end of the file"
    identity = pdf.trailer.get("/ID")
    if identity is None or len(identity) != 2 or not all(bytes(part) for part in identity):
        yield "the file has no identity"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "the file is encrypted"
    if any("/F" in item or "/FFilter" in item for item in _streams(pdf)):
        yield "a stream lies outside the file"
    if any("LZW" in str(item.get("/Filter", "")) for item in _streams(pdf)):
        yield "a stream is packed by LZW"


def _metadata(pdf: Pdf) -> Iterator[str]:
    packet = xmp(pdf)
    declared = dict(re.findall(r"pdfaid:(part|conformance)\W+(\w)", packet))
    if declared != WANTED:
        yield f"the metadata declare {declared or 'nothing'}"
    title = str(pdf.docinfo.get("/Title", ""))
    if not title or f">{title}<" not in packet:
        yield "the title of the file is not that of its metadata"


def _colours(pdf: Pdf) -> Iterator[str]:
    intents = [i for i in pdf.Root.get("/OutputIntents", Array()) if i.get("/S") == Name("/GTS_PDFA1")]
    profiles = [bytes(i.DestOutputProfile.read_bytes()) for i in intents if "/DestOutputProfile" in i]
    if len(profiles) != 1 or profiles[0][36:40] != b"acsp":
        yield "there is no one output intent with its colour profile"
    for page in pdf.pages:
        if b"/DeviceCMYK" in page.obj.unparse():
            yield "a page speaks of colours that the profile does not know"


def _fonts(pdf: Pdf) -> Iterator[str]:
    fonts = [item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == Name("/Font")]
    if not fonts:
        yield "there are no fonts"
    for font in fonts:
        name = font_name(font)
        parts = [font, *font.get("/DescendantFonts", Array())]
        described = [part.FontDescriptor for part in parts if "/FontDescriptor" in part]
        if not any(key in one for one in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield f"{name} is not embedded"
        if font.get("/Subtype") == Name("/Type0") and "/ToUnicode" not in font:
            yield f"{name} does not say which letters it draws"


def _actions(pdf: Pdf) -> Iterator[str]:
    for key in ("/AA", "/OpenAction", "/OCProperties", "/Requirements"):
        if key in pdf.Root:
            yield f"the file opens with {key}"
    if "/JavaScript" in pdf.Root.get("/Names", Dictionary()):
        yield "the file carries scripts"
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream) and str(item.get("/S")) in ACTIONS:
            yield f"the file holds an action {item.get('/S')}"
    for page in pdf.pages:
        for note in page.get("/Annots", Array()):
            flags = int(note.get("/F", 0))
            if not flags & FLAG_PRINT or flags & FLAGS_NEVER:
                yield "an annotation does not print"


def _attachments(pdf: Pdf) -> Iterator[str]:
    associated = list(pdf.Root.get("/AF", Array()))
    if len({spec.objgen for spec in associated}) != len(associated):
        yield "an attachment is listed twice"
    named = _named(pdf)
    if {spec.objgen for spec in associated} != {spec.objgen for spec in named}:
        yield "an attachment is not associated with the file"
    for spec in named:
        if str(spec.get("/AFRelationship")) not in RELATIONSHIPS:
            yield "an attachment does not say what it is to the file"
        if str(spec.get("/F")) != str(spec.get("/UF")):
            yield "an attachment has two names"
        inside = spec.EF.F
        if "/" not in str(inside.get("/Subtype", ""))[1:]:
            yield "an attachment has no media type"
        sums = inside.get("/Params", Dictionary())
        if "/ModDate" not in sums or bytes(sums.get("/CheckSum", b"")) != _md5(inside.read_bytes()):
            yield "an attachment has no date or another check sum"


def _named(pdf: Pdf) -> list[Any]:
    names = list(pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary()).get("/Names", Array()))
    return names[1::2]


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _streams(pdf: Pdf) -> Iterator[Stream]:
    return (item for item in pdf.objects if isinstance(item, Stream))
