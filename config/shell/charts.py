"""Charts as geometry: numbers in, rectangles and points out; templates draw them as SVG. Pure.

Inline styles are forbidden to our pages, so widths are SVG attributes in a fixed drawing width.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 1000
"""Drawing units across a bar; the picture stretches to its column."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart. `value` and `of` share a unit (đồng or a count); `of` is the plan behind the value."""

    label: str
    value: int
    of: int | None = None
    text: str = ""
    href: str = ""
    tone: str = "main"
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBar:
    bar: Bar
    width: int
    of_width: int


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a stacked bar: a class of lateness, a source of money."""

    label: str
    value: int
    tone: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class DrawnSlice:
    slice: Slice
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Series:
    """A line over equal steps (months), e.g. the cumulative plan in đồng; None where the time has not come."""

    label: str
    values: tuple[int | None, ...]
    tone: str = "main"


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    series: Series
    points: str
    dots: tuple[tuple[int, int, int], ...]
    """x, y and the value; whole numbers, for a template would write 58.2 with a Vietnamese comma."""


def draw_bars(bars: Sequence[Bar]) -> list[DrawnBar]:
    """Scales every bar to the longest value or plan; a value above zero is never invisible."""
    longest = max((max(bar.value, bar.of or 0) for bar in bars), default=0)
    return [DrawnBar(bar, _scaled(bar.value, longest), _scaled(bar.of or 0, longest)) for bar in bars]


def draw_stack(slices: Sequence[Slice]) -> list[DrawnSlice]:
    """Lays the parts end to end over the whole width; parts of zero are left out."""
    present = [part for part in slices if part.value > 0]
    total = sum(part.value for part in present)
    drawn, before = [], 0
    for part in present:
        start, end = before * WIDTH // total, (before + part.value) * WIDTH // total
        drawn.append(DrawnSlice(part, start, max(end - start, 4)))
        before += part.value
    return drawn


def draw_lines(series: Sequence[Series], width: int, height: int, top: int) -> list[DrawnSeries]:
    """Points of each line in a width × height box; `top` is the value at the upper edge."""
    return [_line(one, width, height, max(top, 1)) for one in series]


def round_top(value: int) -> int:
    """The next "clean" number for the upper edge of an axis: 1, 2, 2.5, 5 or 10 times a power of ten."""
    if value <= 0:
        return 1
    power: int = 10 ** (len(str(value)) - 1)
    return next(step * power // 10 for step in (10, 20, 25, 50, 100) if step * power >= value * 10)


def _scaled(value: int, longest: int) -> int:
    if value <= 0 or longest <= 0:
        return 0
    return max(value * WIDTH // longest, 6)


def _line(series: Series, width: int, height: int, top: int) -> DrawnSeries:
    gaps = max(len(series.values) - 1, 1)
    dots = tuple(
        (index * width // gaps, height - height * value // top, value)
        for index, value in enumerate(series.values)
        if value is not None
    )
    return DrawnSeries(series, " ".join(f"{x},{y}" for x, y, _ in dots), dots)
