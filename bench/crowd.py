"""Many đề án that wait at the Sở, written by the thousand: their rows are right, their chains of events are not kept."""

from datetime import date

from django.db.models import F

from accounts.vocabulary import Role
from tests.world import START, World, dossier
from workflow.engine.clock import day_of
from workflow.models import Case, Duty, Event, Visit
from workflow.vocabulary import Action, Party, State

BATCH = 500


def crowd(place: World, *, count: int, due: date, series: str) -> None:
    """`count` stages open since `START`, due on the day given, with the duty of clerk and appraisers that waits there."""
    fields = dict(dossier(place).fields) | {"created_by": place.owner, "created_at": START, "updated_at": START}
    cases = Case.objects.bulk_create(
        (Case(**fields, code=f"KCQG-{series}-{number:05d}", version=1) for number in range(count)), BATCH
    )
    mine = Case.objects.filter(pk__in=[case.pk for case in cases])
    mine.update(state=State.SUBMITTED, version=F("version") + 1)
    events = Event.objects.bulk_create((_event(place, case) for case in cases), BATCH)
    visits = Visit.objects.bulk_create((_visit(event, due) for event in events), BATCH)
    Duty.objects.bulk_create((_duty(place, visit) for visit in visits), BATCH)


def _event(place: World, case: Case) -> Event:
    return Event(
        case=case,
        seq=1,
        version=2,
        action=Action.SUBMIT,
        source=State.DRAFT,
        target=State.SUBMITTED,
        actor=place.owner,
        actor_name=place.owner.full_name,
        actor_organisation=place.implementer,
        at=START,
        key=case.code,
        digest="",
        hash="",
    )


def _visit(event: Event, due: date) -> Visit:
    return Visit(
        case_id=event.case_id,
        state=State.SUBMITTED,
        party=Party.DEPARTMENT,
        opened_by=event,
        opened_at=START,
        opened_on=day_of(START),
        target_due_on=due,
        due_on=due,
        due_clock=Visit.Clock.TARGET,
        remind_on=due,
    )


def _duty(place: World, visit: Visit) -> Duty:
    return Duty(
        visit=visit,
        case_id=visit.case_id,
        sentence="Kiểm tra thành phần hồ sơ, tiếp nhận và lập hội đồng",
        organisation=place.department,
        roles=[Role.CLERK.value, Role.DEPARTMENT_APPRAISER.value],
        opened_at=START,
    )
