"""What the bytes of a file depend on beside the paper: the libraries that lay it out, the letters, the code around them.

Equal makers, equal bytes. Asked in the process that draws, which alone has the libraries.
"""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from weasyprint.text.ffi import pango

from documents.render.assets import ASSETS

PARTS = ("weasyprint", "pydyf", "fonttools", "pillow", "segno")
ROOT = Path(__file__).resolve().parents[1]
CODE = ("render/*.py", "wording/*.py", "lines.py")


@lru_cache(maxsize=1)
def maker() -> dict[str, str]:
    """Versions by name; 16 letters of the fingerprint of what ships with us."""
    code = [path.read_bytes() for pattern in CODE for path in sorted(ROOT.glob(pattern))]
    assets = [ASSETS[name] for name in sorted(ASSETS)]
    ours = {"assets": _print(assets), "code": _print(code)}
    return {name: version(name) for name in PARTS} | {"pango": _pango()} | ours


def _print(parts: list[bytes]) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _pango() -> str:
    number = int(pango.pango_version())
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
