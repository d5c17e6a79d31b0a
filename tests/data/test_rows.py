"""Many rows in one statement: the same values as one at a time, and the same refusals."""

from datetime import date, datetime

import pytest
from django.db import DataError, IntegrityError, transaction

from tests.world import START, World, act, draft, take, world
from workflow.engine.rows import insert_rows, update_rows
from workflow.models import CalendarChange, CalendarLine, Case, Visit
from workflow.vocabulary import Action

pytestmark = pytest.mark.django_db
WORDS = 'Chờ "văn bản" của Sở, ngày 5/3\n – 100% \\ \'hai nháy\' {"a": 1}'


@pytest.fixture
def place() -> World:
    return world()


@pytest.fixture
def stays(place: World) -> list[Visit]:
    for _ in range(3):
        take(draft(place), Action.SUBMIT)
    return list(Visit.objects.filter(closed_at=None).order_by("pk"))


def test_every_kind_of_value_arrives_as_it_was(stays: list[Visit]) -> None:
    first, second, third = stays
    moment = datetime(2026, 3, 2, 10, 30, 5, 123456, START.tzinfo)
    first.due_on, first.target_trace, first.target_basis = date(2028, 2, 29), [{"text": WORDS, "days": -1}], WORDS
    second.due_on, second.target_trace, second.opened_at, second.provisional = None, [], moment, True
    names = ["due_on", "target_trace", "target_basis", "opened_at", "provisional"]
    update_rows([first, second], names)
    for wanted in (first, second, third):
        found = Visit.objects.get(pk=wanted.pk)
        assert [getattr(found, name) for name in names] == [getattr(wanted, name) for name in names]


def test_fields_that_were_not_named_stand(stays: list[Visit]) -> None:
    (first, *_) = stays
    due = first.due_on
    first.due_on, first.cycle = None, 7
    update_rows([first], ["cycle"])
    found = Visit.objects.get(pk=first.pk)
    assert (found.due_on, found.cycle) == (due, 7)


def test_nothing_to_write_is_no_statement(django_assert_num_queries: type) -> None:
    with django_assert_num_queries(0):
        update_rows([], ["cycle"])
        insert_rows([])


def test_the_database_refuses_what_it_refuses_of_everyone(place: World, stays: list[Visit]) -> None:
    (first, *_) = stays
    case = Case.objects.get(pk=first.case_id)
    act(case, Action.WITHDRAW, by=place.owner)
    first.opened_at, first.closed_at = START.replace(year=2027), START
    with pytest.raises(IntegrityError, match="a_visit_ends_after_it_begins"), transaction.atomic():
        update_rows([first], ["opened_at", "closed_at"])
    first.target_basis = "x" * 301
    with pytest.raises(DataError), transaction.atomic():
        update_rows([first], ["target_basis"])


def test_a_row_that_is_there_already_is_met_as_the_caller_says(place: World, stays: list[Visit]) -> None:
    change = CalendarChange.objects.create(
        year=2026, basis="Công điện", proposed_by=place.administrator, proposed_at=START
    )
    lines = [CalendarLine(change=change, visit=stay, case_id=stay.case_id) for stay in stays]
    insert_rows(lines[:1])
    insert_rows(lines, then="ON CONFLICT DO NOTHING")
    assert CalendarLine.objects.filter(change=change).count() == 3
    with pytest.raises(IntegrityError, match="a_calendar_change_moves_a_stay_once"), transaction.atomic():
        insert_rows(lines[:1])
