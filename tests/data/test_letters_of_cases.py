"""Every kind of letter about a real đề án: the same words twice; and the page that shows them all to who works on them."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.models import User
from notifications.announce import announce
from notifications.compose import Part
from notifications.models import Mail
from notifications.samples import Sample, samples_of
from notifications.shipped import shipped_rungs
from notifications.vocabulary import Topic
from tests.letters import words_of_html, words_of_text
from tests.post import overdue
from tests.visitors import said, visitor
from tests.world import World, act, draft, person, take, walk_to, world
from workflow.deadlines.tables import load_clocks
from workflow.engine.clock import VIETNAM
from workflow.models import Case
from workflow.queries import visible_cases
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 8, 30, tzinfo=VIETNAM)
PAGE = "notifications:samples"


@pytest.fixture(autouse=True)
def a_tuesday() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def place() -> World:
    return world()


@pytest.fixture
def cases(place: World) -> list[Case]:
    """One that ended badly, one that was sent back with a reason, one whose term stood still, one that was given to
    somebody, who waits."""
    ended = act(walk_to(draft(place), State.MINISTRY_APPRAISAL), Action.DROP, by=place.agency_leader)
    sent_back = act(take(draft(place), Action.SUBMIT), Action.ASK_SUPPLEMENT, by=place.clerk)
    paused = act(take(draft(place), Action.SUBMIT), Action.PAUSE_CLOCK, by=place.leader)
    given = act(
        take(draft(place), Action.SUBMIT), Action.REASSIGN, by=place.leader, data={"assignee": [place.clerk.pk]}
    )
    return [ended, sent_back, paused, given]


def samples(reader: User) -> dict[str, Sample]:
    found = samples_of(visible_cases(person(reader, AT)), reader, at=AT, calendar=load_clocks().calendar)
    return {sample.name: sample for sample in found}


def test_every_rung_and_every_part_has_a_letter_and_each_says_the_same_twice(place: World, cases: list[Case]) -> None:
    found = samples(place.clerk)
    rungs = {rung.code for rung in shipped_rungs()}
    assert set(found) == rungs | {part.value for part in Part} | {"digest"}
    for name, sample in found.items():
        words = words_of_text(sample.letter.text)
        assert words_of_html(sample.letter.html) == words, name
        assert len(words) > 40, name
        assert sample.subject_read == sample.letter.subject, name


def test_what_is_really_written_to_people_says_the_same_twice(place: World, cases: list[Case]) -> None:
    overdue(place)
    for case in cases:
        for event in case.events.all():
            announce(event_id=event.pk, at=event.at)
    mails = list(Mail.objects.exclude(text=""))
    assert {mail.kind for mail in mails} >= {"overdue", "breach", "announcement"}
    for mail in mails:
        assert words_of_html(mail.html) == words_of_text(mail.text), mail


def test_only_letters_that_may_be_muted_show_the_way_to_do_so(place: World, cases: list[Case]) -> None:
    for name, sample in samples(place.clerk).items():
        headers = dict(sample.headers)
        mutable = name in {"due-soon", "due-today"} | {part.value for part in Part}
        assert ("List-Unsubscribe" in headers) == mutable, name
        assert ("http://testserver/tuy-chon-thu/" in sample.letter.text) == mutable, name
        assert ("không tắt được" in sample.letter.text) != mutable, name


def test_the_question_why_is_answered_in_numbered_steps(place: World, cases: list[Case]) -> None:
    text = samples(place.administrator)["overdue"].letter.text
    question = text.index("Vì sao chỉ tiêu nội bộ là ngày ")
    assert text[question:].splitlines()[1].startswith("  1. Tính từ ")


def test_the_page_shows_each_sample_twice_with_its_subject_coded_and_read(place: World, cases: list[Case]) -> None:
    client = visitor(place.administrator)
    answer = client.get(reverse(PAGE))
    page = said(answer)
    for name, sample in samples(place.administrator).items():
        assert sample.letter.subject in page
        assert reverse("notifications:sample-body", args=[name]) in answer.content.decode()
        body = client.get(reverse("notifications:sample-body", args=[name]))
        assert "sandbox" in body["Content-Security-Policy"]
        assert words_of_html(body.content.decode()) == words_of_text(sample.letter.text)
    assert "=?utf-8?" in page
    assert "trùng khớp" in page
    assert client.get(reverse("notifications:sample-body", args=["khong-co"])).status_code == 404
    assert not Mail.objects.exists()


def test_samples_are_written_about_what_the_reader_may_see(place: World, cases: list[Case]) -> None:
    elsewhere = world("Hà Nội", "01", "hanoi")
    for code in ("", cases[1].code):
        shown = said(visitor(elsewhere.owner).get(reverse(PAGE), {"q": code}))
        assert "Chưa viết được mẫu nào" in shown
    assert cases[1].code in said(visitor(place.owner).get(reverse(PAGE), {"q": cases[1].code}))


@pytest.mark.parametrize(("demo", "debug", "status"), [(True, False, 200), (False, True, 200), (False, False, 404)])
def test_in_a_real_installation_there_is_no_such_page(
    place: World, settings: Settings, demo: bool, debug: bool, status: int
) -> None:
    settings.DEMO, settings.DEBUG = demo, debug
    client = visitor(place.administrator)
    assert client.get(reverse(PAGE)).status_code == status
    assert client.get(reverse("notifications:sample-body", args=["overdue"])).status_code == 404


def test_topics_of_the_mails_that_are_written(place: World, cases: list[Case]) -> None:
    overdue(place)
    event = cases[1].events.order_by("-seq")[0]
    announce(event_id=event.pk, at=event.at)
    assert set(Mail.objects.filter(event=None).values_list("topic", flat=True)) == {Topic.DUTY}
    assert set(Mail.objects.filter(event=event).values_list("topic", flat=True)) == {Topic.TURN}
