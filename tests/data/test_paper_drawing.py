"""The worker that draws papers: one that cannot be drawn says why and keeps no other waiting."""

from functools import partial
from typing import Any

import pytest

from documents.drawing import MOST_TRIES, draw_due, draw_one
from documents.models import Document, DocumentFile
from documents.render.child import draw
from documents.render.limits import Limits
from documents.tasks import draw_papers
from documents.wording.values import Values
from tests.at_once import at_once
from tests.contracts import LATER, world_that_signs
from tests.registers import waiting
from tests.world import START, World

pytestmark = pytest.mark.django_db
AT = START + LATER


@pytest.fixture
def place() -> World:
    return world_that_signs()


def undrawn(place: World, count: int) -> list[int]:
    """Drafts whose file is still to be made."""
    papers = waiting(place, count)
    DocumentFile.objects.all().delete()
    return papers


def swollen(values: dict[str, Any]) -> dict[str, Any]:
    """A budget of more rows than a paper holds."""
    budget = values["tables"]["dự toán"]
    return values | {"tables": values["tables"] | {"dự toán": budget | {"rows": budget["rows"] * 200}}}


def spoil(pk: int) -> None:
    document = Document.objects.get(pk=pk)
    values = swollen(document.values)
    assert Values.from_json(values).title
    Document.objects.filter(pk=pk).update(values=values)


def test_a_paper_that_cannot_be_drawn_says_why_and_keeps_no_other_waiting(place: World) -> None:
    bad, good = undrawn(place, 2)
    spoil(bad)
    assert draw_due(at=AT) == 1
    assert DocumentFile.objects.get().document_id == good
    document = Document.objects.get(pk=bad)
    assert document.problem.startswith("Văn bản có bảng 600 dòng, tối đa 300 dòng.")
    assert document.tries == 1


def test_a_bomb_ends_with_its_own_child_and_the_papers_after_it_are_drawn(
    place: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb, good = undrawn(place, 2)
    document = Document.objects.get(pk=bomb)
    endless = document.values | {"lists": document.values["lists"] | {"mục tiêu": ["a" * 150_000]}}
    Document.objects.filter(pk=bomb).update(values=endless)
    monkeypatch.setattr("documents.drawing.draw", partial(draw, limits=Limits(cpu_seconds=1)))
    assert draw_due(at=AT) == 1
    assert DocumentFile.objects.get().document_id == good
    document.refresh_from_db()
    assert document.problem.startswith("Không lập được tệp PDF trong thời gian cho phép.")


def test_after_five_tries_a_paper_is_left_alone_until_it_is_written_anew(place: World) -> None:
    (paper,) = undrawn(place, 1)
    spoil(paper)
    for _ in range(MOST_TRIES + 2):
        draw_due(at=AT)
    assert Document.objects.get(pk=paper).tries == MOST_TRIES
    values = Document.objects.get(pk=paper).values
    values["tables"]["dự toán"]["rows"] = values["tables"]["dự toán"]["rows"][:3]
    Document.objects.filter(pk=paper).update(values=values, tries=0)
    assert draw_due(at=AT) == 1
    assert Document.objects.get(pk=paper).problem == ""


def test_a_wording_that_fits_no_more_is_named_and_breaks_no_worker(place: World) -> None:
    (paper,) = undrawn(place, 1)
    values = Document.objects.get(pk=paper).values
    del values["fields"]["tên đề án"]
    Document.objects.filter(pk=paper).update(values=values)
    assert draw_one(paper, at=AT) == 0
    assert "không có giá trị nào tên là “tên đề án”" in Document.objects.get(pk=paper).problem


def test_the_worker_that_runs_twice_draws_once(place: World) -> None:
    undrawn(place, 1)
    assert (draw_papers(), draw_papers()) == (1, 0)
    assert DocumentFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_draw_at_the_same_time_share_the_papers() -> None:
    undrawn(world_that_signs(), 3)
    made = at_once(*[lambda: draw_due(at=AT)] * 3)
    assert sum(made) == 3
    assert sorted(DocumentFile.objects.values_list("document__tries", flat=True)) == [0, 0, 0]
