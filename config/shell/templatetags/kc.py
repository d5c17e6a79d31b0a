"""Template tags and filters of every page: `{% load kc %}`."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from config.shell import charts, numbers

register = template.Library()
SPRITE = "vendor/bootstrap-icons/sprite.svg"


@register.filter
def dong(amount: int | None) -> str:
    """1250000000 → "1.250.000.000 đồng"."""
    return numbers.ABSENT if amount is None else numbers.dong(int(amount))


@register.filter
def nhom(amount: int | None) -> str:
    """1250000000 → "1.250.000.000": for columns whose head names the unit."""
    return numbers.ABSENT if amount is None else numbers.grouped(int(amount))


@register.filter
def gon(amount: int | None) -> str:
    """1250000000 → "1,25 tỷ"."""
    return numbers.ABSENT if amount is None else numbers.compact(int(amount))


@register.filter
def ty(amount: int | None, places: int = 1) -> str:
    """170800000000 → "170,8"."""
    return numbers.ABSENT if amount is None else numbers.in_ty(int(amount), places)


@register.filter
def percent(part: int | Decimal | None, whole: int | None = None) -> str:
    """`part|percent:whole` → "20,3 %"; without a whole the value is per cent already."""
    if part is None:
        return numbers.ABSENT
    if whole is None:
        return f"{numbers.decimal(Decimal(part))}{numbers.NO_BREAK}%"
    return numbers.percent(int(part), whole)


@register.filter
def phan_muoi(tenths: int) -> str:
    """1235 → "123,5": a figure that is kept in tenths."""
    return numbers.decimal(Decimal(tenths) / 10)


@register.filter
def ty_le(part: int, whole: int) -> str:
    """`on_time|ty_le:counted` → "92,3 % (36/39)": a rate never stands without its fraction."""
    return numbers.rate(part, whole)


@register.filter
def ngay(value: date | datetime | None) -> str:
    """A date or moment → "05/03/2026", seen from Hà Nội."""
    if value is None:
        return numbers.ABSENT
    return numbers.day(timezone.localdate(value) if isinstance(value, datetime) else value)


@register.filter
def thu(value: date) -> str:
    """A date → "Thứ Ba"."""
    return numbers.weekday(value)


@register.filter
def ngay_gio(value: datetime | None) -> str:
    """A moment → "08:05 ngày 05/03/2026"."""
    return numbers.ABSENT if value is None else numbers.moment(value, timezone.get_current_timezone())


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """A symbol of the sprite. With a label it speaks to screen readers; without, it is decoration."""
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="kc-icon {}" {} focusable="false"><use href="{}#{}"></use></svg>', css, voice, static(SPRITE), name
    )


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The query string of this page with some parameters changed; None or "" removes one. Starts with "?"."""
    request = context.get("request")
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name, value in changes.items():
        if value in (None, ""):
            params.pop(name, None)
        else:
            params[name] = value
    return f"?{params.urlencode()}"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The widget of a form field, dressed for its kind and for its errors."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return field.as_widget()  # a class would land on the group and on each choice alike
    if isinstance(widget, CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, Select):
        css = "form-select"
    else:
        css = "form-control"
    worn = " ".join(filter(None, [widget.attrs.get("class", ""), css, "is-invalid" if field.errors else ""]))
    return field.as_widget(attrs={"class": worn})


@register.filter
def field_kind(field: BoundField) -> str:
    """ "choices" for radio and checkbox groups, "switch" for one checkbox, else "line"."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "switch" if isinstance(widget, CheckboxInput) else "line"


@register.filter
def asked(field: BoundField) -> bool:
    """Must the person answer? Django's own flag, or the mark of a field that the engine validates."""
    return bool(field.field.required or "data-required" in field.field.widget.attrs)


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """The pages worth a link: first, last, and those around the present one; None stands for a gap."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.inclusion_tag("parts/bar_chart.html")
def bar_chart(bars: Sequence[charts.Bar], caption: str, value_name: str = "", of_name: str = "") -> dict[str, Any]:
    """Rows of label, bar and number; a plan, where given, stands pale behind the value."""
    drawn = charts.draw_bars(bars)
    return {"bars": drawn, "caption": caption, "value_name": value_name, "of_name": of_name, "width": charts.WIDTH}


@register.inclusion_tag("parts/stack.html")
def stack(slices: Sequence[charts.Slice], caption: str) -> dict[str, Any]:
    """One bar cut into coloured parts, with a legend that carries the numbers."""
    total = sum(part.value for part in slices)
    return {"slices": charts.draw_stack(slices), "caption": caption, "total": total, "width": charts.WIDTH}


@register.inclusion_tag("parts/line_chart.html")
def line_chart(series: Sequence[charts.Series], steps: Sequence[str], caption: str, unit: str = "") -> dict[str, Any]:
    """Lines over equal steps, in tỷ đồng; the same numbers stand in a table for who cannot see the picture."""
    width, height = 640, 220
    highest = max((value or 0 for one in series for value in one.values), default=0)
    top = charts.round_top(highest)
    gaps = max(len(steps) - 1, 1)
    return {
        "lines": charts.draw_lines(series, width, height, top),
        "ticks": [(height - height * part // 4, top * part // 4) for part in range(5)],
        "steps": [(index * width // gaps, name) for index, name in enumerate(steps)],
        "rows": [(name, [one.values[index] for one in series]) for index, name in enumerate(steps)],
        "series": series,
        "caption": caption,
        "unit": unit,
        "width": width,
        "height": height,
    }
