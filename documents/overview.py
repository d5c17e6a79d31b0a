"""The papers of one đề án as its page shows them: what is due now, what there is, what else could be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from accounts.models import Organisation
from accounts.people import Person
from documents.acts import Acts, acts_of
from documents.drafting import CannotDraft, issuer_id_of, nobody_writes
from documents.kinds import CaseKind, Kind, all_kinds, case_kinds
from documents.models import Document
from documents.queries import documents_of
from documents.rights import may_draft
from documents.versions import first_of, has_many
from workflow.deadlines.status import DueClass
from workflow.deadlines.tables import load_clocks
from workflow.engine.duties import organisation_in
from workflow.models import Case, Visit
from workflow.money.books import oldest_open_year
from workflow.queries.timeclass import status_of
from workflow.vocabulary import State

LIVE = (Document.State.DRAFT, Document.State.ISSUED, Document.State.SIGNED)


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of paper that could be written. `why_not`: why not by this person now, a sentence; empty where they may."""

    kind: CaseKind
    issuer: str
    why_not: str = ""

    @property
    def or_else(self) -> str:
        """The names of the papers of which each would do as well."""
        return " hoặc ".join(all_kinds()[code].label for code in self.kind.or_else)


@dataclass(slots=True)
class Group:
    """The versions of one paper, the newest first: those that count, and the earlier ones."""

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


def papers_of(case: Case, person: Person, on: date) -> CasePapers:
    """With a fixed number of queries, however many kinds there are."""
    documents, acts = list(documents_of(case, person)), acts_of(case)
    live: dict[str, list[Document]] = {}
    for document in documents:
        if document.state in LIVE:
            live.setdefault(document.kind, []).append(document)
    kinds = [kind for kind in case_kinds() if case.programme in kind.programmes]
    late = is_late(case, acts.stay, on)
    due, others = [], []
    for kind, offer in zip(kinds, _offers(kinds, case, person, acts), strict=True):
        papers = live.get(kind.code, [])
        enough = [*papers, *(paper for code in kind.or_else for paper in live.get(code, []))]
        if is_due(kind, case, acts, late=late) and not is_written(kind, enough, acts):
            due.append(offer)
        elif not offer.why_not and (kind.many or not papers):
            others.append(offer)
    return CasePapers(due, _grouped(documents), others)


def is_due(kind: CaseKind, case: Case, acts: Acts, *, late: bool) -> bool:
    if State(case.state) not in kind.due or not kind.scope.holds(case) or (kind.when_late and not late):
        return False
    act = acts.of(kind)
    if act is None:
        return not kind.actions and not kind.of_stage
    return not kind.called_by or act.action in kind.called_by


def is_late(case: Case, stay: Visit | None, on: date) -> bool:
    """Past the deadline of the present stage; once the books of its year are closed nobody is pressed any more."""
    if stay is None or stay.due_on is None or stay.due_on >= on or case.plan_year < oldest_open_year(on):
        return False
    return status_of(stay, on, load_clocks().calendar).kind is DueClass.OVERDUE


def is_written(kind: CaseKind, papers: Sequence[Document], acts: Acts) -> bool:
    """Whether one of these papers of the kind, none of them replaced or void, is the one that the đề án now calls for."""
    if not kind.many:
        return bool(papers)
    if kind.spent_by:
        return any(paper.event is not None and paper.event.seq > acts.last(kind.spent_by) for paper in papers)
    return any(paper.event == acts.of(kind) for paper in papers)


def _offers(kinds: Sequence[CaseKind], case: Case, person: Person, acts: Acts) -> list[Offer]:
    unit_in = cache(organisation_in)
    ids: list[int | CannotDraft | None] = []
    for kind in kinds:
        try:
            ids.append(issuer_id_of(kind, case, acts.of(kind), unit_in))
        except CannotDraft as error:
            ids.append(error)
    units = Organisation.objects.in_bulk({one for one in ids if isinstance(one, int)})
    return [_offer(kind, case, one, units, person, acts) for kind, one in zip(kinds, ids, strict=True)]


def _offer(
    kind: CaseKind, case: Case, issuer: int | CannotDraft | None, units: Mapping[int, Organisation], person: Person,
    acts: Acts,
) -> Offer:  # fmt: skip
    if kind.actions and acts.of(kind) is None:
        labels = " hoặc ".join(f"“{action.label}”" for action in kind.actions)
        return Offer(kind, "", f"Lập sau bước {labels}.")
    if not isinstance(issuer, int):
        return Offer(kind, "", str(issuer or nobody_writes(kind)))
    if refused := kind.why_not(case, acts.of(kind)):
        return Offer(kind, "", refused)
    name = str(units[issuer])
    return Offer(kind, name, "" if may_draft(person, issuer) else "Chờ đơn vị này lập.")


def _grouped(documents: Iterable[Document]) -> list[Group]:
    """In the order of the register of kinds; a group for each paper where there are many of a kind, the newest first.

    Of those, a draft that was thrown away leaves nothing behind: it never had a number.
    """
    groups: dict[tuple[str, int], Group] = {}
    documents = list(documents)
    replaced = {document.pk: document.supersedes_id for document in documents}
    for document in documents:
        many = has_many(document)
        if many and document.state == Document.State.VOID and not document.number:
            continue
        kind = all_kinds().get(document.kind)
        place = document.kind, -first_of(document.pk, replaced) if many else 0
        group = groups.setdefault(place, Group(kind, kind.label if kind else document.kind))
        (group.live if document.state in LIVE else group.past).append(document)
    order = {code: place for place, code in enumerate(all_kinds())}
    return [groups[key] for key in sorted(groups, key=lambda key: (order.get(key[0], len(order)), key[1]))]
