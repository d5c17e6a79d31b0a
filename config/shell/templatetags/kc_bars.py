"""Rows of figures as bars, without the page that has the figures knowing how bars are drawn."""

from collections.abc import Iterable
from typing import Any

from django import template

from config.shell import numbers
from config.shell.charts import Bar

register = template.Library()


@register.simple_tag
def plan_bars(lines: Iterable[Any], label: str, value: str, of: str) -> list[Bar]:
    """`{% plan_bars provinces "province" "realised" "planned" as bars %}`: one bar a line, amounts in whole đồng."""
    return [
        Bar(
            getattr(line, label),
            getattr(line, value),
            of=getattr(line, of),
            text=numbers.compact(getattr(line, value)),
            note=f"/ {numbers.compact(getattr(line, of))}",
        )
        for line in lines
    ]
