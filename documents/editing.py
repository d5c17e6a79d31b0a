"""An office's own wording of a paper: written by an administrator, shown on a real matter first, valid from a day on.

Nothing in a wording can reach beyond the values of the paper: it is read by `documents.wording.language` and by nothing
else, never as a template of Django or as code.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Min, Q

from documents.drafting import act_of, matter_of
from documents.kinds import CaseKind, Kind
from documents.models import TemplateVersion
from documents.wording.blocks import Paper
from documents.wording.composing import compose
from documents.wording.language import read
from documents.wording.values import Values
from documents.wordings import add_version, fingerprint, wording_for
from workflow.models import Case


class CannotKeep(Exception):
    """Every reason why not, each a sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def values_of_case(kind: CaseKind, case: Case, on: date) -> Values:
    """What the paper would say of this đề án. Raises CannotDraft and what filling in raises."""
    return kind.fill(matter_of(kind, case.pk, act_of(kind, case), on))


def tried(text: str, values: Values) -> Paper:
    """A wording on real values. Raises WordingError with every fault."""
    return compose(read(text), values)


@transaction.atomic
def keep_version(
    kind: Kind, text: str, *, valid_from: date, reason: str, user_id: int, at: datetime, today: date
) -> TemplateVersion:  # fmt: skip
    """The new version; the one of the office that stood before ends the day before, and it serves until the next begins.

    Raises CannotKeep, WordingError.
    """
    reasons = []
    if valid_from < today:
        reasons.append("Ngày bắt đầu dùng không được ở quá khứ: văn bản đã lập giữ lời văn cũ.")
    if not reason:
        reasons.append("Xin ghi lý do thay đổi.")
    current = wording_for(kind.code, max(valid_from, today))
    if fingerprint(text) == current.sha256:
        reasons.append("Lời văn không khác phiên bản đang dùng.")
    if reasons:
        raise CannotKeep(*reasons)
    own = TemplateVersion.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), kind=kind.code, shipped=False
    )
    before = own.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from), valid_from__lt=valid_from)
    before.update(valid_to=valid_from - timedelta(days=1))
    after = own.filter(valid_from__gt=valid_from).aggregate(first=Min("valid_from"))["first"]
    return add_version(
        kind.code, text, valid_from=valid_from, valid_to=after and after - timedelta(days=1), at=at, user_id=user_id,
        reason=reason[:300],
    )  # fmt: skip


@transaction.atomic
def end_version(version_id: int, *, today: date) -> TemplateVersion:
    """Today is the last day of an office's own wording; one that has not begun never will. Raises CannotKeep."""
    version = TemplateVersion.objects.select_for_update().get(pk=version_id, shipped=False)
    if version.valid_to is not None and version.valid_to < today:
        raise CannotKeep(f"Phiên bản {version.number} đã thôi dùng từ trước.")
    begun = version.valid_from <= today
    version.valid_to = today if begun else version.valid_from - timedelta(days=1)
    version.save(update_fields=["valid_to"])
    return version
