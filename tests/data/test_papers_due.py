"""Which papers a đề án calls for: each act its own, again and again; and what stands in a state only of some projects."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from documents.overview import CasePapers, papers_of
from tests.contracts import last_event, world_that_signs
from tests.issuing import issued
from tests.paperwork import drafted
from tests.world import World, act, draft, person, take, walk_to
from workflow.models import Case
from workflow.vocabulary import Action, State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def place() -> World:
    return world_that_signs()


def shown(case: Case, place: World) -> CasePapers:
    """To the administrator, who sees every draft."""
    return papers_of(case, person(place.administrator, case.updated_at))


def due(case: Case, place: World) -> set[str]:
    return {offer.kind.code for offer in shown(case, place).due}


def test_the_report_of_the_next_month_is_due_though_that_of_the_last_one_stands(place: World) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS)
    assert "progress_report" in due(case, place)
    first = last_event(case)
    drafted("progress_report", case)
    assert "progress_report" not in due(case, place)
    case = take(case, Action.REPORT_PROGRESS)
    assert "progress_report" in due(case, place)
    drafted("progress_report", case, first)
    assert "progress_report" in due(case, place), "the paper of another month is not that of this one"
    drafted("progress_report", case)
    assert "progress_report" not in due(case, place)


def test_what_was_asked_for_once_more_is_asked_for_in_a_letter_of_its_own(place: World) -> None:
    case = take(walk_to(draft(place), State.SUBMITTED), Action.ASK_SUPPLEMENT)
    issued(case, place.leader.pk, "supplement_request")
    assert "supplement_request" not in due(case, place)
    case = take(case, Action.RESUBMIT, Action.ASK_SUPPLEMENT)
    assert "supplement_request" in due(case, place)


def test_a_request_for_an_advance_serves_until_money_has_come(place: World) -> None:
    case = act(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS, data={"percent": 75})
    assert "advance_request" in due(case, place)
    drafted("advance_request", case)
    case = act(case, Action.REPORT_PROGRESS, data={"percent": 80})
    assert "advance_request" not in due(case, place)
    case = act(case, Action.RECORD_ADVANCE, data={"amount": 50_000_000})
    assert "advance_request" in due(case, place)


def test_more_kinds_of_paper_ask_the_database_no_more_often(
    place: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = take(walk_to(draft(place), State.EXECUTION), Action.REPORT_PROGRESS, Action.RECORD_ADVANCE)
    drafted("progress_report", case)
    drafted("advance_request", case)
    reader = person(place.administrator, case.updated_at)
    with django_assert_max_num_queries(6):
        papers_of(case, reader)
