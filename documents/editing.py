"""An office's own wording of a paper: written by an administrator, shown on a real matter first, valid from a day on.

Nothing in a wording can reach beyond the values of the paper: it is read by `documents.wording.language` and by nothing
else, never as a template of Django or as code.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

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
    """The new version; the one of the office that stood before ends the day before. Raises CannotKeep, WordingError."""
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
    own = TemplateVersion.objects.filter(kind=kind.code, shipped=False, valid_from__lt=valid_from, valid_to=None)
    own.update(valid_to=valid_from - timedelta(days=1))
    return add_version(kind.code, text, valid_from=valid_from, at=at, user_id=user_id, reason=reason[:300])


@transaction.atomic
def end_version(version_id: int, *, last_day: date, today: date) -> TemplateVersion:
    """An office's own wording is used no more after a day; the shipped one serves again. Raises CannotKeep."""
    version = TemplateVersion.objects.select_for_update().get(pk=version_id, shipped=False)
    if last_day < max(today, version.valid_from):
        raise CannotKeep("Ngày cuối cùng không được ở quá khứ, cũng không trước ngày bắt đầu dùng.")
    version.valid_to = last_day
    version.save(update_fields=["valid_to"])
    return version
