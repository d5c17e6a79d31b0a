"""A paper as HTML, for the PDF engine and for a browser. Everything a person typed is escaped here, once."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

import segno

from documents.lines import balanced_lines, ended
from documents.wording.blocks import Annex, Block, Grid, Paper, Paragraph, Proof, Runs, Sheet, Style
from documents.wording.values import CENTRE, RIGHT, Column, Signer, Table, side_by_side

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
#: Capitals of 12 points that fit beside quốc hiệu.
LETTERHEAD_WIDTH = 28
ABOUT_WIDTH = 38
#: Characters of a title in the middle of an upright page: of 14 points, and of capitals; on a page lying down.
SUBJECT_WIDTH, CAPITALS_WIDTH, CAPITALS_WIDTH_ACROSS = 68, 54, 84
HINT = "(Ký, ghi rõ họ tên)"
#: A table of more columns is set in smaller letters, or its figures would not fit.
MANY_COLUMNS = 9
TAGS = {Style.ARTICLE: "h2", Style.SECTION: "h2"}
PROOF = "Mã tra cứu: {code}. Quét mã hoặc mở địa chỉ {address} để kiểm tra văn bản này."


def page_of(paper: Paper, *, stylesheets: Sequence[str] = (), notice: str = "") -> str:
    """`stylesheets`: addresses for a browser; the PDF engine has its own. `notice`: HTML above the paper, for a screen."""
    return "".join(_page(paper, stylesheets, notice))


def _page(paper: Paper, stylesheets: Sequence[str], notice: str) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{escape(paper.title)}</title>\n"
    yield f'<meta name="author" content="{escape(paper.author)}">\n'
    yield f'<meta name="dcterms.created" content="{paper.created.isoformat()}">\n'
    yield f'<meta name="dcterms.modified" content="{paper.created.isoformat()}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    for href in stylesheets:
        yield f'<link rel="stylesheet" href="{escape(href)}">\n'
    yield "</head>\n<body>\n"
    if paper.draft:
        yield f'<p class="watermark" aria-hidden="true">{DRAFT}</p>\n'
    yield notice
    yield from _letterhead(paper)
    yield from _name(paper)
    yield from _addressees(paper.addressees)
    yield from _blocks(paper.blocks)
    yield from _closing(paper)
    for annex in paper.annexes:
        yield from _annex(annex)
    yield "</body>\n</html>\n"


def _letterhead(paper: Paper) -> Iterator[str]:
    head = paper.head
    yield '<header class="letterhead">\n<div class="side agency">'
    if head.parent:
        yield f'<p class="parent">{_balanced(head.parent, LETTERHEAD_WIDTH)}</p>'
    yield f'<p class="issuer"><span class="ruled">{_balanced(head.issuer, LETTERHEAD_WIDTH)}</span></p></div>\n'
    yield f'<div class="side nation"><p class="country">{COUNTRY}</p><p class="motto">{MOTTO}</p></div>\n'
    yield f'<div class="side under"><p class="no">{escape(head.number)}</p>'
    if head.about:
        yield f'<p class="about">{_balanced(head.about, ABOUT_WIDTH)}</p>'
    yield f'</div>\n<div class="side beside"><p class="place">{escape(head.place_and_day)}</p></div>\n</header>\n'


def _name(paper: Paper) -> Iterator[str]:
    if paper.kind:
        yield f"<h1>{escape(paper.kind)}</h1>\n"
        yield f'<p class="subject"><span class="ruled">{_balanced(paper.subject, SUBJECT_WIDTH)}</span></p>\n'


def _addressees(names: Sequence[str]) -> Iterator[str]:
    if len(names) == 1:
        yield f'<p class="to">Kính gửi: {escape(names[0])}</p>\n'
    elif names:
        lines = "".join(f"<p>- {escape(line)}</p>" for line in ended(names))
        yield f'<div class="to many"><p>Kính gửi:</p><div>{lines}</div></div>\n'


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                tag = TAGS.get(block.style, "p")
                name = "" if block.style is Style.BODY else f' class="{block.style}"'
                centred = block.style is Style.CENTRE
                text = _balanced(plain(block.runs), CAPITALS_WIDTH) if centred else _runs(block.runs)
                yield f"<{tag}{name}>{text}</{tag}>\n"
            case Grid():
                yield from _grid(block.table)
            case Sheet():
                yield from _sheet(block)


def plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def _runs(runs: Runs) -> str:
    return "".join(f"<b>{escape(run.text)}</b>" if run.bold else escape(run.text) for run in runs)


def _grid(table: Table) -> Iterator[str]:
    if table.unit:
        yield f'<p class="note">{escape(table.unit)}</p>\n'
    widths = "".join(f'<col class="mm{column.mm}">' if column.mm else "<col>" for column in table.columns)
    heads = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in table.columns)
    name = "data dense" if len(table.columns) > MANY_COLUMNS else "data"
    yield f'<div class="wide"><table class="{name}"><colgroup>{widths}</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for row in table.rows:
        cells = "".join(_cell(column, cell) for column, cell in zip(table.columns, row.cells, strict=True))
        yield f'<tr class="sum">{cells}</tr>\n' if row.total else f"<tr>{cells}</tr>\n"
    yield "</tbody></table></div>\n"


def _cell(column: Column, text: str) -> str:
    name = {RIGHT: ' class="money"', CENTRE: ' class="centre"'}.get(column.align, "")
    return f"<td{name}>{'<br>'.join(escape(line) for line in text.splitlines())}</td>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield '<section class="party">'
    if sheet.title:
        yield f"<h2>{escape(sheet.title)}</h2>"
    yield "<table>"
    for label, value in sheet.rows:
        yield f'<tr><th scope="row">{escape(label)}:</th><td>{escape(value)}</td></tr>\n'
    yield "</table></section>\n"


def _closing(paper: Paper) -> Iterator[str]:
    """One who signs stands on the right, nơi nhận beside; two or more stand in a row, nơi nhận below."""
    alone = len(paper.signers) == 1
    yield f'<section class="closing {"one" if alone else "many"}">\n'
    if alone:
        yield from _recipients(paper.recipients)
    if paper.signers:
        yield f'<div class="signatures">{"".join(map(_signer, paper.signers, side_by_side(paper.signers)))}</div>\n'
    if not alone:
        yield from _recipients(paper.recipients)
    yield "</section>\n"
    if paper.proof:
        yield _proof(paper.proof)


def _signer(signer: Signer, above: Sequence[str]) -> str:
    lines = [f'<p class="above">{escape(line) or "&nbsp;"}</p>' for line in above]
    lines.append(f'<p class="hint">{escape(signer.hint or HINT)}</p>')
    lines.append(f'<p class="room" id="ky-{escape(signer.role)}"></p>')
    lines.append(f'<p class="name">{escape(signer.name)}</p>')
    return f"<div>{''.join(lines)}</div>"


def _recipients(lines: Sequence[str]) -> Iterator[str]:
    yield '<div class="recipients">'
    if lines:
        yield '<p class="label">Nơi nhận:</p>'
        yield "".join(f"<p>- {escape(line)}</p>" for line in ended(lines))
    yield "</div>\n"


def _proof(proof: Proof) -> str:
    image = segno.make(proof.address, error="m", boost_error=False)
    drawing = image.svg_inline(border=0, omitsize=True, title=f"Mã QR tra cứu {proof.code}", desc=None)
    return f'<div class="proof"><div class="qr">{drawing}</div><p>{escape(proof_line(proof))}</p></div>\n'


def proof_line(proof: Proof) -> str:
    return PROOF.format(code=proof.code, address=proof.address)


def _annex(annex: Annex) -> Iterator[str]:
    yield f'<section class="annex{" across" if annex.landscape else ""}">\n<h1>{escape(annex.heading)}</h1>\n'
    yield f'<p class="title">{_balanced(annex.title, title_width(annex))}</p>\n'
    yield f'<p class="reference"><span class="ruled">{escape(annex.reference)}</span></p>\n'
    yield from _blocks(annex.blocks)
    yield "</section>\n"


def title_width(annex: Annex) -> int:
    return CAPITALS_WIDTH_ACROSS if annex.landscape else CAPITALS_WIDTH


def _balanced(text: str, width: int) -> str:
    return "<br>".join(escape(line) for line in balanced_lines(text, width))
