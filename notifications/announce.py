"""After an act: who must act next hears that it is their turn, the owner hears what happened, those who work on a stage
hear that its deadline moved, and when a đề án ends badly everyone who worked on it hears so. Never the one who did it."""

from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects

from accounts.models import User
from notifications.audience import People, in_whose_place
from notifications.compose import TOPICS, Letter, Part, announcement_letter, announcement_subject
from notifications.facts import facts_of
from notifications.models import Mail
from notifications.outbox import mail_row
from notifications.vocabulary import Audience, MailKind
from notifications.wake import wake_sender_after_commit
from notifications.watch import open_duties
from workflow.deadlines.tables import load_clocks
from workflow.effects import register
from workflow.engine import clock
from workflow.engine.clock import day_of
from workflow.lifecycle import WITHOUT_RESULT
from workflow.models import Event, Visit
from workflow.queries.worklist import with_parts
from workflow.vocabulary import Action

#: News older than this is recorded, not mailed: after an outage, and for records of the past.
TOO_OLD = timedelta(days=3)
TOO_OLD_REASON = "Quá cũ để báo."
#: Acts about the deadline of a stage: those who do its work hear of them, too. What a change of the calendar redates is
#: told in the digest (`redated`); only rows that an earlier version left in the outbox come here for it.
ABOUT_THE_DEADLINE = frozenset({Action.PAUSE_CLOCK, Action.RESUME_CLOCK, Action.EXTEND, Action.REDATE, Action.PROMISE})


@register("announce")
def announce_event(event_id: int) -> None:
    """The effect. May run twice: one announcement per event and person, the database says so."""
    announce(event_id=event_id, at=clock.now())


def announce(*, event_id: int, at: datetime) -> int:
    """Writes the mails of one event; returns how many people they are for. Raises Event.DoesNotExist."""
    event = Event.objects.select_related("case", "actor_organisation").get(pk=event_id)
    visit = visit_after(event)
    people = People(day_of(at))
    readers = readers_of(event, visit, people)
    if not readers:
        return 0
    old = at - event.at > TOO_OLD
    prefetch_related_objects(list(readers), "mail_preference")
    letters = _headings_only(event, visit, readers) if old else _letters(event, visit, readers, people, at)
    Mail.objects.bulk_create(
        [
            mail_row(
                recipient=user,
                kind=MailKind.ANNOUNCEMENT,
                letter=letters[user],
                case=visit.case,
                event=event,
                topic=TOPICS[part],
                skipped=TOO_OLD_REASON if old else "",
            )
            for user, part in readers.items()
        ],
        ignore_conflicts=True,
    )
    if not old:
        wake_sender_after_commit()
    return len(readers)


def visit_after(event: Event) -> Visit:
    """The stay in a stage that this event opened, or happened in; with its case and what is still to be done there."""
    visits = with_parts(Visit.objects.filter(case=event.case_id, opened_by__seq__lte=event.seq))
    visit = visits.order_by("-opened_by__seq").first()
    if visit is None:
        raise Visit.DoesNotExist(f"event {event.pk} has no visit")
    return visit


def readers_of(event: Event, visit: Visit, people: People) -> dict[User, Part]:
    """Each person once, in the part that asks most of them."""
    readers: dict[User, Part] = {}
    work, implementer = open_duties(visit), visit.case.implementer_id
    if part := _part_of_workers(event, visit):
        readers |= dict.fromkeys(people.of(Audience.MUST_ACT, implementer_id=implementer, work=work), part)
    for user in people.of(Audience.OWNERS, implementer_id=implementer, work=work):
        readers.setdefault(user, Part.OWNER)
    if visit.state in WITHOUT_RESULT:
        for user in people.witnesses(event.case_id):
            readers.setdefault(user, Part.WITNESS)
    return {user: part for user, part in readers.items() if user.pk != event.actor_id}


def _part_of_workers(event: Event, visit: Visit) -> Part | None:
    """What the act is to those who must act now; None: they are not told of it as such."""
    if event.action == Action.REASSIGN:
        return Part.ASSIGNED
    if event.action in ABOUT_THE_DEADLINE:
        return Part.DEADLINE
    return Part.TURN if visit.opened_by_id == event.pk else None


#: In which part one reads as whom; witnesses are no audience of a stage, but of the whole đề án.
HEARD_AS = {
    Part.TURN: (Audience.MUST_ACT,),
    Part.ASSIGNED: (Audience.MUST_ACT,),
    Part.DEADLINE: (Audience.MUST_ACT,),
    Part.OWNER: (Audience.OWNERS,),
}


def _letters(event: Event, visit: Visit, readers: dict[User, Part], people: People, at: datetime) -> dict[User, Letter]:
    duties = open_duties(visit)
    facts = facts_of(visit, duties, on=day_of(at), calendar=load_clocks().calendar)
    implementer = visit.case.implementer_id
    witnesses = people.witnesses(event.case_id) if Part.WITNESS in readers.values() else {}

    def behalf(user: User, part: Part) -> str:
        if part is Part.WITNESS:
            return in_whose_place(witnesses, user)
        return people.on_behalf(user, HEARD_AS[part], implementer_id=implementer, work=duties)

    return {
        user: announcement_letter(facts, event, part, user, behalf=behalf(user, part)) for user, part in readers.items()
    }


def _headings_only(event: Event, visit: Visit, readers: dict[User, Part]) -> dict[User, Letter]:
    stage = visit.get_state_display()
    return {
        user: Letter(announcement_subject(event, part, visit.case.code, stage), "", "")
        for user, part in readers.items()
    }
