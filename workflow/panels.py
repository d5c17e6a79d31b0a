"""What other rooms show on the pages of this one. They register a panel; the pages know no more than its template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.people import Person


@dataclass(frozen=True, slots=True)
class Panel:
    """`context(subject, person, on)`: the subject is a Case on the case page, a queryset of cases on the overview."""

    name: str
    title: str
    template: str
    context: Callable[[Any, Person, date], dict[str, Any]]
    count: str = ""
    """The key of the context that holds the number shown beside the title."""


_panels: dict[str, list[Panel]] = {"case": [], "overview": []}


def register(page: str, panel: Panel) -> None:
    if panel.name not in {known.name for known in _panels[page]}:
        _panels[page].append(panel)


def drawn(page: str, subject: Any, person: Person, on: date) -> list[dict[str, Any]]:
    """Each panel of a page with its context, ready for the template."""
    return [_draw(panel, panel.context(subject, person, on)) for panel in _panels[page]]


def _draw(panel: Panel, context: dict[str, Any]) -> dict[str, Any]:
    return {"panel": panel, "context": context, "count": context.get(panel.count) if panel.count else None}
