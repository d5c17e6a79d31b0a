"""What a paper may load: the files of this list, held in memory. All else is refused: addresses, disk, redirects."""

from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents.render.assets import ASSETS, content_type

SCHEME = "asset"


class AssetRefused(ValueError):
    """A paper asked for something that is not in the list."""


class AssetFetcher(URLFetcher):
    """Serves `asset:name` from memory; anything else aborts the render."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(SCHEME,), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme != SCHEME or name not in ASSETS:
            raise AssetRefused(f"{url[:200]} is not an asset of papers")
        return URLFetcherResponse(url, ASSETS[name], {"Content-Type": content_type(name)})
