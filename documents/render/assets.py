"""The files that papers may load, held in memory. Apart from what draws them: the web server only hands these out."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "assets"
TYPES = {".css": "text/css; charset=utf-8", ".ttf": "font/ttf"}
ASSETS: dict[str, bytes] = {path.name: path.read_bytes() for path in sorted(FOLDER.rglob("*")) if path.suffix in TYPES}


def content_type(name: str) -> str:
    return TYPES[Path(name).suffix]
