"""What was done to a đề án until an act: papers say what was known then, though more has happened since."""

from django.db.models import QuerySet

from workflow.models import Case, Event
from workflow.vocabulary import Action


def last_act(case: Case, *actions: Action) -> Event | None:
    return Event.objects.filter(case=case, action__in=actions).order_by("-seq").first()


def acts_until(case: Case, event: Event, *actions: Action) -> QuerySet[Event]:
    """The act itself included; the oldest first."""
    return Event.objects.filter(case=case, action__in=actions, seq__lte=event.seq).order_by("seq")


def reports_until(case: Case, event: Event) -> tuple[Event, ...]:
    """The monthly reports of progress."""
    return tuple(acts_until(case, event, Action.REPORT_PROGRESS))
