"""Batches and their rows in the administration: looked up by the code of a project, never changed."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents.batches.starting import start
from documents.kinds import Plan, case_kind
from documents.models import PaperBatch
from tests.contracts import world_that_signs
from tests.world import World, draft, walk_to
from workflow.models import Case
from workflow.vocabulary import Programme, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> World:
    return world_that_signs()


@pytest.fixture
def ready(place: World) -> Case:
    return walk_to(draft(place), State.CONTRACTING)


@pytest.fixture
def batch(place: World, ready: Case) -> PaperBatch:
    walk_to(draft(place), State.ALLOCATION)
    plan = Plan(Programme.NATIONAL, 2027)
    clerk = place.agency_clerk
    return start(case_kind("contract"), plan, issuer_id=place.agency.pk, user_id=clerk.pk, at=ready.updated_at)


@pytest.fixture
def administrator(place: World) -> Client:
    client = Client()
    client.force_login(place.administrator)
    return client


def seen(client: Client, name: str, *args: object, **asked: str | int) -> str:
    answer = client.get(reverse(f"admin:documents_{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_batch_shows_its_rows_by_state_and_leads_to_its_page(administrator: Client, batch: PaperBatch) -> None:
    page = seen(administrator, "paperbatch_changelist")
    assert "Hợp đồng thực hiện đề án" in page
    assert "Đang chờ: 1; Không thuộc lần lập này: 1" in page
    assert reverse("documents:batch", args=[batch.pk]) in page
    assert "Đang chờ: 1; Không thuộc lần lập này: 1" in seen(administrator, "paperbatch_change", batch.pk)


def test_batches_and_rows_are_found_by_the_code_of_a_project(
    administrator: Client, batch: PaperBatch, ready: Case
) -> None:
    assert "Đang chờ: 1; Không thuộc lần lập này: 1" in seen(administrator, "paperbatch_changelist", q=ready.code)
    assert "Đang chờ: 1" not in seen(administrator, "paperbatch_changelist", q="KCQG-1999")
    assert ready.code in seen(administrator, "paperbatchrow_changelist", q=ready.code)
    assert "0 các dòng" in seen(administrator, "paperbatchrow_changelist", q="KCQG-1999")
    assert ready.code in seen(administrator, "paperbatchrow_changelist", batch__id__exact=batch.pk)
    assert ready.code not in seen(administrator, "paperbatchrow_changelist", batch__id__exact=batch.pk + 1)


def test_nothing_of_a_batch_is_changed_here(administrator: Client, batch: PaperBatch) -> None:
    row = batch.rows.all()[0]
    for name, pk in (("paperbatch", batch.pk), ("paperbatchrow", row.pk)):
        for verb, args in (("add", []), ("change", [pk]), ("delete", [pk])):
            answer = administrator.post(reverse(f"admin:documents_{name}_{verb}", args=args), {"post": "yes"})
            assert answer.status_code == 403


def test_more_rows_ask_the_database_no_more_often(
    administrator: Client, batch: PaperBatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(9):
        seen(administrator, "paperbatchrow_changelist")
    with django_assert_max_num_queries(10):
        seen(administrator, "paperbatch_changelist")
