"""What has been done with a đề án, read once however many kinds of paper ask: which act a paper belongs to."""

from collections.abc import Collection
from dataclasses import dataclass

from documents.kinds import Kind
from workflow.models import Case, Event, Visit
from workflow.vocabulary import Action


@dataclass(frozen=True, slots=True)
class Acts:
    """`events`: the newest first. `stay`: in the present stage; None where the đề án has ended."""

    events: tuple[Event, ...]
    stay: Visit | None

    def of(self, kind: Kind) -> Event | None:
        """The latest act a paper of this kind may belong to."""
        if kind.of_stage:
            return next((event for event in self.events if self.stay and event.pk == self.stay.opened_by_id), None)
        return next((event for event in self.events if _may_be_of(kind, event)), None)

    def last(self, actions: Collection[Action]) -> int:
        """The place of the latest of these in the life of the đề án; 0: none was done."""
        return next((event.seq for event in self.events if event.action in actions), 0)


def acts_of(case: Case) -> Acts:
    events = tuple(Event.objects.filter(case=case).order_by("-seq"))
    return Acts(events, Visit.objects.filter(case=case, closed_at=None).first())


def _may_be_of(kind: Kind, event: Event) -> bool:
    return event.action in kind.actions and (not kind.sources or event.source in kind.sources)
