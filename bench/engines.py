"""Four ways to make the same contract a file: as this software does it, and three to hold it against."""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bench.typst_page import typst_of
from documents.drawing import drawn
from documents.render.engine import BASE_URL, STYLESHEETS, VARIANT, renderer
from documents.render.fetcher import AssetFetcher
from documents.render.page import page_of
from documents.render.sheet import Sheet
from documents.text import FONTS
from documents.wording.blocks import Paper
from tests.papers import ISSUED, LINES, contract, paper

Make = Callable[[Paper], bytes]


@dataclass(frozen=True, slots=True)
class Engine:
    """`make` is None where the engine is not installed."""

    name: str
    make: Make | None


def engines() -> tuple[Engine, ...]:
    return (
        Engine("phần mềm này: tiến trình con cho mỗi tệp, PDF/A-3b", lambda made: drawn(made).pdf),
        Engine("như trên, không tách tiến trình con", warm),
        Engine("WeasyPrint cách thường: phông và CSS đọc lại mỗi tệp", naive),
        Engine("typst, PDF/A-3b", typst()),
    )


def numbered(number: int) -> Paper:
    """Another number, name and budget each time, so that nobody can give back what was made before."""
    issue = replace(ISSUED, number=f"{number:02d}/HĐ-ĐCK")
    budget = [replace(line, unit_price=line.unit_price + number, amount=line.amount + number) for line in LINES]
    values = contract(name=f"Hỗ trợ ứng dụng máy móc tiên tiến số {number}", budget=budget)
    return paper(values, issue, data=f'{{"v":1,"number":"{number:02d}/HĐ-ĐCK"}}')


def warm(made: Paper) -> bytes:
    return renderer().draw(Sheet(page_of(made), made.data, made.created.isoformat())).pdf


def naive(made: Paper) -> bytes:
    """As the first page of the manual does it: everything anew, with what else a paper of ours has."""
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), AssetFetcher()
    styles = [CSS(url=f"asset:{name}", url_fetcher=fetcher, font_config=fonts) for name in STYLESHEETS]
    attached = [Attachment(string=made.data, name="du-lieu.json", relationship="Source", url_fetcher=fetcher)]
    source = HTML(string=page_of(made), base_url=BASE_URL, url_fetcher=fetcher)
    data: bytes = source.write_pdf(
        stylesheets=styles, font_config=fonts, pdf_variant=VARIANT, pdf_tags=True, attachments=attached
    )
    return data


def typst() -> Make | None:
    """Its compiler begins in the process that uses it: threads do not live through a fork."""
    if importlib.util.find_spec("typst") is None:
        return None

    def make(made: Paper) -> bytes:
        data: bytes = _compiler().compile(input=typst_of(made).encode(), format="pdf", pdf_standards=["a-3b"])
        return data

    return make


@lru_cache(maxsize=1)
def _compiler() -> Any:
    module: Any = importlib.import_module("typst")
    return module.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
