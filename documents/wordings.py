"""Which wording a kind of paper has on a day; new versions; the shipped ones brought into the table."""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from django.db.models import Max, Q

from documents.kinds import all_kinds
from documents.models import TemplateVersion
from documents.wording.language import Wording, read
from workflow.engine import clock
from workflow.engine.clock import day_of
from workflow.reference import also_load

FOLDER = Path(__file__).parent / "data" / "wordings"
#: Shipped wordings serve papers of any day; the programme began in 2005.
BEGINNING = date(2005, 1, 1)


class NoWording(LookupError):
    """The message is the sentence to show."""


def shipped_text(kind: str) -> str:
    return (FOLDER / f"{kind}.txt").read_text(encoding="utf-8")


def wording_for(kind: str, on: date) -> TemplateVersion:
    """The version in force on a day: what an office made goes before what was shipped; then what began last.

    Raises NoWording.
    """
    found = TemplateVersion.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), kind=kind, valid_from__lte=on
    ).order_by("shipped", "-valid_from", "-number")  # fmt: skip
    version = found.first()
    if version is None:
        raise NoWording(
            f"Chưa có lời văn cho loại văn bản này vào ngày {on:%d/%m/%Y}. Quản trị viên nạp lại dữ liệu nền."
        )
    return version


@lru_cache(maxsize=256)
def parsed(sha256: str, text: str) -> Wording:
    """A wording read once per process. Raises WordingError."""
    return read(text)


def wording_of(version: TemplateVersion) -> Wording:
    return parsed(version.sha256, version.text)


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def add_version(
    kind: str, text: str, *, valid_from: date, at: datetime, user_id: int | None = None, reason: str = "",
    valid_to: date | None = None,
) -> TemplateVersion:  # fmt: skip
    """The next version of a kind. Raises WordingError where it cannot be read."""
    read(text)
    last = TemplateVersion.objects.select_for_update().filter(kind=kind).order_by("-number").first()
    return TemplateVersion.objects.create(
        kind=kind,
        number=last.number + 1 if last else 1,
        text=text,
        sha256=fingerprint(text),
        valid_from=valid_from,
        valid_to=valid_to,
        shipped=user_id is None,
        reason=reason,
        created_by_id=user_id,
        created_at=at,
    )


@also_load("Lời văn của văn bản")
def load() -> int:
    """How many shipped wordings are new or were changed with this version of the software."""
    shipped = TemplateVersion.objects.filter(shipped=True)
    newest = shipped.values("kind").annotate(last=Max("number")).values_list("kind", "last")
    known = {
        row.kind: row.sha256 for row in shipped.filter(Q(*(Q(kind=k, number=n) for k, n in newest), _connector=Q.OR))
    } if newest else {}  # fmt: skip
    now = clock.now()
    added = 0
    for kind in all_kinds():
        text = shipped_text(kind)
        if known.get(kind) != fingerprint(text):
            add_version(kind, text, valid_from=day_of(now) if kind in known else BEGINNING, at=now)
            added += 1
    return added
