"""After an act: who hears of it, once, and never the one who did it."""

from datetime import timedelta

import pytest

from accounts.models import User
from notifications.announce import announce
from notifications.models import Mail
from notifications.vocabulary import MailState
from tests.world import World, act, draft, take, walk_to, world
from workflow.effects import handler_of
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world()


def submitted(place: World) -> Case:
    return take(draft(place), Action.SUBMIT)


def last_event(case: Case) -> Event:
    event = case.events.order_by("-seq").first()
    assert event is not None
    return event


def heard(event: Event) -> set[User]:
    return {mail.recipient for mail in Mail.objects.filter(event=event).select_related("recipient")}


def test_after_an_act_the_next_in_turn_and_the_owner_hear_but_not_the_one_who_did_it(place: World) -> None:
    case = submitted(place)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert heard(event) == {place.clerk, *place.appraisers}
    case = act(case, Action.ASK_SUPPLEMENT, by=place.clerk)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    assert heard(event) == {place.owner}
    assert f"Nội dung cần bổ sung: {event.reason}" in Mail.objects.get(event=event).text


def test_the_table_calls_it_by_name_and_gives_it_the_event(place: World) -> None:
    event = last_event(submitted(place))
    handler_of("announce")(event.pk)
    assert heard(event) == {place.clerk, *place.appraisers}


def test_an_announcement_that_runs_twice_is_written_once(place: World) -> None:
    event = last_event(submitted(place))
    for _ in range(2):
        announce(event_id=event.pk, at=event.at)
    assert Mail.objects.filter(event=event).count() == 4


def test_when_a_case_ends_badly_everyone_who_worked_on_it_hears(place: World) -> None:
    case = act(walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.DROP, by=place.agency_leader)
    event = last_event(case)
    announce(event_id=event.pk, at=event.at)
    acted = {event.actor for event in case.events.select_related("actor")}
    assert heard(event) == (acted | {place.owner}) - {place.agency_leader}
    assert len(heard(event)) >= 5


def test_news_older_than_three_days_is_recorded_and_not_mailed(place: World) -> None:
    event = last_event(submitted(place))
    announce(event_id=event.pk, at=event.at + timedelta(days=3, seconds=1))
    assert set(Mail.objects.filter(event=event).values_list("state", "error")) == {
        (MailState.SKIPPED, "Quá cũ để báo.")
    }
