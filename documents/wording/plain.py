"""A paper as lines of plain text: for comparing two versions, and two files of one. Pure."""

from collections.abc import Iterable, Iterator

from documents.wording.blocks import Block, Grid, Paper, Paragraph, Sheet


def lines_of(paper: Paper) -> list[str]:
    return [line for line in _lines(paper) if line]


def _lines(paper: Paper) -> Iterator[str]:
    head = paper.head
    yield from (head.parent, head.issuer, head.number, head.about, head.place_and_day, paper.kind, paper.subject)
    yield from (f"Kính gửi: {name}" for name in paper.addressees)
    yield from _block_lines(paper.blocks)
    for signer in paper.signers:
        yield " · ".join(part for part in (signer.authority, signer.instead, signer.title, signer.name) if part)
    yield from (f"Nơi nhận: {line}" for line in paper.recipients)
    for annex in paper.annexes:
        yield from (annex.heading, annex.title, annex.reference)
        yield from _block_lines(annex.blocks)


def _block_lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield block.text
            case Grid():
                yield " | ".join(column.label for column in block.table.columns)
                yield from (" | ".join(" ".join(cell.split()) for cell in row.cells) for row in block.table.rows)
            case Sheet():
                yield block.title
                yield from (f"{label}: {value}" for label, value in block.rows)
