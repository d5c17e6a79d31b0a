"""Visitors of the pages without a browser: signed in, sending what a form sends, reading what the page says."""

import html
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.dossiers import GRANT, START
from tests.places import World
from workflow.models import Case
from workflow.vocabulary import Action, ContentType, FundingSource, Programme, ProjectKind

#: When the pages are read: a Monday, a week after the first draft.
NOW: datetime = START + timedelta(days=7, hours=2)
NEW, AUTOSAVE, DISCARD = "/de-an/moi/", "/de-an/moi/luu-tu-dong/", "/de-an/moi/bo-ban-luu/"


def visitor(user: User | None, *, strict: bool = False) -> Client:
    """A browser's session; `strict` looks for the mark against forged forms, as a real server does."""
    client = Client(enforce_csrf_checks=strict)
    if user is not None:
        client.force_login(user)
    return client


def act_url(case: Case, action: str) -> str:
    return reverse("workflow:act", args=[case.code, action])


def page_of(case: Case) -> str:
    return reverse("workflow:case", args=[case.code])


def edit_url(case: Case) -> str:
    return reverse("workflow:edit", args=[case.code])


def send(client: Client, case: Case, action: Action, key: str = "k1", **fields: Any) -> Any:
    """What the dialog of an act sends, on the version that the caller holds unless `version` says otherwise."""
    return client.post(act_url(case, action), {"version": case.version, "key": key} | fields)


def said(answer: Any) -> str:
    """The page as text: entities resolved, tags gone, spaces single."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode())).split())


def listed(client: Client, address: str = "/", **query: Any) -> list[str]:
    """The codes on a list, in its order."""
    return [item.case.code for item in client.get(address, query).context["items"]]


def written(place: World, **changed: Any) -> dict[str, Any]:
    """What the form of a whole dossier sends: two lines of budget, one beneficiary."""
    data = {
        "name": "Ứng dụng máy tiện CNC", "programme": Programme.NATIONAL, "kind": ProjectKind.ORDINARY,
        "content_type": ContentType.MACHINERY, "plan_year": "2027", "unit_count": "1",
        "implementer": place.implementer.pk, "coordinator": "", "location": "Cụm công nghiệp Đồng Lạng",
        "necessity": "Máy cũ.", "objectives": "Nâng công suất.", "scope": "Một máy.", "work_plan": "Ba quý.",
        "organisation_plan": "Trung tâm chủ trì.", "impact": "Thêm sáu lao động.",
        "starts_on": "2027-02-01", "ends_on": "2027-10-29", "requested_amount": "300.000.000", "key": "form-1",
        **row("budget", 0, item="Mua máy", unit="máy", quantity="1", unit_price=str(GRANT), source=FundingSource.NATIONAL),
        **row("budget", 1, item="Đối ứng", unit="máy", quantity="1", unit_price="450.000.000", source=FundingSource.BENEFICIARY),
        **row("people", 0, name="Công ty TNHH Cơ khí", tax_code="2600123456", address="Phú Thọ", representative="Lê Thị Cơ"),
        **management("budget", total=2), **management("people", total=1),
    }  # fmt: skip
    return data | changed


def row(prefix: str, number: int, **cells: Any) -> dict[str, Any]:
    return {f"{prefix}-{number}-{name}": value for name, value in cells.items()}


def management(prefix: str, *, total: int) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": str(total), f"{prefix}-INITIAL_FORMS": "0"}


def addresses(**known: Any) -> Iterator[tuple[str, str]]:
    """(name, address) of every page of the rooms; `known` fills in the addresses' parts: code, action, pk, name, and what
    papers ask beside: kind, role, verb, other."""
    known = {"token": "x", "kind": "contract", "role": "a", "verb": "huy", "other": known["pk"]} | known
    for namespace in ("workflow", "documents", "notifications"):
        _, resolver = get_resolver().namespace_dict[namespace]
        for pattern in _leaves(resolver):
            parts = {part: known[part] for part in pattern.pattern.converters}
            yield f"{namespace}:{pattern.name}", reverse(f"{namespace}:{pattern.name}", kwargs=parts)


def _leaves(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _leaves(entry)
        else:
            yield entry
