"""HTML to PDF/A-3b, tagged for screen readers. Fonts and style sheets are parsed once per process; the same sheet always
gives the same bytes.

Knows nothing of Django: it also runs in a process without it (`documents.render.press`).
"""

import atexit
from functools import lru_cache
from typing import Any

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from documents.render.endings import tell_endings
from documents.render.fetcher import AssetFetcher
from documents.render.limits import STANDARD, of_pages
from documents.render.maker import maker
from documents.render.sheet import Drawn, Room, Sheet

#: Everything embedded, and the data of the paper beside its picture.
VARIANT = "pdf/a-3b"
BASE_URL = "asset:"
STYLESHEETS = ("fonts.css", "nd30.css")
DATA_NAME = "du-lieu.json"
DATA_ABOUT = "Dữ liệu của văn bản"
#: WeasyPrint measures in CSS pixels, a PDF in points.
POINTS = 0.75


class Renderer:
    """What every paper shares, once per process: font configurations made anew leak a quarter megabyte a paper."""

    def __init__(self) -> None:
        tell_endings()
        self.fetcher = AssetFetcher()
        self.fonts = FontConfiguration()
        self.styles = [
            CSS(url=f"asset:{name}", url_fetcher=self.fetcher, font_config=self.fonts) for name in STYLESHEETS
        ]

    def draw(self, sheet: Sheet, most_pages: int = STANDARD.pages) -> Drawn:
        """Raises TooLong, before the pages are drawn."""
        source = HTML(string=sheet.html, base_url=BASE_URL, url_fetcher=self.fetcher)
        options: dict[str, Any] = {"pdf_variant": VARIANT, "pdf_tags": True, "attachments": self._attachments(sheet)}
        laid_out = source.render(font_config=self.fonts, stylesheets=self.styles, **options)
        if len(laid_out.pages) > most_pages:
            raise of_pages(most_pages)
        made = laid_out.write_pdf(finisher=_as_archives_want, **options)
        assert isinstance(made, bytes), "without a target the bytes come back"
        return Drawn(made, tuple(_rooms(laid_out.pages)), maker())

    def _attachments(self, sheet: Sheet) -> list[Attachment]:
        if not sheet.data:
            return []
        return [
            Attachment(
                string=sheet.data, name=DATA_NAME, description=DATA_ABOUT, relationship="Source",
                created=sheet.day, modified=sheet.day, url_fetcher=self.fetcher,
            )
        ]  # fmt: skip


def _as_archives_want(document: Any, pdf: Any) -> None:
    """The engine lists an attachment twice among the associated files, and packs the metadata, which must be read as they are."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))
    metadata = next(item for item in pdf.objects if item.reference == pdf.catalog["Metadata"])
    metadata.compress = False


def _rooms(pages: Any) -> list[Room]:
    """Where signatures go: the boxes whose id says whose they are."""
    return [
        Room(name.removeprefix("ky-"), number, *_points(left, page.height - bottom, right - left, bottom - top))
        for number, page in enumerate(pages)
        for name, (left, top, right, bottom) in sorted(page.anchors.items())
        if name.startswith("ky-")
    ]


def _points(*lengths: float) -> tuple[float, ...]:
    return tuple(round(length * POINTS, 2) for length in lengths)


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """The renderer of this process, warm after the first call."""
    atexit.register(renderer.cache_clear)  # the fonts' temporary folder goes before the interpreter does
    return Renderer()
