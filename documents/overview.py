"""The papers of one đề án as its page shows them: what is due now, what there is, what else could be written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.people import Person
from documents.contexts.parties import NoPartyA
from documents.drafting import CannotDraft, issuer_of
from documents.kinds import CaseKind, Kind, all_kinds, case_kinds
from documents.models import Document
from documents.queries import documents_of
from documents.rights import may_draft
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

LIVE = (Document.State.DRAFT, Document.State.ISSUED, Document.State.SIGNED)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of paper that could be written. `why_not`: why not by this person now, a sentence; empty where they may."""

    kind: CaseKind
    issuer: str
    why_not: str = ""


@dataclass(slots=True)
class Group:
    """The papers of one kind, the newest first: those that count, and the earlier ones."""

    kind: Kind | None
    label: str
    live: list[Document] = field(default_factory=list)
    past: list[Document] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CasePapers:
    """`due`: expected at this stage and not yet written; `others`: what may be written besides."""

    due: list[Offer]
    groups: list[Group]
    others: list[Offer]

    @property
    def count(self) -> int:
        return sum(len(group.live) for group in self.groups)


def papers_of(case: Case, person: Person) -> CasePapers:
    documents = list(documents_of(case, person))
    acts = set(Event.objects.filter(case=case).values_list("action", flat=True).distinct())
    written = {document.kind for document in documents if document.state in LIVE}
    due, others = [], []
    for kind in case_kinds():
        if case.programme not in kind.programmes:
            continue
        offer = _offer(kind, case, person, acts)
        if is_due(kind, case, acts) and kind.code not in written:
            due.append(offer)
        elif not offer.why_not and (kind.many or kind.code not in written):
            others.append(offer)
    return CasePapers(due, _grouped(documents), others)


def is_due(kind: CaseKind, case: Case, acts: Iterable[str]) -> bool:
    return State(case.state) in kind.due and (not kind.actions or not set(kind.actions).isdisjoint(map(Action, acts)))


def _offer(kind: CaseKind, case: Case, person: Person, acts: set[str]) -> Offer:
    try:
        issuer = issuer_of(kind, case)
    except (CannotDraft, NoPartyA) as error:
        return Offer(kind, "", str(error))
    why = ""
    if kind.actions and set(kind.actions).isdisjoint(map(Action, acts)):
        labels = " hoặc ".join(f"“{action.label}”" for action in kind.actions)
        why = f"Lập sau bước {labels}."
    elif not may_draft(person, issuer.pk):
        why = f"Do {issuer} lập."
    return Offer(kind, str(issuer), why)


def _grouped(documents: Iterable[Document]) -> list[Group]:
    """In the order of the register of kinds."""
    groups: dict[str, Group] = {}
    for document in documents:
        kind = all_kinds().get(document.kind)
        group = groups.setdefault(document.kind, Group(kind, kind.label if kind else document.kind))
        (group.live if document.state in LIVE else group.past).append(document)
    order = {code: place for place, code in enumerate(all_kinds())}
    return [groups[code] for code in sorted(groups, key=lambda code: order.get(code, len(order)))]
