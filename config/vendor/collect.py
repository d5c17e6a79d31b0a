"""Copies the few third-party files we serve into config/static, draws the icon sprite, and records every sha256.

* refresh:  cd config/vendor && npm ci --ignore-scripts && cd - && python -m config.vendor.collect
* check:    python -m config.vendor.collect --check   (needs no npm)
"""

import argparse
import hashlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
STATIC = HERE.parent / "static"
TARGET = STATIC / "vendor"
SUMS = HERE / "sha256sums.txt"
FONT = MODULES / "@fontsource-variable/inter"

_SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*\Z")
_DRAWING = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def sources() -> dict[str, Path]:
    """Path below config/static/vendor → the file of the package it is made from."""
    return {
        "bootstrap/bootstrap.min.css": MODULES / "bootstrap/dist/css/bootstrap.min.css",
        "bootstrap/bootstrap.bundle.min.js": MODULES / "bootstrap/dist/js/bootstrap.bundle.min.js",
        "bootstrap/LICENSE.txt": MODULES / "bootstrap/LICENSE",
        "bootstrap-icons/LICENSE.txt": MODULES / "bootstrap-icons/LICENSE",
        "inter/vietnamese.woff2": FONT / "files/inter-vietnamese-wght-normal.woff2",
        "inter/latin.woff2": FONT / "files/inter-latin-wght-normal.woff2",
        "inter/LICENSE.txt": FONT / "LICENSE",
    }


def without_source_map(content: bytes) -> bytes:
    """Manifest storage refuses a file that names a map we do not ship."""
    return _SOURCE_MAP.sub("", content.decode()).rstrip().encode() + b"\n"


def icon_names() -> dict[str, str]:
    """Symbol id → bootstrap-icons name, in the order of icons.txt."""
    lines = (line.strip() for line in (HERE / "icons.txt").read_text().splitlines())
    pairs = (line.split("=") for line in lines if line and not line.startswith("#"))
    return {ours.strip(): theirs.strip() for ours, theirs in pairs}


def sprite() -> str:
    """One SVG file with a symbol per icon; drawn in the colour of the text around it."""
    symbols = []
    for ours, theirs in icon_names().items():
        drawing = _DRAWING.search((MODULES / f"bootstrap-icons/icons/{theirs}.svg").read_text())
        if drawing is None:
            raise ValueError(f"{theirs}.svg holds no drawing")
        body = re.sub(r"\s*\n\s*", "", drawing[2])
        symbols.append(f'<symbol id="{ours}" viewBox="{drawing[1]}" fill="currentColor">{body}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def collect() -> None:
    for name, source in sources().items():
        target = TARGET / name
        target.parent.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        target.write_bytes(without_source_map(content) if target.suffix in {".css", ".js"} else content)
    (TARGET / "bootstrap-icons/sprite.svg").write_text(sprite())
    SUMS.write_text("".join(f"{digest(path)}  {path.relative_to(STATIC)}\n" for path in vendored()))


def vendored() -> list[Path]:
    return sorted(path for path in TARGET.rglob("*") if path.is_file())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences() -> list[str]:
    """What stands on disk otherwise than recorded, one sentence each; empty when all is well."""
    recorded = {line[66:]: line[:64] for line in SUMS.read_text().splitlines()}
    found = {str(path.relative_to(STATIC)): digest(path) for path in vendored()}
    changed = [
        f"{name}: not the recorded file" for name in recorded if found.get(name, recorded[name]) != recorded[name]
    ]
    missing = [f"{name}: recorded but missing" for name in recorded.keys() - found.keys()]
    extra = [f"{name}: present but not recorded" for name in found.keys() - recorded.keys()]
    return sorted(changed + missing + extra)


def main() -> int:
    parser = argparse.ArgumentParser(description="Collect or check the third-party front-end files.")
    parser.add_argument("--check", action="store_true", help="compare the committed files with sha256sums.txt")
    if not parser.parse_args().check:
        collect()
    problems = differences()
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
