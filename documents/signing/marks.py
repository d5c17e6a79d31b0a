"""What a signature looks like on paper: the blue hand of the person, the red seal over a third of it (NĐ 30/2020 PL I.II.7–8).

One picture with a clear ground, drawn at a fixed scale; where the images are not at hand, the names stand instead.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
#: Pixels a millimetre: 300 dpi.
SCALE = 12
WIDTH_MM, HEIGHT_MM = 86, 36
#: The seal in its real size; the hand of a person about as large as ink is.
SEAL_MM, HAND_MM = 36, (44, 22)
#: Letters are given at least so much, were it over the seal.
LETTERS_MM = 30
BLUE = (20, 60, 160, 255)
BLACK = (20, 20, 20, 255)
CLEAR = (255, 255, 255, 0)
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 4000 * 4000


class BadImage(ValueError):
    """The message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Images as PNG bytes; empty where there is none. `lines`: what stands there instead of a missing hand."""

    hand: bytes = b""
    seal: bytes = b""
    lines: tuple[str, ...] = ()


def checked_png(data: bytes) -> bytes:
    """The same picture, drawn anew: nothing but pixels is kept of what was uploaded. Raises BadImage."""
    if len(data) > MOST_BYTES:
        raise BadImage("Ảnh lớn hơn 2 MB. Xin thu nhỏ.")
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.format != "PNG":
                raise BadImage("Ảnh chữ ký, con dấu phải là tệp PNG nền trong suốt.")
            if image.width * image.height > MOST_PIXELS:
                raise BadImage("Ảnh có quá nhiều điểm ảnh. Xin thu nhỏ.")
            clean = image.convert("RGBA")
    except BadImage:
        raise
    except Exception as error:
        raise BadImage("Tệp không phải là ảnh PNG đọc được.") from error
    return _png(clean)


def picture(marks: Marks, width_mm: float = WIDTH_MM) -> Image.Image:
    """The hand in the middle; the seal to its left, over a third of it. Both stay within the width, where it is less."""
    sheet = Image.new("RGBA", (round(width_mm * SCALE), HEIGHT_MM * SCALE), CLEAR)
    if not marks.hand:
        return _without_hand(sheet, marks)
    hand = _scaled(marks.hand, HAND_MM)
    seal = _scaled(marks.seal, (SEAL_MM, SEAL_MM)) if marks.seal else None
    beside = seal.width - hand.width // 3 if seal else 0
    left = max(min(max((sheet.width - hand.width) // 2, beside), sheet.width - hand.width), 0)
    sheet.alpha_composite(hand, (left, (sheet.height - hand.height) // 2))
    if seal:
        place = max(left + hand.width // 3 - seal.width, 0)
        sheet.alpha_composite(seal, (place, (sheet.height - seal.height) // 2))
    return sheet


def _without_hand(sheet: Image.Image, marks: Marks) -> Image.Image:
    """Letters are to be read: the seal stands beside them, not over them, as far as there is room."""
    seal = _scaled(marks.seal, (SEAL_MM, SEAL_MM)) if marks.seal else None
    free = sheet.width - (seal.width if seal else 0)
    text = _written(marks.lines, max(free, LETTERS_MM * SCALE))
    left = (sheet.width - text.width) // 2
    if seal:
        sheet.alpha_composite(seal, (0, (sheet.height - seal.height) // 2))
        left = min(seal.width, sheet.width - text.width)
    sheet.alpha_composite(text, (max(left, 0), (sheet.height - text.height) // 2))
    return sheet


def _scaled(data: bytes, size_mm: tuple[int, int]) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return ImageOps.contain(image.convert("RGBA"), (size_mm[0] * SCALE, size_mm[1] * SCALE))


def _written(lines: tuple[str, ...], width: int) -> Image.Image:
    """Who signed and when, in letters, broken between words where a line is wider than there is room."""
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Regular.ttf"), 10 * SCALE // 3)
    broken = [
        (part, BLACK if place else BLUE) for place, line in enumerate(lines) for part in _broken(line, font, width)
    ]
    height = 5 * SCALE
    made = Image.new("RGBA", (width, height * max(len(broken), 1)), CLEAR)
    draw = ImageDraw.Draw(made)
    for place, (line, colour) in enumerate(broken):
        draw.text((SCALE // 2, place * height), line, font=font, fill=colour)
    return made


def _broken(line: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if parts[-1] and font.getlength(longer) > width - SCALE:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
