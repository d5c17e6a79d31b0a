"""The letters of a paper as its two files give them back: PDF and Word, without what only one of them has."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from itertools import zip_longest

from docx import Document
from docx.oxml.ns import qn

from documents.render.page import DRAFT
from documents.wording.blocks import Paper
from tests.measured import TOP, number_on
from tests.papers import opened

#: In the upper margin of a page, upright or lying down.
MARGINS = {False: TOP, True: 30}
AROUND = 60


def letters_of_word(file: bytes) -> str:
    """The text of the body in reading order, without spaces; headers hold only number and watermark."""
    body = Document(io.BytesIO(file)).element.body
    return bare("".join(found.text or "" for found in body.iter(qn("w:t"))))


def letters_of_pdf(pdf: bytes, paper: Paper) -> str:
    """The text of all pages, without spaces, page numbers, the watermark, and heads of tables that come back."""
    heads = {bare("".join(column.label for column in table.columns)) for table in paper.grids()}
    shown = ""
    seen: set[str] = set()
    for text, number in zip(pages_of(pdf), _numbers(pdf), strict=True):
        page = bare(text)
        if paper.draft:
            page = page.replace(bare(DRAFT), "", 1)
        page = page.removesuffix(number)
        again = next((head for head in sorted(heads & seen, key=len, reverse=True) if page.startswith(head)), "")
        shown += page.removeprefix(again)
        seen |= {head for head in heads if head in shown}
    return shown


def pages_of(pdf: bytes) -> list[str]:
    """In the order in which it was drawn, read by poppler where there is one, else by pypdf."""
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
        return done.stdout.decode().split("\f")[:-1]
    return [page.extract_text() for page in opened(pdf).pages]


def bare(text: str) -> str:
    """Where lines break is each file's own affair."""
    return "".join(text.split())


def difference(one: str, other: str) -> str:
    """Empty for equal texts, else what stands around the first place where they part."""
    if one == other:
        return ""
    place = next(n for n, (a, b) in enumerate(zip_longest(one, other)) if a != b)
    start = max(place - AROUND, 0)
    return f"…{one[start : place + AROUND]}… ≠ …{other[start : place + AROUND]}…"


def _numbers(pdf: bytes) -> Iterator[str]:
    reader = opened(pdf)
    for place, page in enumerate(reader.pages):
        yield number_on(reader, place, MARGINS[page.mediabox.width > page.mediabox.height])
