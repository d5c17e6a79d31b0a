"""The numbers of the period report with the address of the list behind each."""

from dataclasses import replace

from django import template
from django.urls import reverse

from workflow.queries.period import SHOWN, Counts, PeriodFilters

register = template.Library()


@register.simple_tag
def period_cells(counts: Counts, filters: PeriodFilters, narrow: str, key: str) -> list[tuple[int, str]]:
    """(number, address) in the order of the columns; a line without a key has lists of the whole report."""
    if narrow == "unit" and key:
        filters = replace(filters, unit=int(key))
    elif narrow == "state" and key:
        filters = replace(filters, state=key)
    query = filters.query()
    return [(getattr(counts, name), f"{reverse('workflow:period-stays', args=[name])}?{query}") for name in SHOWN]
