"""Writing a draft: what the paper says is taken from the đề án now, and frozen. The worker draws the file afterwards."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from accounts.models import Organisation
from documents.acts import acts_of
from documents.canonical import content_hash
from documents.contexts.parties import party_a
from documents.drawing import wake_after_commit
from documents.kinds import CaseKind, Issuer, Kind, Matter
from documents.models import Document, DocumentFile
from documents.overseers import overseer_of
from documents.wording.composing import compose
from documents.wording.values import Values
from documents.wordings import wording_for, wording_of
from workflow.engine.advance import lock
from workflow.engine.clock import day_of
from workflow.engine.duties import organisation_in
from workflow.lifecycle import Relation
from workflow.models import Case, Event
from workflow.vocabulary import Programme, State

RELATION = {
    Issuer.IMPLEMENTER: Relation.IMPLEMENTER,
    Issuer.DEPARTMENT: Relation.DEPARTMENT,
    Issuer.AGENCY: Relation.AGENCY,
    Issuer.MINISTRY: Relation.MINISTRY,
}
#: What filling in a paper asks of a case, read at once.
NEAR = (
    "province", "department__parent", "department__province", "implementer__parent", "implementer__province",
)  # fmt: skip
FAR = ("budget_lines", "beneficiaries__organisation")


class CannotDraft(Exception):
    """The message is the sentence to show."""


def issuer_of(kind: CaseKind, case: Case, event: Event | None = None) -> Organisation:
    """The unit whose paper it is; of a paper that follows an act, the latest one unless `event` is given.

    Raises CannotDraft, NoPartyA.
    """
    if kind.issuer is Issuer.MANAGER:
        return party_a(case)
    if kind.issuer is Issuer.ACTOR:
        event = event or act_of(kind, case)
    pk = issuer_id_of(kind, case, event)
    found = Organisation.objects.select_related("parent", "province").filter(pk=pk).first() if pk else None
    if found is None:
        raise nobody_writes(kind)
    return found


def issuer_id_of(
    kind: CaseKind, case: Case, event: Event | None, unit_in: Callable[[Relation, Case], int | None] = organisation_in
) -> int | None:
    """The same by its id, with nothing read but what `unit_in` reads. Raises CannotDraft."""
    match kind.issuer:
        case Issuer.ACTOR:
            return event.actor_organisation_id if event else None
        case Issuer.OVERSEER:
            relation = overseer_of(case)
            if relation is None:
                raise CannotDraft(f"Giai đoạn “{case.state_label}” không chờ ai xử lý nên không có ai để nhắc.")
            return unit_in(relation, case)
        case Issuer.MANAGER:
            return unit_in(Relation.DEPARTMENT if case.programme == Programme.LOCAL else Relation.AGENCY, case)
        case _:
            return unit_in(RELATION[kind.issuer], case)


def nobody_writes(kind: CaseKind) -> CannotDraft:
    return CannotDraft(f"Chưa khai báo đơn vị lập “{kind.label}” của đề án này.")


def act_of(kind: CaseKind, case: Case) -> Event | None:
    """The latest act the paper may belong to; None for a kind that belongs to none. Raises CannotDraft."""
    if not kind.actions and not kind.of_stage:
        return None
    found = acts_of(case).of(kind)
    if found is None and kind.of_stage:
        raise CannotDraft(f"Đề án đã kết thúc ở “{case.state_label}” nên không có ai để nhắc.")
    if found is None:
        labels = " hoặc ".join(f"“{action.label}”" for action in kind.actions)
        raise CannotDraft(f"“{kind.label}” lập sau bước {labels}; đề án chưa qua bước này.")
    return found


def _act_for(kind: CaseKind, case: Case, given: Event | None) -> Event | None:
    """A paper about a stage tells how it stands today, so none can be written of a stage that has passed."""
    if given is None or kind.of_stage:
        latest = act_of(kind, case)
        if given is not None and given != latest:
            raise CannotDraft(
                f"Giai đoạn “{State(given.target).label}” mà văn bản này nói đến đã qua;"
                f" lập “{kind.label}” mới cho giai đoạn hiện tại."
            )
        return latest
    return given


def matter_of(kind: CaseKind, case_id: int, event: Event | None, on: date) -> Matter:
    case = Case.objects.select_related(*NEAR).prefetch_related(*FAR).get(pk=case_id)
    return Matter(case, issuer_of(kind, case, event), on, event)


def filled(kind: CaseKind, matter: Matter) -> Values:
    """What the paper would say now; also checked against its wording. Raises WordingError."""
    return checked(kind, kind.fill(matter))


def checked(kind: Kind, values: Values) -> Values:
    """The same, once its wording is known to find all it calls. Raises WordingError, NoWording."""
    compose(wording_of(wording_for(kind.code, values.written_on)), values)
    return values


def draft(
    kind: CaseKind, *, case_id: int, at: datetime, event: Event | None = None, user_id: int | None = None,
    supersedes_id: int | None = None, on: date | None = None,
) -> Document:  # fmt: skip
    """A new draft, or the one that is open for the same act, taken anew. `on`: the day whose facts count, else today.

    Raises CannotDraft, WordingError, and what filling in raises.
    """
    on = on or day_of(at)
    with transaction.atomic():
        case = lock(case_id)
        event = _act_for(kind, case, event)
        if refused := kind.why_not(case, event):
            raise CannotDraft(refused)
        known = Document.objects.filter(case_id=case_id, kind=kind.code, state=Document.State.DRAFT)
        if kind.many or supersedes_id:
            known = known.filter(event=event, supersedes_id=supersedes_id)
        values = filled(kind, matter_of(kind, case_id, event, on))
        document = known.order_by("-id").first() or Document(
            case_id=case_id, kind=kind.code, created_by_id=user_id, created_at=at, supersedes_id=supersedes_id
        )
        write(document, kind, values, issuer=issuer_of(kind, case, event), event=event)
    return document


def write(document: Document, kind: Kind, values: Values, *, issuer: Organisation, event: Event | None = None) -> None:
    """The content of a draft; a file drawn of an earlier content goes."""
    version = wording_for(kind.code, values.written_on)
    document.issuer, document.event, document.template = issuer, event, version
    document.template_version = str(version)
    document.values = values.to_json()
    document.content_hash = content_hash(document.values, version.sha256)
    document.problem, document.tries = "", 0
    if document.pk:
        DocumentFile.objects.filter(document=document, kind=DocumentFile.Kind.DRAFT).delete()
    document.save()
    wake_after_commit()
