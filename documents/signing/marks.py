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


def picture(marks: Marks) -> Image.Image:
    """The hand in the middle; the seal to its left, over a third of it."""
    sheet = Image.new("RGBA", (WIDTH_MM * SCALE, HEIGHT_MM * SCALE), CLEAR)
    if not marks.hand:
        return _without_hand(sheet, marks)
    hand = _scaled(marks.hand, HAND_MM)
    left = (sheet.width - hand.width) // 2
    sheet.alpha_composite(hand, (left, (sheet.height - hand.height) // 2))
    if marks.seal:
        seal = _scaled(marks.seal, (SEAL_MM, SEAL_MM))
        place = max(left + hand.width // 3 - seal.width, 0)
        sheet.alpha_composite(seal, (place, (sheet.height - seal.height) // 2))
    return sheet


def _without_hand(sheet: Image.Image, marks: Marks) -> Image.Image:
    """Letters are to be read: the seal stands beside them, not over them."""
    text = _written(marks.lines)
    left = (sheet.width - text.width) // 2
    if marks.seal:
        seal = _scaled(marks.seal, (SEAL_MM, SEAL_MM))
        sheet.alpha_composite(seal, (0, (sheet.height - seal.height) // 2))
        left = min(seal.width, sheet.width - text.width)
    sheet.alpha_composite(text, (max(left, 0), (sheet.height - text.height) // 2))
    return sheet


def _scaled(data: bytes, size_mm: tuple[int, int]) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        return ImageOps.contain(image.convert("RGBA"), (size_mm[0] * SCALE, size_mm[1] * SCALE))


def _written(lines: tuple[str, ...]) -> Image.Image:
    """Who signed and when, in letters."""
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Regular.ttf"), 10 * SCALE // 3)
    height = 5 * SCALE
    width = max((int(font.getlength(line)) for line in lines), default=1) + SCALE
    made = Image.new("RGBA", (min(width, WIDTH_MM * SCALE), height * max(len(lines), 1)), CLEAR)
    draw = ImageDraw.Draw(made)
    for place, line in enumerate(lines):
        draw.text((SCALE // 2, place * height), line, font=font, fill=BLUE if place == 0 else BLACK)
    return made


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
