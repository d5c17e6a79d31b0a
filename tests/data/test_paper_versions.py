"""Which papers are versions of one another: a reminder is none of an earlier one, a replacement is."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.queries import person_of
from documents.drafting import CannotDraft, draft
from documents.drawing import draw_one
from documents.issuing import issue
from documents.kinds import case_kind
from documents.looking import standing_of
from documents.models import Document
from documents.overview import papers_of
from documents.queries import versions_of
from tests.contracts import world_that_signs
from tests.world import World, person, take, walk_to
from tests.world import draft as project
from workflow.engine.clock import day_of
from workflow.models import Case, Event
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def case(place: World) -> Case:
    """The owner has to complete the dossier; the Sở waits and reminds."""
    return take(walk_to(project(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)


def reminder(case: Case, days: int, *, event: Event | None = None, replaces: Document | None = None) -> Document:
    return draft(
        case_kind("reminder"), case_id=case.pk, at=case.updated_at + days * DAY, event=event,
        supersedes_id=replaces.pk if replaces else None,
    )  # fmt: skip


def sent(document: Document, place: World, days: int) -> Document:
    at = document.created_at + days * DAY
    draw_one(document.pk, at=at)
    return issue(document_id=document.pk, user_id=place.leader.pk, at=at, despite_gaps=True)


def versions(document: Document, place: World) -> list[int]:
    return [one.pk for one in versions_of(document, person_of(place.leader, day_of(document.created_at)))]


def test_a_second_reminder_of_the_same_stage_is_a_letter_of_its_own(place: World, case: Case) -> None:
    first = sent(reminder(case, 20), place, 0)
    second = sent(reminder(case, 30), place, 0)
    assert first.pk != second.pk
    assert (versions(first, place), versions(second, place)) == ([first.pk], [second.pk])
    first.refresh_from_db()
    assert (first.state, second.state) == (Document.State.ISSUED, Document.State.ISSUED)
    client = Client()
    client.force_login(place.leader)
    assert client.get(reverse("documents:compare", args=[second.pk, first.pk])).status_code == 404


def test_an_open_reminder_of_a_stage_is_taken_anew_and_one_of_the_next_stage_is_another(
    place: World, case: Case
) -> None:
    first = reminder(case, 20)
    assert reminder(case, 21).pk == first.pk
    case = take(case, Action.RESUBMIT)
    second = reminder(case, 30)
    assert second.pk != first.pk
    assert Document.objects.filter(kind="reminder", state=Document.State.DRAFT).count() == 2


def test_a_reminder_of_a_stage_that_has_passed_is_not_taken_anew(place: World, case: Case) -> None:
    first = reminder(case, 20)
    case = take(case, Action.RESUBMIT)
    with pytest.raises(CannotDraft, match="“Bổ sung hồ sơ theo yêu cầu của Sở” mà văn bản này nói đến đã qua"):
        reminder(case, 30, event=first.event)


def test_a_replaced_reminder_is_an_earlier_version_of_the_one_that_replaces_it(place: World, case: Case) -> None:
    first = sent(reminder(case, 20), place, 0)
    other = sent(reminder(case, 25), place, 0)
    better = sent(reminder(case, 26, event=first.event, replaces=first), place, 0)
    last = sent(reminder(case, 30), place, 0)
    first.refresh_from_db()
    other.refresh_from_db()
    assert (first.state, other.state) == (Document.State.SUPERSEDED, Document.State.ISSUED)
    assert versions(first, place) == versions(better, place) == [better.pk, first.pk]
    assert better.number in standing_of(first).sentence
    groups = papers_of(case, person(place.administrator, case.updated_at), day_of(case.updated_at)).groups
    shown = [([one.pk for one in group.live], [one.pk for one in group.past]) for group in groups]
    assert shown == [([last.pk], []), ([other.pk], []), ([better.pk], [first.pk])]
