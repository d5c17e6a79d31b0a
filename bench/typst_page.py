"""A paper in the language of typst, from the same blocks as our own two files. Only to measure one against the other."""

import json
from collections.abc import Iterable, Iterator, Sequence

import segno

from documents.lines import balanced_lines, ended
from documents.render.engine import DATA_ABOUT, DATA_NAME
from documents.render.page import COUNTRY, DRAFT, HINT, LETTERHEAD_WIDTH, MOTTO, proof_line
from documents.wording.blocks import Annex, Block, Grid, Head, Paper, Paragraph, Proof, Runs, Sheet, Style
from documents.wording.values import CENTRE, RIGHT, Signer, Table

FONT = "Liberation Serif"
UPRIGHT = 'set page(paper: "a4", margin: (top: 20mm, right: 15mm, bottom: 20mm, left: 30mm))'
ACROSS = 'set page(paper: "a4", flipped: true, margin: (top: 30mm, right: 20mm, bottom: 15mm, left: 20mm))'
SETTINGS = f"""
set document(title: TITLE, author: AUTHOR, date: DATE)
{UPRIGHT}
set page(header: context {{ let n = counter(page).get().first(); if n > 1 {{ align(center, str(n)) }} }}BACKGROUND)
set text(font: "{FONT}", size: 13pt, lang: "vi")
set par(justify: true, first-line-indent: (amount: 1cm, all: true), spacing: 6pt, leading: 5pt)
set table(stroke: 0.6pt, inset: (x: 4pt, y: 3pt))
"""
WATERMARK = f', background: rotate(-38deg, text(size: 96pt, weight: "bold", fill: rgb("#ececec"), "{DRAFT}"))'
ATTACHED = f'relationship: "source", mime-type: "application/json", description: "{DATA_ABOUT}"'
STYLES = {
    Style.ARTICLE: 'strong(TEXT)', Style.SECTION: 'strong(TEXT)', Style.BASIS: 'emph(TEXT)',
    Style.CENTRE: 'align(center, strong(TEXT))', Style.NOTE: 'align(right, emph(TEXT))',
}  # fmt: skip


def typst_of(paper: Paper) -> str:
    """One program in code mode: every text of the paper stands in it as a string, never as markup."""
    return "#{\n" + "\n".join(_program(paper)) + "\n}\n"


def _program(paper: Paper) -> Iterator[str]:
    day = paper.created
    date = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    settings = SETTINGS.replace("TITLE", said(paper.title)).replace("AUTHOR", said(paper.author)).replace("DATE", date)
    yield settings.replace("BACKGROUND", WATERMARK if paper.draft else "")
    if paper.data:
        yield f'pdf.attach("{DATA_NAME}", bytes({said(paper.data)}), {ATTACHED})'
    yield _letterhead(paper.head)
    if paper.kind:
        yield f"align(center, text(size: 14pt, strong({said(paper.kind)})))"
        yield f"align(center, text(size: 14pt, strong({said(paper.subject)})))"
    yield from (f"align(center, {said(f'Kính gửi: {name}')})" for name in paper.addressees)
    yield from _blocks(paper.blocks)
    yield from _closing(paper)
    for annex in paper.annexes:
        yield from _annex(annex)


def said(text: str) -> str:
    """A string of typst."""
    return json.dumps(text, ensure_ascii=False)


def _lines(texts: Iterable[str]) -> str:
    return "{ " + "; linebreak(); ".join(f"[#{said(text)}]" for text in texts) + " }"


def _letterhead(head: Head) -> str:
    parent, issuer = (balanced_lines(text, LETTERHEAD_WIDTH) for text in (head.parent, head.issuer))
    left = f"text(size: 12pt, {{ {_lines(parent)}; linebreak(); strong({_lines(issuer)}) }})"
    right = f"{{ text(size: 12pt, strong({said(COUNTRY)})); linebreak(); strong(underline({said(MOTTO)})) }}"
    number = [head.number, *balanced_lines(head.about, LETTERHEAD_WIDTH)]
    cells = f"{left}, {right}, {_lines(number)}, emph({said(head.place_and_day)})"
    return f"set par(justify: true); grid(columns: (45%, 55%), align: center, row-gutter: 6pt, {cells}); v(12pt)"


def _runs(runs: Runs) -> str:
    return "{ " + "; ".join(f"strong({said(r.text)})" if r.bold else f"[#{said(r.text)}]" for r in runs) + " }"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield f"par({STYLES.get(block.style, 'TEXT').replace('TEXT', _runs(block.runs))})"
            case Grid():
                yield from _grid(block.table)
            case Sheet():
                cells = ", ".join(f"{said(f'{label}:')}, {said(value)}" for label, value in block.rows)
                yield f"strong({said(block.title)}); grid(columns: (38mm, 1fr), row-gutter: 4pt, {cells})"


def _grid(table: Table) -> Iterator[str]:
    if table.unit:
        yield f"align(right, emph({said(table.unit)}))"
    widths = ", ".join(f"{column.mm}mm" if column.mm else "1fr" for column in table.columns)
    sides = ", ".join({RIGHT: "right", CENTRE: "center"}.get(column.align, "left") for column in table.columns)
    heads = ", ".join(f"strong({said(column.label)})" for column in table.columns)
    cells = [
        f"strong({_lines(text.splitlines())})" if row.total else _lines(text.splitlines())
        for row in table.rows
        for text in row.cells
    ]
    body = ", ".join([f"table.header({heads})", *cells])
    yield (
        "{ set par(justify: false, first-line-indent: 0pt); set text(size: 12pt); "
        f"table(columns: ({widths}), align: ({sides}), {body}) }}"
    )


def _closing(paper: Paper) -> Iterator[str]:
    signers = ", ".join(_signer(signer) for signer in paper.signers)
    if signers:
        share = ", ".join(["1fr"] * len(paper.signers))
        yield f"v(12pt); block(breakable: false, grid(columns: ({share}), align: center, {signers}))"
    yield f"text(size: 11pt, {_lines(['Nơi nhận:', *(f'- {line}' for line in ended(paper.recipients))])})"
    if paper.proof:
        yield _proof(paper.proof)


def _signer(signer: Signer) -> str:
    above: Sequence[str] = [text for text in (signer.authority, signer.title.upper()) if text]
    below = f"v(25mm); strong({said(signer.name)})"
    return f"{{ strong({_lines(above)}); linebreak(); emph({said(signer.hint or HINT)}); {below} }}"


def _proof(proof: Proof) -> str:
    image = segno.make(proof.address, error="m", boost_error=False).svg_inline(border=0)
    image = image.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    drawing = f'image(bytes({said(image)}), format: "svg", width: 20mm, alt: {said(proof.code)})'
    return f"grid(columns: (24mm, 1fr), {drawing}, text(size: 9pt, {said(proof_line(proof))}))"


def _annex(annex: Annex) -> Iterator[str]:
    yield f"pagebreak(); {ACROSS if annex.landscape else UPRIGHT}; counter(page).update(1)"
    yield f"align(center, {{ strong({_lines([annex.heading, annex.title])}); linebreak(); emph({said(annex.reference)}) }})"
    yield from _blocks(annex.blocks)
