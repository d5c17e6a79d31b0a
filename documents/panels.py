"""The papers of a đề án, as a panel on its page."""

from datetime import date
from typing import Any

from accounts.people import Person
from documents.overview import papers_of
from workflow.models import Case, OutboxRow
from workflow.panels import Panel, register


def papers(case: Case, person: Person, on: date) -> dict[str, Any]:
    """What there is, what is due, and whether the contract is still being written or could not be."""
    shown = papers_of(case, person, on)
    asked = OutboxRow.objects.filter(event__case=case, effect="write_contract")
    return {
        "case": case,
        "papers": shown,
        "count": shown.count,
        "waiting": asked.filter(status=OutboxRow.Status.WAITING).exists(),
        "failed": asked.filter(status=OutboxRow.Status.FAILED).order_by("-id").first(),
    }


register("case", Panel("documents", "Văn bản", "documents/panel.html", papers, count="count"))
