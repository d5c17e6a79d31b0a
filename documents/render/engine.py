"""HTML to PDF/A-2u. Fonts and style sheets are parsed once per process; the same HTML always gives the same bytes.

Knows nothing of Django: it also runs in a bare process (`documents.render.alone`).
"""

import atexit
from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from documents.render.fetcher import AssetFetcher

#: Unicode text and everything embedded, at no cost; "3u" only adds attachments, which these papers have none of.
VARIANT = "pdf/a-2u"
BASE_URL = "asset:"
STYLESHEETS = ("fonts.css", "nd30.css")


class Renderer:
    """What every paper shares, once per process: font configurations made anew leak a quarter megabyte a paper."""

    def __init__(self) -> None:
        self.fetcher = AssetFetcher()
        self.fonts = FontConfiguration()
        self.styles = [
            CSS(url=f"asset:{name}", url_fetcher=self.fetcher, font_config=self.fonts) for name in STYLESHEETS
        ]

    def pdf(self, html: str) -> bytes:
        document = HTML(string=html, base_url=BASE_URL, url_fetcher=self.fetcher)
        made = document.write_pdf(font_config=self.fonts, stylesheets=self.styles, pdf_variant=VARIANT)
        assert isinstance(made, bytes), "without a target the bytes come back"
        return made


@lru_cache(maxsize=1)
def renderer() -> Renderer:
    """The renderer of this process, warm after the first call."""
    atexit.register(renderer.cache_clear)  # the fonts' temporary folder goes before the interpreter does
    return Renderer()
